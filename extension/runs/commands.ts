/** What the commands of the Runs view do. `item` is the row, absent after a click; `selected` are all rows selected. */

import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Host, RunStore } from '../host.ts';
import type { LogSource } from '../reader/protocol.ts';
import { sourceOfFolder } from '../summaries/log-sources.ts';
import { pickRun } from '../training/pick-run.ts';
import { deleteRuns } from './delete-runs.ts';
import { forgetEventFolders } from './opened-folders.ts';
import { revealFile } from './reveal-file.ts';
import { liveStates, type RunRecord } from './run-record.ts';
import { selectedRows } from './selection.ts';
import { graphOfCheckpoint } from './tree/run-files.ts';
import { agoText, stateText } from './tree/run-text.ts';
import type { RunRow, RunsItem } from './tree/runs-item.ts';
import { listedFolders, refreshRunsTree } from './tree/runs-tree.ts';

export async function open(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  const sources = sourcesOf(await host.runs(), chosen(item, selected));
  if (sources.length > 0) (await host.summaries()).open(sources);
}

export async function openGraph(host: Host, item?: unknown): Promise<void> {
  const [row] = rowsOf(item);
  const file = row?.kind === 'checkpoint' ? graphOfCheckpoint(row.checkpoint) : undefined;
  if (file !== undefined) return (await host.graphs()).open({ kind: 'file', path: file });
  const [source] = sourcesOf(await host.runs(), chosen(item));
  if (source !== undefined) (await host.graphs()).open({ kind: 'events', folder: source.folder });
}

/** Several runs in one panel: those selected, or those picked. */
export async function compare(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  const store = await host.runs();
  const sources = sourcesOf(store, chosen(item, selected));
  const asked = sources.length > 1 ? sources : await pickRuns(store, sources[0]);
  if (asked !== undefined && asked.length > 0) (await host.summaries()).open(asked);
}

export async function stop(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  await each(host, item, selected, async ({ id }) => (await host.training()).stop(id));
}

export async function kill(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  await each(host, item, selected, async ({ id }) => (await host.training()).kill(id));
}

export async function restart(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  const training = await host.training();
  const store = await host.runs();
  await Promise.all(runsOf(store, chosen(item, selected)).map(({ id }) => training.restart(id)));
}

export async function rename(host: Host, item?: unknown): Promise<void> {
  const store = await host.runs();
  const [run] = runsOf(store, await chosenOrPicked(store, 'Rename Run', item));
  if (run === undefined) return;
  const name = await vscode.window.showInputBox({
    title: 'Rename Run',
    value: run.name,
    prompt: 'The name is shown in the Runs view and in charts. No file is renamed.',
    validateInput: (value) => nameProblem(value),
  });
  if (name !== undefined && name.trim() !== run.name) store.update(run.id, { name: name.trim() });
}

export async function reveal(host: Host, item?: unknown): Promise<void> {
  const [row] = rowsOf(item);
  if (row?.kind === 'checkpoint') return revealFile(row.checkpoint.files[0] ?? row.checkpoint.prefix);
  if (row?.kind === 'file') return revealFile(row.file.path);
  const [source] = sourcesOf(await host.runs(), chosen(item));
  if (source !== undefined) await revealFile(source.folder);
}

export async function remove(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  const rows = await chosenOrPicked(await host.runs(), 'Delete Run', item, selected);
  await deleteRuns(
    host,
    rows.filter((row) => row.kind !== 'group'),
  );
}

/** Takes folders that were opened off the list; their files stay. */
export async function forget(host: Host, item?: unknown, selected?: unknown[]): Promise<void> {
  const folders = chosen(item, selected).flatMap((row) => (row.kind === 'folder' && row.opened ? [row.folder] : []));
  await forgetEventFolders(host, folders);
}

export async function goToFile(host: Host, item?: unknown): Promise<void> {
  const [run] = runsOf(await host.runs(), chosen(item));
  if (run === undefined) return;
  if (!existsSync(run.file)) {
    void vscode.window.showWarningMessage(`${run.file} is not there any more.`);
    return;
  }
  await vscode.window.showTextDocument(vscode.Uri.file(run.file), { preview: true });
}

export function refresh(_host: Host): void {
  refreshRunsTree();
}

type ChosenRow = RunRow | Extract<RunsItem, { kind: 'group' }>;

/** The rows that an action is meant for: all that are selected, where the row is among them. */
function chosen(item?: unknown, selected?: unknown[]): ChosenRow[] {
  const [row] = rowsOf(item);
  const several = rowsOf(...(item === undefined ? selectedRows() : (selected ?? [])));
  const rows = row === undefined || several.some(({ key }) => key === row.key) ? several : [row];
  const runs = rows.flatMap((one): ChosenRow[] => {
    if (one.kind === 'run' || one.kind === 'folder' || one.kind === 'group') return [one];
    return 'of' in one ? [one.of] : [];
  });
  return [...new Map(runs.map((one) => [one.key, one])).values()];
}

/** By a key, a row may have the focus and none be selected, which is all that an extension is told of. */
async function chosenOrPicked(
  store: RunStore,
  title: string,
  item?: unknown,
  selected?: unknown[],
): Promise<ChosenRow[]> {
  const rows = chosen(item, selected);
  if (rows.length > 0) return rows;
  const picked = await pickRun(store.all, { title });
  return picked.map(({ id }) => ({ kind: 'run', key: `run ${id}`, id }));
}

function rowsOf(...items: unknown[]): RunsItem[] {
  return items.filter((item): item is RunsItem => typeof item === 'object' && item !== null && 'key' in item);
}

function runsOf(store: RunStore, rows: readonly ChosenRow[]): RunRecord[] {
  return rows.flatMap((row) => (row.kind === 'run' ? (store.get(row.id) ?? []) : []));
}

function sourcesOf(store: RunStore, rows: readonly ChosenRow[]): LogSource[] {
  return rows.flatMap((row) => {
    if (row.kind !== 'run') return [{ ...sourceOfFolder(row.folder), name: row.name }];
    const run = store.get(row.id);
    return run === undefined ? [] : [runSource(run)];
  });
}

const runSource = (run: RunRecord): LogSource => ({ id: run.id, folder: run.logFolder, name: run.name });

async function each(
  host: Host,
  item: unknown,
  selected: unknown[] | undefined,
  act: (run: RunRecord) => Promise<void>,
): Promise<void> {
  const live = runsOf(await host.runs(), chosen(item, selected)).filter(({ state }) => liveStates.has(state));
  await Promise.all(live.map(act));
}

async function pickRuns(store: RunStore, first: LogSource | undefined): Promise<LogSource[] | undefined> {
  const picks = store.all.map((run) => ({
    label: run.name,
    description: `${stateText[run.state]} · ${agoText(run.startedAt, Date.now())}`,
    detail: run.logFolder,
    picked: run.id === first?.id,
    source: runSource(run),
  }));
  for (const { folder, name } of await listedFolders()) {
    const source = { ...sourceOfFolder(folder), name };
    picks.push({ label: name, description: 'event folder', detail: folder, picked: source.id === first?.id, source });
  }
  if (first !== undefined && !picks.some(({ picked }) => picked)) {
    picks.unshift({ label: first.name, description: '', detail: first.folder, picked: true, source: first });
  }
  if (picks.length < 2) {
    void vscode.window.showInformationMessage('There is only one run: train another one to compare it with.');
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(picks, {
    title: 'Compare Runs',
    placeHolder: 'Choose the runs to show in one panel',
    canPickMany: true,
    matchOnDetail: true,
  });
  return picked?.map(({ source }) => source);
}

const longestName = 100;

function nameProblem(value: string): string | undefined {
  const name = value.trim();
  if (name === '') return 'Give it a name.';
  if (name.length > longestName) return `At most ${longestName} characters.`;
  return undefined;
}

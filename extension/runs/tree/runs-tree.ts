/**
 * The Runs view: live runs first, then past ones, then the folders with event files that were found or opened. A step of
 * a run refreshes its row alone, a few times a second.
 */

import { basename, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Host, RunStore } from '../../host.ts';
import { onDidChangeOpenedFolders, openedEventFolders } from '../opened-folders.ts';
import { liveStates, type RunRecord } from '../run-record.ts';
import { ChangeLimit } from '../store/change-limit.ts';
import { EventFolders } from './event-folders.ts';
import { groupFolders, nameInGroup } from './group-folders.ts';
import { type RunFiles, runFiles } from './run-files.ts';
import type { RunRow, RunsItem, Section } from './runs-item.ts';
import { treeItem } from './tree-item.ts';

const rowIntervalMs = 400;
/** How long a list of a run's files is taken for current, while its row is refreshed. */
const filesAgeMs = 3000;

export class RunsTree implements vscode.TreeDataProvider<RunsItem>, vscode.Disposable {
  readonly #host: Host;
  readonly #found = new EventFolders();
  readonly #changed = new vscode.EventEmitter<RunsItem | undefined>();
  readonly #limit = new ChangeLimit<string | undefined>(rowIntervalMs, (id) => this.#refresh(id));
  /** VS Code knows a row to refresh by the object that it was given. */
  readonly #rows = new Map<string, RunRow>();
  readonly #states = new Map<string, RunRecord['state']>();
  readonly #files = new Map<string, { readonly at: number; readonly files: Promise<RunFiles> }>();
  readonly #subscriptions: vscode.Disposable[] = [this.#found, this.#changed];
  #store: Promise<RunStore> | undefined;
  #welcome = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(host: Host) {
    this.#host = host;
    this.#subscriptions.push(
      this.#found.onDidChange(() => this.#limit.changed(undefined)),
      onDidChangeOpenedFolders(() => this.#limit.changed(undefined)),
    );
  }

  async getChildren(item?: RunsItem): Promise<RunsItem[]> {
    const store = await this.#runs();
    if (item === undefined) return this.#roots(store);
    switch (item.kind) {
      case 'heading':
        return this.#folderRows(store);
      case 'group':
        return item.runs.map(({ folder, name }) => this.#folderRow(folder, name, false));
      case 'run':
      case 'folder':
        return this.#runChildren(store, item);
      case 'section':
        return this.#sectionChildren(store, item.section, item.of);
      case 'summaries':
      case 'graph':
      case 'checkpoint':
      case 'file':
      case 'scalar':
      case 'note':
        return [];
      default:
        return item satisfies never;
    }
  }

  async getTreeItem(item: RunsItem): Promise<vscode.TreeItem> {
    return treeItem(item, await this.#runs(), Date.now());
  }

  /** Looks again at everything: folders, files and how long ago things were. */
  refresh(): void {
    this.#files.clear();
    this.#found.searchSoon(0);
    this.#changed.fire(undefined);
  }

  /** Whether there is anything to show is known only then; the welcome waits for it. */
  async loaded(): Promise<void> {
    await this.#found.searched();
    if (this.#welcome) return;
    this.#welcome = true;
    await vscode.commands.executeCommand('setContext', 'tensorloom.isRunsViewLoaded', true);
  }

  /** The folders that are listed, those in groups too. */
  async folders(): Promise<readonly { readonly folder: string; readonly name: string }[]> {
    await this.#found.searched();
    const rows = this.#folderRows(await this.#runs());
    return rows.flatMap((row) => {
      if (row.kind === 'folder') return [row];
      return row.kind === 'group' ? row.runs.map(({ folder, name }) => ({ folder, name: `${row.name}/${name}` })) : [];
    });
  }

  dispose(): void {
    this.#limit.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #runs(): Promise<RunStore> {
    this.#store ??= this.#host.runs().then((store) => {
      this.#subscriptions.push(store.onDidChange((id) => this.#limit.changed(id)));
      return store;
    });
    return this.#store;
  }

  /** The row alone, where it keeps its place; everything where a run came, went, began or ended. */
  async #refresh(id: string | undefined): Promise<void> {
    const row = id === undefined ? undefined : this.#rows.get(id);
    const state = id === undefined ? undefined : (await this.#runs()).get(id)?.state;
    const moved = row === undefined || state === undefined || this.#states.get(id as string) !== state;
    this.#changed.fire(moved ? undefined : row);
  }

  #roots(store: RunStore): RunsItem[] {
    // Runs are shown at once, folders when they are found.
    void this.loaded();
    const runs = [...store.all].sort((a, b) => Number(isLive(b)) - Number(isLive(a)) || b.startedAt - a.startedAt);
    const ids = new Set(runs.map(({ id }) => id));
    for (const id of this.#rows.keys()) {
      if (ids.has(id)) continue;
      this.#rows.delete(id);
      this.#states.delete(id);
    }
    const rows = runs.map(({ id, state }): RunsItem => {
      this.#states.set(id, state);
      const row: RunRow = this.#rows.get(id) ?? { kind: 'run', key: `run ${id}`, id };
      this.#rows.set(id, row);
      return row;
    });
    const folders = this.#folderRows(store);
    // Alone, the folders need no heading; and where there is nothing at all, the view's welcome says what to do.
    if (rows.length === 0) return folders;
    return folders.length === 0 ? rows : [...rows, { kind: 'heading', key: 'heading' }];
  }

  #folderRows(store: RunStore): RunsItem[] {
    const own = store.all.map(({ logFolder }) => logFolder);
    const ofRun = (folder: string) => own.some((log) => folder === log || folder.startsWith(log + sep));
    const opened = openedEventFolders(this.#host).filter((folder) => !ofRun(folder));
    const found = [...this.#found.known].filter((folder) => !ofRun(folder) && !opened.includes(folder));
    const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const rootOf = (folder: string) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
    const byRoot = Map.groupBy(found, (folder) => rootOf(folder)?.uri.fsPath ?? '');
    const groups = [...byRoot].flatMap(([base, folders]) => {
      const root = rootOf(base);
      const relative = (folder: string) => folder.slice(base.length).split(sep).filter(Boolean).join('/');
      const absolute = (path: string) => (path === '' ? base : [base, ...path.split('/')].join(sep));
      const shown = (name: string) => (several && root ? `${root.name}/${name}` : name);
      return groupFolders(folders.map(relative)).map((group): RunsItem => {
        const rows = group.runs.map((run) => ({ folder: absolute(run), name: nameInGroup(group, run) }));
        const [first] = rows;
        if (rows.length === 1 && first) {
          return this.#folderRow(first.folder, shown(first.name === '.' ? basename(first.folder) : first.name), false);
        }
        const folder = absolute(group.path);
        return { kind: 'group', key: `group ${folder}`, folder, name: shown(group.path), runs: rows };
      });
    });
    return [...opened.map((folder) => this.#folderRow(folder, basename(folder) || folder, true)), ...groups];
  }

  #folderRow(folder: string, name: string, opened: boolean): RunRow {
    return { kind: 'folder', key: `folder ${folder}`, folder, name, opened };
  }

  async #runChildren(store: RunStore, row: RunRow): Promise<RunsItem[]> {
    const items: RunsItem[] = [
      { kind: 'summaries', key: `${row.key}\nsummaries`, of: row },
      { kind: 'graph', key: `${row.key}\ngraph`, of: row },
    ];
    const section = (name: Section) =>
      items.push({ kind: 'section', key: `${row.key}\n${name}`, section: name, of: row });
    const run = row.kind === 'run' ? store.get(row.id) : undefined;
    if (run !== undefined && Object.keys(run.scalars).length > 0) section('scalars');
    const files = await this.#filesOf(store, row);
    if (files.checkpoints.length > 0) section('checkpoints');
    if (files.events.length + files.others.length > 0) section('files');
    return items;
  }

  async #sectionChildren(store: RunStore, section: Section, of: RunRow): Promise<RunsItem[]> {
    if (section === 'scalars') {
      const run = of.kind === 'run' ? store.get(of.id) : undefined;
      return Object.keys(run?.scalars ?? {}).map((tag) => ({
        kind: 'scalar',
        key: `${of.key}\nscalar ${tag}`,
        tag,
        of,
      }));
    }
    const { checkpoints, events, others, cut } = await this.#filesOf(store, of);
    if (section === 'checkpoints') {
      return checkpoints.map((checkpoint) => ({
        kind: 'checkpoint',
        key: `${of.key}\ncheckpoint ${checkpoint.prefix}`,
        checkpoint,
        of,
      }));
    }
    const items = [...events, ...others].map(
      (file): RunsItem => ({ kind: 'file', key: `${of.key}\nfile ${file.path}`, file, of }),
    );
    if (cut) items.push({ kind: 'note', key: `${of.key}\ncut`, text: 'More files are not listed' });
    return items;
  }

  #filesOf(store: RunStore, row: RunRow): Promise<RunFiles> {
    const run = row.kind === 'run' ? store.get(row.id) : undefined;
    const folder = row.kind === 'run' ? run?.logFolder : row.folder;
    const known = this.#files.get(row.key);
    if (known !== undefined && Date.now() - known.at < filesAgeMs) return known.files;
    if (folder === undefined) return Promise.resolve(noFiles);
    const files = runFiles(folder, run?.checkpoints);
    this.#files.set(row.key, { at: Date.now(), files });
    if (this.#files.size > 100) this.#files.delete(this.#files.keys().next().value as string);
    return files;
  }
}

const noFiles: RunFiles = { events: [], checkpoints: [], others: [], cut: false };
const isLive = ({ state }: RunRecord) => liveStates.has(state);

/** The one tree of the window, for the commands that refresh it. */
let tree: RunsTree | undefined;

export function createRunsTree(host: Host): RunsTree {
  tree = new RunsTree(host);
  host.context.subscriptions.push(tree);
  return tree;
}

export async function listedFolders(): Promise<readonly { readonly folder: string; readonly name: string }[]> {
  return (await tree?.folders()) ?? [];
}

export function refreshRunsTree(): void {
  tree?.refresh();
}

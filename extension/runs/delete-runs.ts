/** "Delete…": asks once, moves what the runs wrote to the trash, and forgets them. */

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Host, RunStore } from '../host.ts';
import { contains, type Deletion, planDeletion } from './deletion.ts';
import { liveStates } from './run-record.ts';
import { runFiles } from './tree/run-files.ts';
import type { RunRow } from './tree/runs-item.ts';
import { refreshRunsTree } from './tree/runs-tree.ts';

interface Planned extends Deletion {
  readonly row: RunRow;
  readonly name: string;
  readonly eventFolder: string;
}

export async function deleteRuns(host: Host, rows: readonly RunRow[]): Promise<void> {
  const store = await host.runs();
  const live = rows.find((row) => row.kind === 'run' && liveStates.has(store.get(row.id)?.state ?? 'completed'));
  if (live?.kind === 'run') {
    void vscode.window.showWarningMessage(`${store.get(live.id)?.name} is still training: stop it before deleting it.`);
    return;
  }
  const plans = (await Promise.all(rows.map((row) => plan(store, row, rows)))).filter((found) => found !== undefined);
  if (plans.length === 0) return;
  const subject = plans.length === 1 ? plans[0]?.name : `${plans.length} runs`;
  const answer = await vscode.window.showWarningMessage(
    `Delete ${subject}?`,
    { modal: true, detail: plans.map(detail).join('\n\n').slice(0, 2000) },
    'Delete',
  );
  if (answer !== 'Delete') return;
  let permanent = false;
  for (const planned of plans) {
    for (const path of planned.folder === undefined ? planned.files : [planned.folder]) {
      const done = await remove(path, permanent);
      if (done === 'cancelled') {
        // Some of it may be gone by now.
        refreshRunsTree();
        return;
      }
      permanent ||= done === 'permanent';
    }
    if (planned.row.kind === 'run') store.remove(planned.row.id);
  }
  refreshRunsTree();
}

async function plan(store: RunStore, row: RunRow, rows: readonly RunRow[]): Promise<Planned | undefined> {
  const roots = [...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath), homedir()];
  const deleted = new Set(rows.map((one) => (one.kind === 'run' ? one.id : '')));
  const own = store.all.filter(({ id }) => !deleted.has(id)).map(({ logFolder }) => logFolder);
  if (row.kind === 'run') {
    const run = store.get(row.id);
    if (run === undefined) return undefined;
    const files = await runFiles(run.logFolder);
    return { row, name: run.name, eventFolder: run.logFolder, ...planDeletion(run, files, own, roots) };
  }
  // Whoever wrote it, all that is known to be a run's are the event files in this very folder.
  const { events, checkpoints, others, cut } = await runFiles(row.folder);
  const here = events.filter(({ path }) => vscode.Uri.joinPath(vscode.Uri.file(path), '..').fsPath === row.folder);
  const elsewhere = events.length - here.length;
  const found = { logFolder: row.folder, eventFiles: here.map(({ path }) => path), checkpoints: [] };
  const alone = elsewhere === 0 && checkpoints.length === 0 && !own.some((folder) => contains(row.folder, folder));
  const deletion: Deletion = alone
    ? planDeletion(found, { events, checkpoints, others, cut }, own, roots)
    : { folder: undefined, files: here.map(({ path }) => path), staying: others.length + elsewhere };
  return { row, name: row.name, eventFolder: row.folder, ...deletion };
}

function detail({ name, folder, files, staying, eventFolder }: Planned): string {
  if (folder !== undefined) return `The folder ${folder} goes to the trash.`;
  const gone =
    files.length === 0
      ? `${name} has no files left in ${eventFolder}; it is only taken off the list.`
      : `${files.length} ${files.length === 1 ? 'file' : 'files'} of ${name} in ${eventFolder} ${files.length === 1 ? 'goes' : 'go'} to the trash.`;
  return staying > 0 ? `${gone} ${staying} other ${staying === 1 ? 'file stays' : 'files stay'}.` : gone;
}

/** To the trash; where there is none, such as on a remote machine, after asking once, for good. */
async function remove(path: string, permanent: boolean): Promise<'trashed' | 'permanent' | 'cancelled'> {
  const uri = vscode.Uri.file(path);
  if (!permanent) {
    try {
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
      return 'trashed';
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return 'trashed';
      const cause = error instanceof Error ? error.message : String(error);
      const answer = await vscode.window.showWarningMessage(
        'There is no trash here, or it does not take this. Delete it for good?',
        { modal: true, detail: `${path}\n\n${cause}\n\nDeleting for good cannot be undone.` },
        'Delete for Good',
      );
      if (answer !== 'Delete for Good') return 'cancelled';
    }
  }
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) throw error;
  }
  return 'permanent';
}

/** Tells when the graph of a source may have become another one: its file changed, or its run wrote a new one. */

import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { GraphSource, Host } from '../host.ts';
import { liveStates, type RunRecord } from '../runs/run-record.ts';
import { isEventFile } from './graph-source.ts';
import type { LoadedSource } from './load-graph.ts';
import { fileKey } from './source-index.ts';

export interface GraphChanges {
  /** The source can be read again, at no risk. */
  onChanged(): void;
  /** The model was saved. Only a person decides that its code is run again. */
  onOutdated(): void;
}

/** Files are written in pieces. */
const settleMs = 500;

export function watchGraph(
  host: Host,
  source: LoadedSource,
  { onChanged, onOutdated }: GraphChanges,
): vscode.Disposable {
  const changed = settled(onChanged);
  const stops: vscode.Disposable[] = [changed];
  switch (source.kind) {
    case 'run':
      stops.push(
        vscode.workspace.onDidSaveTextDocument(({ uri }) => {
          if (uri.scheme === 'file' && fileKey(uri.fsPath) === fileKey(source.path)) onOutdated();
        }),
      );
      break;
    case 'file': {
      // An event file grows with each step, and its graph stays.
      const ignoreGrowth = isEventFile(source.path);
      stops.push(...watchFiles(dirname(source.path), basename(source.path), ignoreGrowth, changed.soon));
      break;
    }
    case 'events':
      stops.push(...watchFiles(source.folder, '*tfevents*', true, changed.soon));
      stops.push(watchEnd(host, source.folder, changed.soon));
      break;
    default:
      source satisfies never;
  }
  return vscode.Disposable.from(...stops);
}

/** One file, written by whomever. */
export function watchFile(path: string, onChanged: () => void): vscode.Disposable {
  const changed = settled(onChanged);
  return vscode.Disposable.from(changed, ...watchFiles(dirname(path), basename(path), false, changed.soon));
}

function settled(onChanged: () => void): vscode.Disposable & { readonly soon: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(onChanged, settleMs);
    },
    dispose: () => clearTimeout(timer),
  };
}

function watchFiles(folder: string, pattern: string, createdOnly: boolean, changed: () => void): vscode.Disposable[] {
  const glob = pattern.replace(/[?{}[\]]/g, '?');
  const base = new vscode.RelativePattern(vscode.Uri.file(folder), glob);
  const watcher = vscode.workspace.createFileSystemWatcher(base, false, createdOnly, true);
  return [watcher, watcher.onDidCreate(changed), watcher.onDidChange(changed)];
}

/** A run's traces are all there when it has ended. */
function watchEnd(host: Host, folder: string, ended: () => void): vscode.Disposable {
  let listener: vscode.Disposable | undefined;
  let disposed = false;
  void host.runs().then((store) => {
    if (disposed) return;
    let live = liveRun(store.all, folder) !== undefined;
    listener = store.onDidChange(() => {
      const stillLive = liveRun(store.all, folder) !== undefined;
      if (live && !stillLive) ended();
      live = stillLive;
    });
  });
  return {
    dispose: () => {
      disposed = true;
      listener?.dispose();
    },
  };
}

/** The run that is writing into the folder now. */
export function liveRun(records: readonly RunRecord[], folder: string): RunRecord | undefined {
  return records.find(({ logFolder, state }) => liveStates.has(state) && fileKey(logFolder) === fileKey(folder));
}

/** The run whose graph it is, where that is known. */
export function runNameOf(records: readonly RunRecord[], source: GraphSource): string | undefined {
  if (source.kind !== 'events') return undefined;
  const key = fileKey(source.folder);
  return records.find(({ logFolder }) => fileKey(logFolder) === key)?.name;
}

/** What the training commands do. `file` is absent from the palette and shortcuts, which mean the active editor. */

import * as vscode from 'vscode';
import type { Host, TrainOptions } from '../host.ts';
import { activeModel } from '../model-file/index.ts';
import { liveStates, type RunRecord } from '../runs/run-record.ts';
import { selectedUris } from '../selected-uris.ts';
import { pickRun } from './pick-run.ts';

/** @param selected all files that are selected in the Explorer: each is trained, at the same time */
export async function train(host: Host, file?: vscode.Uri, selected?: unknown): Promise<void> {
  const files = selectedUris(file, selected);
  for (const each of files.length > 0 ? files : [undefined]) await start(host, each, {});
}

export function debug(host: Host, file?: vscode.Uri): Promise<RunRecord | undefined> {
  return start(host, file, { debug: true });
}

async function start(host: Host, file: unknown, options: TrainOptions): Promise<RunRecord | undefined> {
  const chosen = file instanceof vscode.Uri ? file : activeModel()?.uri;
  if (chosen !== undefined) return (await host.training()).train(chosen, options);
  void vscode.window.showWarningMessage('Open a model file first, or right-click one in the Explorer.');
  return undefined;
}

/** Stops the run with this id; without one, the only live run, or those that the user picks. */
export async function stop(host: Host, id?: string): Promise<void> {
  const training = await host.training();
  if (typeof id === 'string') return training.stop(id);
  const runs = await host.runs();
  const live = runs.all.filter(({ id: each, state }) => liveStates.has(state) && runs.elsewhere?.(each) !== true);
  const chosen = await pickRun(live, { title: 'Stop Training', all: 'All of them' });
  for (const run of chosen) training.stop(run.id);
}

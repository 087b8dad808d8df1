/** What the training commands do. `file` is absent from the palette and shortcuts, which mean the active editor. */

import * as vscode from 'vscode';
import type { Host, TrainOptions } from '../host.ts';
import { activeModel } from '../model-file/index.ts';
import { liveStates, type RunRecord } from '../runs/run-record.ts';
import { pickRun } from './pick-run.ts';

export async function train(host: Host, file?: vscode.Uri, options: TrainOptions = {}): Promise<RunRecord | undefined> {
  const chosen = file instanceof vscode.Uri ? file : activeModel()?.uri;
  if (chosen === undefined) {
    void vscode.window.showWarningMessage('Open a model file first, or right-click one in the Explorer.');
    return undefined;
  }
  return (await host.training()).train(chosen, options);
}

export function debug(host: Host, file?: vscode.Uri): Promise<RunRecord | undefined> {
  return train(host, file, { debug: true });
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

/** What a run is told to do, and the record that it begins with. Pure. */

import type { RunOptions } from '../../engine/runner/start-run.ts';
import type { TrainOptions } from '../host.ts';
import { newRunRecord, type RunRecord } from '../runs/run-record.ts';
import { runEnvironment } from './environment.ts';
import { modelName, runFolder, runName, timeName } from './run-folder.ts';

export interface StartPlace {
  readonly file: string;
  readonly folder: string;
  readonly execPath: string | undefined;
  /** `tensorloom.runFolder`. */
  readonly setting: string;
  readonly date: Date;
  readonly id: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  isFolderTaken(folder: string): boolean;
  isNameTaken(name: string): boolean;
}

export function startOrder(
  place: StartPlace,
  options: TrainOptions,
): { order: RunOptions & { readonly cwd: string }; record: RunRecord } {
  const { file, folder, execPath, setting, date, id, env, isFolderTaken, isNameTaken } = place;
  const model = modelName(file);
  const where = { model, date, base: folder, isTaken: isFolderTaken };
  const logdir = runFolder(setting, where);
  return {
    order: {
      task: 'train',
      file,
      args: options.args ?? [],
      stepsCap: options.steps ?? null,
      seed: options.seed ?? null,
      device: null,
      logdir: logdir ?? null,
      output: 'messages',
      inspect: options.debug === true,
      cwd: folder,
      stdin: 'ignore',
      env: runEnvironment(env),
      ...(execPath !== undefined && { execPath }),
    },
    record: newRunRecord({
      id,
      name: freeName(runName(model, date), isNameTaken),
      file,
      // Where the file itself decides, a folder that is nobody's, until its first event file tells.
      logFolder: logdir ?? (runFolder(`runs/${model}/${timeName(date)}`, where) as string),
      startedAt: date.getTime(),
    }),
  };
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name} (${number})`;
  return free;
}

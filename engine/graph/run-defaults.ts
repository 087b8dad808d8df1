/**
 * What the starter of a run asks for, where the model file leaves it open: seed, device, log folder, number of steps.
 * One set a process, made before the model file is loaded. Plain data; reads no command line.
 */

export interface RunDefaults {
  /** The random seed of graphs that do not call `tf.setRandomSeed`. */
  readonly seed: number | null;
  /** The device of operations that name none, such as `/gpu:0`. */
  readonly device: string | null;
  /** The folder that event files go to, whatever folder the file names. */
  readonly logdir: string | null;
  /** At most so many steps of each `tf.train.steps` loop, and of each monitored session. */
  readonly stepsCap: number | null;
}

const none: RunDefaults = { seed: null, device: null, logdir: null, stepsCap: null };

let current: RunDefaults = none;
/** Folders as the model file names them, each with the one it was given instead. */
let folders = new Map<string, string>();

export function runDefaults(): RunDefaults {
  return current;
}

/** Replaces the defaults of the whole process; what is left out is unset. */
export function setRunDefaults(defaults: Partial<RunDefaults>): void {
  current = { ...none, ...defaults };
  folders = new Map();
}

/**
 * The folder a `FileWriter` writes to when the model file names `folder`. With a log folder asked for (`--logdir DIR`),
 * the first folder the file names becomes DIR, and any other one the folder of its own last name in DIR, so that
 * writers which the file keeps apart stay apart.
 */
export function logFolder(folder: string): string {
  const { logdir } = current;
  if (logdir === null) return folder;
  const key = folder.replace(/[\\/]+$/, '');
  let chosen = folders.get(key);
  if (chosen === undefined) {
    const lastName = /[^\\/]+$/.exec(key)?.[0] ?? 'other';
    chosen = folders.size === 0 ? logdir : `${logdir.replace(/[\\/]+$/, '')}/${lastName}`;
    folders.set(key, chosen);
  }
  return chosen;
}

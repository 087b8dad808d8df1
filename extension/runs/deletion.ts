/**
 * What deleting a run takes away: its event files and checkpoints in its own folder, and the folder where nothing else
 * is left in it. Never a folder that others use, and never anything that no run wrote. Pure.
 */

import { dirname, isAbsolute, parse, relative, sep } from 'node:path';
import type { RunFiles } from './tree/run-files.ts';

export interface Deletion {
  /** To be deleted whole, with everything in it. */
  readonly folder: string | undefined;
  /** Where the folder stays. */
  readonly files: readonly string[];
  /** Files in the folder that stay, because no run wrote them or it cannot be said which. */
  readonly staying: number;
}

export interface RunToDelete {
  readonly logFolder: string;
  readonly eventFiles: readonly string[];
  readonly checkpoints: readonly string[];
}

/**
 * @param files what lies in the run's folder
 * @param others the log folders of the other runs
 * @param roots folders that are never a run's own, nor what is above them: the workspace's, the user's home
 */
export function planDeletion(
  run: RunToDelete,
  files: RunFiles,
  others: readonly string[],
  roots: readonly string[],
): Deletion {
  const shared = others.some((other) => contains(run.logFolder, other) || contains(other, run.logFolder));
  const inside = (path: string) => contains(run.logFolder, path) && path !== run.logFolder;
  const events = files.events.map(({ path }) => path).filter(inside);
  const checkpoints = files.checkpoints.filter(({ prefix }) => inside(prefix));
  const rest = files.others.filter(({ path }) => inside(path) && parse(path).base !== 'checkpoint');
  const lists = files.others
    .map(({ path }) => path)
    .filter((path) => inside(path) && parse(path).base === 'checkpoint');
  const all = [...events, ...checkpoints.flatMap(({ files }) => files), ...lists];
  // In a folder that is not the run's alone, only what the run itself told of is known to be its own.
  if (shared || !isOwnFolder(run.logFolder, roots)) {
    const own = [
      ...events.filter((path) => run.eventFiles.includes(path)),
      ...checkpoints.filter(({ prefix }) => run.checkpoints.includes(prefix)).flatMap(({ files }) => files),
    ];
    return { folder: undefined, files: own, staying: all.length + rest.length - own.length };
  }
  const whole = rest.length === 0 && !files.cut;
  return whole && all.length > 0
    ? { folder: run.logFolder, files: [], staying: 0 }
    : { folder: undefined, files: all, staying: rest.length };
}

/** Not a workspace's folder, nothing above one, no root of a disk. */
function isOwnFolder(folder: string, roots: readonly string[]): boolean {
  return isAbsolute(folder) && dirname(folder) !== folder && !roots.some((root) => contains(folder, root));
}

/** Whether `path` is `folder` or lies in it. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

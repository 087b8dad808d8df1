/** What lies in a run's folder: event files, checkpoints and the rest. Reads names and sizes, no contents. */

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface RunFileEntry {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

export interface Checkpoint {
  /** What `saver.restore` is given. */
  readonly prefix: string;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly modifiedAt: number;
}

export interface RunFiles {
  readonly events: readonly RunFileEntry[];
  readonly checkpoints: readonly Checkpoint[];
  readonly others: readonly RunFileEntry[];
  /** There is more than is listed: too many files, too deep, unreadable, or no plain files, such as links. */
  readonly cut: boolean;
}

export const mostFiles = 500;
const deepest = 4;

export const isEventFile = (path: string) => basename(path).includes('tfevents');

/** The prefix of the checkpoint that a file is part of; undefined for other files. */
export function checkpointPrefix(path: string): string | undefined {
  return /^(.+)\.(?:index|meta|data-\d{5}-of-\d{5})$/.exec(path)?.[1];
}

/** The file of a checkpoint that holds its graph; it may have been saved without. */
export function graphOfCheckpoint({ files }: Checkpoint): string | undefined {
  return files.find((path) => path.endsWith('.meta'));
}

/** @param checkpoints prefixes known from the run itself, which may lie elsewhere */
export async function runFiles(folder: string, checkpoints: readonly string[] = []): Promise<RunFiles> {
  const { paths, cut } = await filesBelow(folder);
  const known = checkpoints.filter((prefix) => !paths.some((path) => checkpointPrefix(path) === prefix));
  for (const prefix of known) paths.push(...(await checkpointFiles(prefix)));
  const entries = (await Promise.all(paths.slice(0, mostFiles).map(entryOf))).filter((entry) => entry !== undefined);
  const events = entries.filter(({ path }) => isEventFile(path));
  const parts = Map.groupBy(
    entries.filter(({ path }) => !isEventFile(path) && checkpointPrefix(path) !== undefined),
    ({ path }) => checkpointPrefix(path) as string,
  );
  return {
    events: events.sort((a, b) => b.modifiedAt - a.modifiedAt),
    checkpoints: [...parts]
      .map(([prefix, files]) => ({
        prefix,
        files: files.map(({ path }) => path),
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        modifiedAt: Math.max(...files.map(({ modifiedAt }) => modifiedAt)),
      }))
      .sort((a, b) => b.modifiedAt - a.modifiedAt),
    others: entries.filter(({ path }) => !isEventFile(path) && checkpointPrefix(path) === undefined),
    cut: cut || paths.length > mostFiles,
  };
}

/** Every file in `folder` and below, as far as is shown; links are not followed. `cut`: something else lies there too. */
async function filesBelow(folder: string, depth = 0): Promise<{ paths: string[]; cut: boolean }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error.code);
  if (!Array.isArray(entries)) return { paths: [], cut: entries !== 'ENOENT' };
  const paths = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  let cut = entries.some((entry) => !entry.isFile() && !entry.isDirectory());
  for (const entry of entries.filter((each) => each.isDirectory())) {
    if (paths.length > mostFiles || depth >= deepest) return { paths: paths.slice(0, mostFiles + 1), cut: true };
    const below = await filesBelow(join(folder, entry.name), depth + 1);
    paths.push(...below.paths);
    cut ||= below.cut;
  }
  return { paths: paths.slice(0, mostFiles + 1), cut };
}

async function checkpointFiles(prefix: string): Promise<string[]> {
  const names = await readdir(dirname(prefix)).catch(() => []);
  return names.map((name) => join(dirname(prefix), name)).filter((path) => checkpointPrefix(path) === prefix);
}

async function entryOf(path: string): Promise<RunFileEntry | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && { path, bytes: found.size, modifiedAt: found.mtimeMs };
}

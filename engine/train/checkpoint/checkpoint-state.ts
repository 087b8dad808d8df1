/**
 * The `checkpoint` file of a folder: which checkpoint is the newest, and which are kept. Paths inside it are relative
 * to the folder where they can be, so that the folder can be moved.
 */

import { isAbsolute, join, relative } from 'node:path';
import {
  type CheckpointState,
  type FileSystem,
  FormatError,
  indexPath,
  nodeFileSystem,
  readCheckpointState,
  writeCheckpointState,
} from '../../formats/index.ts';

const defaultFilename = 'checkpoint';

/** What the state file of a folder says, with paths that can be opened from here. */
export interface CheckpointStateInfo {
  /** The newest checkpoint's prefix. */
  readonly modelCheckpointPath: string;
  /** Prefixes of all that are kept, oldest first; the last is the newest. */
  readonly allModelCheckpointPaths: readonly string[];
}

export interface UpdateCheckpointStateOptions {
  /** Default: `modelCheckpointPath` alone. */
  readonly allModelCheckpointPaths?: readonly string[];
  /** Default `checkpoint`. */
  readonly latestFilename?: string;
  /** Store absolute paths relative to the folder too, so that it can be moved. Default false. */
  readonly saveRelativePaths?: boolean;
  readonly fileSystem?: FileSystem;
}

/** Replaces the state file of `saveDir`. */
export async function updateCheckpointState(
  saveDir: string,
  modelCheckpointPath: string,
  options: UpdateCheckpointStateOptions = {},
): Promise<void> {
  const all = [...(options.allModelCheckpointPaths ?? [])];
  if (all.at(-1) !== modelCheckpointPath) all.push(modelCheckpointPath);
  const stored = (path: string) => {
    const rewrite = isAbsolute(path) ? options.saveRelativePaths === true : !isAbsolute(saveDir);
    return rewrite ? relative(saveDir || '.', path) : path;
  };
  await writeCheckpointState(
    join(saveDir, options.latestFilename ?? defaultFilename),
    { modelCheckpointPath: stored(modelCheckpointPath), allModelCheckpointPaths: all.map(stored) },
    options.fileSystem ?? nodeFileSystem,
  );
}

/** What the state file of a folder says, or null where there is none or it cannot be read. */
export async function getCheckpointState(
  checkpointDir: string,
  latestFilename: string = defaultFilename,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<CheckpointStateInfo | null> {
  const path = join(checkpointDir, latestFilename);
  let state: CheckpointState | undefined;
  try {
    state = await readCheckpointState(path, fileSystem);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    process.stderr.write(`${path}: Checkpoint ignored\n${error.message}\n`);
  }
  if (!state?.modelCheckpointPath) return null;
  const opened = (stored: string) => (isAbsolute(stored) ? stored : join(checkpointDir, stored));
  return {
    modelCheckpointPath: opened(state.modelCheckpointPath),
    allModelCheckpointPaths: state.allModelCheckpointPaths.map(opened),
  };
}

/** The prefix of the newest checkpoint in a folder, or null where there is none. */
export async function latestCheckpoint(
  checkpointDir: string,
  latestFilename?: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<string | null> {
  const state = await getCheckpointState(checkpointDir, latestFilename, fileSystem);
  if (!state) return null;
  if (await checkpointExists(state.modelCheckpointPath, fileSystem)) return state.modelCheckpointPath;
  process.stderr.write(`Couldn't match files for checkpoint ${state.modelCheckpointPath}\n`);
  return null;
}

/** Whether there is a checkpoint under this prefix. */
export async function checkpointExists(prefix: string, fileSystem: FileSystem = nodeFileSystem): Promise<boolean> {
  try {
    const file = await fileSystem.open(indexPath(prefix), 'read');
    await file.close();
    return true;
  } catch {
    return false;
  }
}

/** The text file `checkpoint` of a folder, which names its newest checkpoint and those that are kept. Paths are as stored. */

import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { writeFileAtomic } from '../atomic-write.ts';
import { type FileSystem, isMissing, type OpenFile } from '../file-system.ts';
import { FormatError } from '../format-error.ts';
import { type CheckpointState, CheckpointStateSchema } from '../generated/checkpoint_pb.js';
import { nodeFileSystem } from '../node-file-system.ts';
import { formatPbtxt, parsePbtxt } from '../pbtxt/index.ts';

export function formatCheckpointState(state: MessageInitShape<typeof CheckpointStateSchema>): string {
  return formatPbtxt(CheckpointStateSchema, create(CheckpointStateSchema, state));
}

/** @throws FormatError */
export function parseCheckpointState(text: string, what = 'a checkpoint state file'): CheckpointState {
  return parsePbtxt(CheckpointStateSchema, text, { what, allowUnknownFields: true });
}

/** Replaces the file at `path` (`<folder>/checkpoint`) in one step. */
export function writeCheckpointState(
  path: string,
  state: MessageInitShape<typeof CheckpointStateSchema>,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  return writeFileAtomic(path, formatCheckpointState(state), fileSystem);
}

/** Undefined when there is no such file. @throws FormatError */
export async function readCheckpointState(
  path: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<CheckpointState | undefined> {
  let file: OpenFile;
  try {
    file = await fileSystem.open(path, 'read');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const bytes = await file.read(0, await file.size());
    return parseCheckpointState(decodeText(bytes, path), path);
  } finally {
    await file.close();
  }
}

function decodeText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError({ what, problem: 'the file is not UTF-8 text', cause });
  }
}

/** Variables to and from NumPy's .npz files: `numpy.savez(path, **weights)` and `numpy.load(path)`. */

import { readFile } from 'node:fs/promises';
import { decodeNpz, encodeNpz, nodeFileSystem, writeFileAtomic } from '../formats/index.ts';
import { type NdArray, NotFoundError } from '../graph/index.ts';
import type { Session } from '../session/index.ts';
import { fileFault } from './checkpoint/file-error.ts';
import { makeFolderOf } from './checkpoint/folder.ts';
import { snapshot } from './checkpoint/snapshot.ts';
import {
  type LoadedWeights,
  type LoadWeightsOptions,
  loadWeights,
  readFault,
  variablesOf,
  type WeightsOptions,
} from './weights.ts';

export interface SaveNpzOptions extends WeightsOptions {
  /** Make the file smaller, as `numpy.savez_compressed`. Default false. */
  readonly compressed?: boolean;
}

export type LoadNpzOptions = Omit<LoadWeightsOptions, 'fileSystem'>;

/**
 * Writes the values of variables to an .npz file, in one step: a reader meets the old file or the new one.
 * @throws FailedPreconditionError for an uninitialized variable, RangeError for one that holds strings.
 */
export async function saveNpz(session: Session, path: string, options: SaveNpzOptions = {}): Promise<void> {
  const { compressed = false, fileSystem = nodeFileSystem } = options;
  const tensors = await snapshot(session, variablesOf(options, session));
  const bytes = encodeNpz(tensors, { compress: compressed });
  makeFolderOf(path, fileSystem);
  await writeFileAtomic(path, bytes, fileSystem).catch((error: unknown) => {
    throw fileFault(`save ${path}`, error);
  });
}

/**
 * Puts the arrays of an .npz file into the session's variables, which need no other initialization.
 * @throws NotFoundError for a missing file or, where it is strict, arrays or variables without their counterpart;
 *   InvalidArgumentError for another shape or type; DataLossError for a damaged file. The session is then as it was.
 */
export async function loadNpz(session: Session, path: string, options: LoadNpzOptions = {}): Promise<LoadedWeights> {
  try {
    const arrays = decodeNpz(await readFile(path), path);
    const read = async (key: string): Promise<NdArray> => {
      const array = arrays.get(key);
      if (array === undefined) throw new NotFoundError(`${path} has no array '${key}'.`);
      return array;
    };
    return await loadWeights(session, path, arrays.keys(), { read }, options);
  } catch (error) {
    throw readFault(path, error);
  }
}

/** Variables to and from safetensors files, the format in which weights are passed around between frameworks. */

import { encodeSafetensors, nodeFileSystem, SafetensorsReader, writeFileAtomic } from '../formats/index.ts';
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

export interface SaveSafetensorsOptions extends WeightsOptions {
  /** Free text that goes into the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export type LoadSafetensorsOptions = LoadWeightsOptions;

export interface LoadedSafetensors extends LoadedWeights {
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes the values of variables to a safetensors file, in one step: a reader meets the old file or the new one.
 * @throws FailedPreconditionError for an uninitialized variable, RangeError for one that holds strings.
 */
export async function saveSafetensors(
  session: Session,
  path: string,
  options: SaveSafetensorsOptions = {},
): Promise<void> {
  const { metadata, fileSystem = nodeFileSystem } = options;
  const tensors = await snapshot(session, variablesOf(options, session));
  const bytes = encodeSafetensors(tensors, metadata);
  makeFolderOf(path, fileSystem);
  await writeFileAtomic(path, bytes, fileSystem).catch((error: unknown) => {
    throw fileFault(`save ${path}`, error);
  });
}

/**
 * Puts the tensors of a safetensors file into the session's variables, which need no other initialization.
 * @throws NotFoundError for a missing file or, where it is strict, tensors or variables without their counterpart;
 *   InvalidArgumentError for another shape or type; DataLossError for a damaged file. The session is then as it was.
 */
export async function loadSafetensors(
  session: Session,
  path: string,
  options: LoadSafetensorsOptions = {},
): Promise<LoadedSafetensors> {
  const reader = await SafetensorsReader.open(path, options.fileSystem ?? nodeFileSystem).catch((error: unknown) => {
    throw readFault(path, error);
  });
  try {
    const loaded = await loadWeights(session, path, reader.keys(), reader, options);
    return { ...loaded, metadata: reader.header.metadata };
  } catch (error) {
    throw readFault(path, error);
  } finally {
    await reader.close();
  }
}

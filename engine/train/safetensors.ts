/** Variables to and from safetensors files, the format in which weights are passed around between frameworks. */

import {
  encodeSafetensors,
  type FileSystem,
  FormatError,
  nodeFileSystem,
  SafetensorsReader,
  writeFileAtomic,
} from '../formats/index.ts';
import { DataLossError, GraphError, NotFoundError } from '../graph/index.ts';
import type { Session } from '../session/index.ts';
import { fileFault } from './checkpoint/file-error.ts';
import { makeFolderOf } from './checkpoint/folder.ts';
import { restoreVariables } from './checkpoint/restore.ts';
import { snapshot } from './checkpoint/snapshot.ts';
import { type SavedVariable, savedVariables, type VariableList } from './graph/index.ts';

export interface SaveSafetensorsOptions {
  /** Variables, or an object (or Map) of variables by the names to save them under. Default: all global variables. */
  readonly varList?: VariableList;
  /** Names in the file for variables' names; those not in it keep their own. */
  readonly nameMap?: Readonly<Record<string, string>>;
  /** Free text that goes into the file. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly fileSystem?: FileSystem;
}

export interface LoadSafetensorsOptions extends Omit<SaveSafetensorsOptions, 'metadata'> {
  /** Fail if the file lacks a variable, or has a tensor that no variable takes. Default true. */
  readonly strict?: boolean;
  /** Let a variable take a tensor of another shape with as many elements. Default false. */
  readonly reshape?: boolean;
}

/** What a load did not use. */
export interface LoadedSafetensors {
  /** Variables, by their names in the file, that the file has no tensor for. */
  readonly missing: readonly string[];
  /** Tensors of the file that no variable took. */
  readonly unexpected: readonly string[];
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
  const { strict = true, reshape = false, fileSystem = nodeFileSystem } = options;
  const variables = variablesOf(options, session);
  const reader = await SafetensorsReader.open(path, fileSystem).catch((error: unknown) => {
    throw readFault(path, error);
  });
  try {
    const inFile = new Set(reader.keys());
    const wanted = new Set(variables.map(({ key }) => key));
    const missing = [...wanted].filter((key) => !inFile.has(key));
    const unexpected = [...inFile].filter((key) => !wanted.has(key));
    if (strict && missing.length + unexpected.length > 0) throw new NotFoundError(mismatch(path, missing, unexpected));
    const present = variables.filter(({ key }) => inFile.has(key));
    await restoreVariables(session, present, reader, { reshape });
    return { missing, unexpected, metadata: reader.header.metadata };
  } catch (error) {
    throw readFault(path, error);
  } finally {
    await reader.close();
  }
}

function variablesOf({ varList, nameMap = {} }: SaveSafetensorsOptions, session: Session): SavedVariable[] {
  const variables = savedVariables(varList, session.graph).map(({ key, ref }) => ({
    key: Object.hasOwn(nameMap, key) ? nameMap[key] : key,
    ref,
  }));
  const keys = new Set<string>();
  for (const { key, ref } of variables) {
    if (keys.has(key)) throw new GraphError(`Two variables would be called '${key}' in the file.`, ref.op.describe());
    keys.add(key);
  }
  return variables;
}

function mismatch(path: string, missing: readonly string[], unexpected: readonly string[]): string {
  const parts = [
    ...(missing.length > 0 ? [`it has no ${missing.join(', ')}`] : []),
    ...(unexpected.length > 0 ? [`no variable takes its ${unexpected.join(', ')}`] : []),
  ];
  return `${path} does not match the variables: ${parts.join('; ')}. Give a nameMap, or { strict: false }.`;
}

function readFault(path: string, error: unknown): unknown {
  if (error instanceof FormatError) return new DataLossError(error.message, undefined, { cause: error });
  return fileFault(`read ${path}`, error);
}

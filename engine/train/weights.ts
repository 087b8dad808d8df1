/** What files of named weights have in common, whatever their format: which variable takes which array. */

import { type FileSystem, FormatError } from '../formats/index.ts';
import { DataLossError, GraphError, NotFoundError } from '../graph/index.ts';
import type { Session } from '../session/index.ts';
import { fileFault } from './checkpoint/file-error.ts';
import { type ArraySource, restoreVariables } from './checkpoint/restore.ts';
import { type SavedVariable, savedVariables, type VariableList } from './graph/index.ts';

export interface WeightsOptions {
  /** Variables, or an object (or Map) of variables by the names to save them under. Default: all global variables. */
  readonly varList?: VariableList;
  /** Names in the file for variables' names; those not in it keep their own. */
  readonly nameMap?: Readonly<Record<string, string>>;
  readonly fileSystem?: FileSystem;
}

export interface LoadWeightsOptions extends WeightsOptions {
  /** Fail if the file lacks a variable, or has a tensor that no variable takes. Default true. */
  readonly strict?: boolean;
  /** Let a variable take a tensor of another shape with as many elements. Default false. */
  readonly reshape?: boolean;
}

/** What a load did not use. */
export interface LoadedWeights {
  /** Variables, by their names in the file, that the file has no tensor for. */
  readonly missing: readonly string[];
  /** Tensors of the file that no variable took. */
  readonly unexpected: readonly string[];
}

/** @throws NotFoundError, where it is strict, for tensors or variables without their counterpart. */
export async function loadWeights(
  session: Session,
  path: string,
  names: Iterable<string>,
  source: ArraySource,
  options: LoadWeightsOptions,
): Promise<LoadedWeights> {
  const { strict = true, reshape = false } = options;
  const variables = variablesOf(options, session);
  const inFile = new Set(names);
  const wanted = new Set(variables.map(({ key }) => key));
  const missing = [...wanted].filter((key) => !inFile.has(key));
  const unexpected = [...inFile].filter((key) => !wanted.has(key));
  if (strict && missing.length + unexpected.length > 0) throw new NotFoundError(mismatch(path, missing, unexpected));
  const present = variables.filter(({ key }) => inFile.has(key));
  await restoreVariables(session, present, source, { reshape });
  return { missing, unexpected };
}

export function variablesOf({ varList, nameMap = {} }: WeightsOptions, session: Session): SavedVariable[] {
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

export function readFault(path: string, error: unknown): unknown {
  if (error instanceof FormatError) return new DataLossError(error.message, undefined, { cause: error });
  return fileFault(`read ${path}`, error);
}

/** Optional positional arguments, and the options object that may come in place of any of them. */

import { GraphError } from '../graph/index.ts';

/** True for a plain object, which no tensor, array or variable is. */
export function isOptions(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The optional arguments by name: `names` are those that may also be given by position. null and undefined count as not
 * given, as Python's None does; null of the keys in `nullable` is kept, where it says something else than nothing.
 * @throws GraphError for an argument by position that has no place there: it would be lost.
 */
export function readOptions<O extends object>(
  names: readonly (keyof O & string)[],
  args: readonly unknown[],
  nullable: readonly string[] = [],
): Partial<O> {
  const result: Record<string, unknown> = {};
  const put = (key: string, value: unknown) => {
    if (value === undefined || (value === null && !nullable.includes(key))) return;
    result[key] = value;
  };
  args.forEach((value, index) => {
    if (isOptions(value)) for (const key of Object.keys(value)) put(key, (value as Record<string, unknown>)[key]);
    else if (index < names.length) put(names[index], value);
    else if (value !== null && value !== undefined) throw outOfPlace(names, value);
  });
  return result as Partial<O>;
}

function outOfPlace(names: readonly string[], value: unknown): GraphError {
  const last = names.at(-1);
  const after = last === undefined ? '' : ` after ${last}`;
  return new GraphError(`Arguments${after} go by name, in one object { name: value }, but one is ${shown(value)}.`);
}

/** A value in an error about arguments. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

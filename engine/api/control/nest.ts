/** Lists, plain objects and states of cells, which branches and loops take and give as they are. */

import { GraphError } from '../../graph/index.ts';
import { isOptions } from '../options.ts';
import { LSTMStateTuple } from '../rnn/state-tuple.ts';

/** What the nest holds, in order. */
export function flatten(nest: unknown): unknown[] {
  if (Array.isArray(nest)) return nest.flatMap(flatten);
  if (isOptions(nest)) return Object.values(nest).flatMap(flatten);
  return [nest];
}

/** The same nest, holding other values. */
export function packAs(nest: unknown, values: readonly unknown[]): unknown {
  let at = 0;
  return pack(nest);

  function pack(part: unknown): unknown {
    if (part instanceof LSTMStateTuple) return new LSTMStateTuple(pack(part.c), pack(part.h));
    if (Array.isArray(part)) return part.map(pack);
    if (isOptions(part)) return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, pack(item)]));
    return values[at++];
  }
}

/**
 * What `other`, a nest of the same structure, has in the place of each value of `nest`: lists there may be values.
 * @throws GraphError where something is missing
 */
export function zipNest(nest: unknown, other: unknown, name: string): unknown[] {
  if (Array.isArray(nest)) {
    if (Array.isArray(other) && other.length === nest.length) {
      return nest.flatMap((item, i) => zipNest(item, other[i], name));
    }
    throw new GraphError(`'${name}' must have the structure of ${outline(nest)}, but one part is ${outline(other)}.`);
  }
  if (!isOptions(nest)) return [other];
  return Object.entries(nest).flatMap(([key, item]) => {
    if (isOptions(other) && key in other) return zipNest(item, (other as Record<string, unknown>)[key], name);
    throw new GraphError(`'${name}' must have the structure of ${outline(nest)}, but lacks '${key}'.`);
  });
}

/** @throws GraphError where the two are not lists of the same lengths and objects of the same keys. */
export function checkSameNest(a: unknown, b: unknown, what: string): void {
  const difference = differenceOf(a, b);
  if (difference === undefined) return;
  throw new GraphError(
    `${what} The two structures don't have the same nested structure: ${difference}.\n` +
      `First structure: ${outline(a)}\nSecond structure: ${outline(b)}`,
  );
}

function differenceOf(a: unknown, b: unknown): string | undefined {
  if (Array.isArray(a) !== Array.isArray(b) || isOptions(a) !== isOptions(b)) {
    return `${outline(a)} stands where the other has ${outline(b)}`;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return `a list of ${a.length} stands where the other has one of ${b.length}`;
    return a.map((item, i) => differenceOf(item, b[i])).find((found) => found !== undefined);
  }
  if (!isOptions(a) || !isOptions(b)) return undefined;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (keys.join() !== others.join()) return `keys ${keys.join(', ')} stand where the other has ${others.join(', ')}`;
  return keys
    .map((key) => differenceOf((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
    .find((found) => found !== undefined);
}

/** The nest with a dot for each value. */
function outline(nest: unknown): string {
  if (Array.isArray(nest)) return `[${nest.map(outline).join(', ')}]`;
  if (isOptions(nest)) {
    return `{ ${Object.entries(nest)
      .map(([key, item]) => `${key}: ${outline(item)}`)
      .join(', ')} }`;
  }
  return '.';
}

/** WebAssembly kernels give what JavaScript kernels give, but for the last bits of functions and sums. */

import { isFloating, type NdArray } from '../../engine/graph/index.ts';
import { bitFault } from './round-trip.ts';
import { type Feeds, fetchAll, type Results } from './run.ts';

/** Of the largest finite number among an operation's inputs and outputs, or of 1; as in test/backends. */
const tolerance = 1e-6;

/**
 * What differs is computed again from the inputs that JavaScript kernels had, by this operation alone: a difference
 * within the tolerance may have grown on its way, or have turned a comparison.
 *
 * @param results - In JavaScript kernels, everything fetched.
 */
export async function kernelFormsFault(feeds: Feeds, results: Results): Promise<string | undefined> {
  const [{ graph }] = results.keys();
  const config = { kernels: 'webAssembly' } as const;
  const together = await fetchAll(graph, feeds, config, [...results.keys()]);
  for (const [tensor, expected] of results) {
    const { inputs } = tensor.op;
    const scale = Math.max(1, ...[...inputs, tensor].map((x) => largest(results.get(x))));
    if (!difference(together.get(tensor)!, expected, scale)) continue;
    const own = inputs.map((input) => [input.name, results.get(input)] as const);
    const isAlone = own.length > 0 && own.every(([, array], i) => array && !inputs[i].isRef);
    const fed = new Map([...feeds, ...(isAlone ? (own as Feeds) : [])]);
    const found = await fetchAll(graph, [...fed], config, [tensor]);
    const text = difference(found.get(tensor)!, expected, scale);
    if (text) return `in WebAssembly, ${tensor.name} (${tensor.op.type}) ${text} in JavaScript`;
  }
  return undefined;
}

function difference(found: NdArray, expected: NdArray, scale: number): string | undefined {
  const fault = bitFault(found, expected);
  if (!fault || !isFloating(expected.dtype) || found.shape.join() !== expected.shape.join()) return fault;
  const numbers = expected.data as ArrayLike<number>;
  return Array.from(found.data as ArrayLike<number>).every((x, i) => isNear(x, numbers[i], scale)) ? undefined : fault;
}

const isNear = (x: number, y: number, scale: number): boolean =>
  x === y || (Number.isNaN(x) && Number.isNaN(y)) || Math.abs(x - y) <= tolerance * scale;

function largest(array: NdArray | undefined): number {
  if (!array || !isFloating(array.dtype)) return 0;
  return Array.from(array.data as ArrayLike<number>).reduce(
    (most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most),
    0,
  );
}

/** An array as a plain object, for comparisons: matchers iterate over NdArrays, which those of rank 0 refuse. */

import type { NdArray } from '../../engine/graph/ndarray.ts';

export function plain({ dtype, shape, data }: NdArray) {
  return { dtype, shape: [...shape], data };
}

/** Named arrays as plain objects by name. */
export function plainEntries(arrays: Iterable<readonly [string, NdArray]>) {
  return Object.fromEntries(Array.from(arrays, ([name, array]) => [name, plain(array)]));
}

/** What one run keeps between its stages, by the number that stands in a handle. It ends with the run. */

import { NdArray } from '../../graph/index.ts';
import type { Stack } from './stack.ts';
import type { TensorArrayState } from './tensor-array.ts';

export type Kept = TensorArrayState | Stack;

export class KeptThings {
  readonly #things: Kept[] = [];

  /** The handle of a new one. */
  add(thing: Kept): NdArray {
    this.#things.push(thing);
    return new NdArray('resource', [2], Int32Array.of(this.#things.length - 1, 0));
  }
  get(handle: NdArray): Kept {
    return this.#things[handle.data[0] as number];
  }
}

/** The lanes of a vector, and stores of some of them. */

import type { FunctionBuilder, Local } from '../assembler/index.ts';

/** 32-bit elements of a vector. */
export const LANES = 4;

/** Stores the first lanes of a vector of 32-bit elements, `bytes` after the address in `at`. */
export function storeLanes(f: FunctionBuilder, at: Local, value: Local, bytes: number, lanes: number): void {
  if (lanes === LANES) f.get(at).get(value).memory('v128.store', bytes);
  else if (lanes >= 2) f.get(at).get(value).laneMemory('v128.store64_lane', 0, bytes);
  if (lanes === 1) f.get(at).get(value).laneMemory('v128.store32_lane', 0, bytes);
  if (lanes === 3)
    f.get(at)
      .get(value)
      .laneMemory('v128.store32_lane', 2, bytes + 8);
}

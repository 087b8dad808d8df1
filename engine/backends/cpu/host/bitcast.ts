/** Bitcast: the bytes of one type, read as another. */

import { allocateData, sizeOf } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const bitcast: HostFunction<'Bitcast'> = (_call, [input], { outputs: [{ dtype, shape }] }) => {
  const from = input.data as Float64Array;
  const result = allocateData(dtype, sizeOf(shape)) as Float64Array;
  new Uint8Array(result.buffer, result.byteOffset, result.byteLength).set(
    new Uint8Array(from.buffer, from.byteOffset, from.byteLength),
  );
  return [{ data: result }];
};

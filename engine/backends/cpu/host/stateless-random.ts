/** StatelessRandomUniform and its like: the numbers of the drawing operations, from a stream that only the seeds decide. */

import { allocateData, sizeOf } from '../../../graph/index.ts';
import { KernelFault } from '../fault.ts';
import { fillerOf, RandomState } from '../random/index.ts';
import type { HostFunction } from './host-function.ts';

export const statelessRandom: HostFunction<'StatelessRandom'> = (call, [seeds, low, high], { outputs: [output] }) => {
  const [seed, seed2] = Array.from(seeds.data as ArrayLike<number>, BigInt);
  const data = allocateData(output.dtype, sizeOf(output.shape));
  const fill = fillerOf(call.distribution, output.dtype);
  try {
    fill(data, RandomState.stateless(seed, seed2), low?.data[0], high?.data[0]);
  } catch (error) {
    if (error instanceof RangeError) throw new KernelFault(error.message, { cause: error });
    throw error;
  }
  return [{ data }];
};

/** Random numbers, from the stream that the store keeps for each random operation. */

import type { NumericData } from '../../../graph/index.ts';
import { Parameters } from '../codegen/body.ts';
import { KernelFault } from '../fault.ts';
import { fillerOf } from '../random/index.ts';
import type { Generator } from './generator.ts';

export const random: Generator<'random'> = (kernel, { values, store }) => {
  const { output, distribution, seed, seed2, bounds } = kernel;
  const parameters = new Parameters(values);
  parameters.output(output);
  for (const bound of bounds ?? []) parameters.input(bound);
  const fill = fillerOf(distribution, values[output].dtype);
  const equalBounds = bounds !== null && bounds[0] === bounds[1];
  return {
    parameters: parameters.list,
    run: (out: NumericData, low?: NumericData, high?: NumericData) => {
      const state = store.randomState(kernel.state, seed, seed2);
      const last = equalBounds ? low : high;
      try {
        fill(out, state, low?.[0], last?.[0]);
      } catch (error) {
        if (error instanceof RangeError) throw new KernelFault(error.message, { cause: error });
        throw error;
      }
    },
  };
};

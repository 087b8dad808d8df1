/** Random numbers, from the stream that the store keeps for each random operation. */

import type { DType, NumericData } from '../../../graph/index.ts';
import type { Distribution } from '../../../ops/kernel-language/index.ts';
import { Parameters } from '../codegen/body.ts';
import { KernelFault } from '../fault.ts';
import {
  fillNormalFloat32,
  fillNormalFloat64,
  fillTruncatedNormalFloat32,
  fillTruncatedNormalFloat64,
  fillUniformFloat32,
  fillUniformFloat64,
  fillUniformInt32,
  fillUniformInt64,
  type RandomState,
  shufflePermutation,
} from '../random/index.ts';
import type { Generator } from './generator.ts';

// biome-ignore lint/suspicious/noExplicitAny: a row's functions take arrays of the row's element type.
type Fill = (out: any, state: RandomState, low?: any, high?: any) => void;

const fillers: Record<Distribution, Partial<Record<DType, Fill>>> = {
  uniform: { float32: fillUniformFloat32, float64: fillUniformFloat64 },
  normal: { float32: fillNormalFloat32, float64: fillNormalFloat64 },
  truncatedNormal: { float32: fillTruncatedNormalFloat32, float64: fillTruncatedNormalFloat64 },
  uniformInt: {
    int32: (out, state, low, high) => fillUniformInt32(out, low, high, state),
    int64: (out, state, low, high) => fillUniformInt64(out, low, high, state),
  },
  permutation: {
    int32: (out: Int32Array, state) => out.set(shufflePermutation(out.length, state)),
    int64: (out: BigInt64Array, state) => {
      const order = shufflePermutation(out.length, state);
      for (let i = 0; i < order.length; i++) out[i] = BigInt(order[i]);
    },
  },
};

export const random: Generator<'random'> = (kernel, { values, store }) => {
  const { output, distribution, seed, seed2, bounds } = kernel;
  const parameters = new Parameters(values);
  parameters.output(output);
  for (const bound of bounds ?? []) parameters.input(bound);
  const { dtype } = values[output];
  const fill = fillers[distribution][dtype];
  if (fill === undefined) throw new Error(`Internal: no '${distribution}' numbers of type ${dtype}.`);
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

/** What fills an array with a distribution's numbers, by element type. */

import type { DType } from '../../../graph/index.ts';
import type { Distribution } from '../../../ops/kernel-language/index.ts';
import {
  fillNormalFloat32,
  fillNormalFloat64,
  fillTruncatedNormalFloat32,
  fillTruncatedNormalFloat64,
} from './normal.ts';
import { shufflePermutation } from './shuffle.ts';
import type { RandomState } from './state.ts';
import { fillUniformFloat32, fillUniformFloat64, fillUniformInt32, fillUniformInt64 } from './uniform.ts';

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

export function fillerOf(distribution: Distribution, dtype: DType): Fill {
  const fill = fillers[distribution][dtype];
  if (fill === undefined) throw new Error(`Internal: no '${distribution}' numbers of type ${dtype}.`);
  return fill;
}

/** `tf.regularizers`: losses that keep weights small. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { constant } from '../array/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { abs, reduceSum, square } from '../math/index.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { MadeRegularizer } from './regularizer.ts';

export type { MadeRegularizer, Regularizer } from './regularizer.ts';

interface Weights {
  readonly l1?: number;
  readonly l2?: number;
}

/** A regularizer: l · Σ|w|. */
export const l1 = publicFunction(
  'regularizers.l1(l = 0.01)',
  (l?: number | { readonly l?: number }): MadeRegularizer => {
    const given = readOptions<{ l: number }>(['l'], [l]);
    return sumOf({ l1: given.l ?? 0.01 });
  },
);

/** A regularizer: l · Σw², without the half of `tf.nn.l2Loss`. */
export const l2 = publicFunction(
  'regularizers.l2(l = 0.01)',
  (l?: number | { readonly l?: number }): MadeRegularizer => {
    const given = readOptions<{ l: number }>(['l'], [l]);
    return sumOf({ l2: given.l ?? 0.01 });
  },
);

/** A regularizer: l1 · Σ|w| + l2 · Σw². */
export const l1L2 = publicFunction(
  'regularizers.l1L2(l1 = 0.01, l2 = 0.01)',
  (l1?: number | Weights, l2?: number | Weights): MadeRegularizer => {
    const given = readOptions<Weights>(['l1', 'l2'], [l1, l2]);
    return sumOf({ l1: given.l1 ?? 0.01, l2: given.l2 ?? 0.01 });
  },
);

/** The terms one after the other onto 0, as Keras adds them. */
function sumOf({ l1 = 0, l2 = 0 }: Weights): MadeRegularizer {
  return (weights: TensorLike): Tensor => {
    const w = convertToTensor(weights);
    let sum: Tensor | undefined;
    const add = (factor: number, term: Tensor) => {
      sum = apply('Add', [sum ?? 0, times(factor, term)], {}, { name: 'add' });
    };
    if (l1) add(l1, reduceSum(abs(w)));
    if (l2) add(l2, reduceSum(square(w)));
    return sum ?? w.graph.asDefault(() => constant(0, { dtype: w.dtype }));
  };
}

function times(factor: number, x: Tensor): Tensor {
  return apply('Mul', [factor, x], {}, { name: 'mul' });
}

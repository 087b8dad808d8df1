/** What a variable's weights cost. */

import type { Tensor } from '../../graph/index.ts';
import type { TensorLike } from '../convert.ts';
import type { Variable } from '../state/variable.ts';

/** A function of the variable that gives its loss, a scalar; null: none. */
export type Regularizer = (weights: Variable) => Tensor | null;

/** What `tf.regularizers.l2()` and its likes give. */
export type MadeRegularizer = (weights: TensorLike) => Tensor;

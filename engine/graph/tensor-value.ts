/** What a run gives for a tensor, as far as the types of its elements and its rank are known before it. */

import type { DType, ScalarOf } from './dtype.ts';
import type { NdArray } from './ndarray.ts';
import type { RankKind, Tensor } from './tensor.ts';

/** A plain value for rank 0, an array above; one of both where the rank is not known. */
export type TensorValue<D extends DType, R extends RankKind> = R extends 'scalar' ? ScalarValue<D> : NdArray<D>;

/**
 * Where nothing is known of the element type, a number. Tensors of truth values and of text know that they are (they
 * come from comparisons and literals), so what is left are numbers; a union of all plain types would only make every
 * `loss.toFixed(3)` a cast. int64 is what may surprise: beyond 2^53 it comes as a bigint.
 */
type ScalarValue<D extends DType> = DType extends D ? number : ScalarOf[D];

/** Marks the tensors whose value is a serialized Summary. Only types carry it. */
declare const holdsSummary: unique symbol;

/** What `tf.summary.scalar` and its like give: a run makes bytes of it, for `writer.addSummary`. */
export interface SummaryTensor extends Tensor<'string', 'scalar'> {
  readonly [holdsSummary]: true;
}

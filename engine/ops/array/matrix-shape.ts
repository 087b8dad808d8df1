/** Sizes of matrices, the last two axes of an input; leading axes are batches. */

import { type Dim, dimsEqual, dimsMayBeEqual, isKnown, TensorShape } from '../../graph/index.ts';
import type { InferenceContext } from '../registry/index.ts';

export interface MatrixSizes {
  readonly batch: readonly Dim[];
  readonly rows: Dim;
  readonly columns: Dim;
}

/** The batch sizes and the two matrix sizes of input `index`, or undefined where the rank is not known. */
export function matrixOf(c: InferenceContext, index = 0): MatrixSizes | undefined {
  const { dims } = c.inputs[index].shape;
  if (!dims) return undefined;
  if (dims.length < 2) c.fail('rank', `Shape must be at least rank 2 but is rank ${dims.length}`);
  return { batch: dims.slice(0, -2), rows: dims.at(-2)!, columns: dims.at(-1)! };
}

/** As matrixOf for square matrices, whose one size is `size`. */
export function squareOf(c: InferenceContext, index = 0): { batch: readonly Dim[]; size: Dim } | undefined {
  const matrix = matrixOf(c, index);
  return matrix && { batch: matrix.batch, size: equalSizes(c, matrix.rows, matrix.columns) };
}

/** What is known of a size that is both. */
export function equalSizes(c: InferenceContext, a: Dim, b: Dim): Dim {
  if (!dimsMayBeEqual(a, b)) c.fail('dimension', `Dimensions must be equal, but are ${a} and ${b}`);
  return isKnown(a) ? a : b;
}

/** What is known of batch sizes that two inputs share. */
export function equalBatches(c: InferenceContext, a: readonly Dim[], b: readonly Dim[]): readonly Dim[] {
  const [x, y] = [new TensorShape(a), new TensorShape(b)];
  const merged = x.mergeWith(y);
  return merged?.dims ?? c.fail('dimension', `Shapes must be equal, but are ${x.toBrackets()} and ${y.toBrackets()}`);
}

/** The smaller of two sizes; a new one, of `axis`, where nobody knows which it is. */
export function smallerSize(c: InferenceContext, rows: Dim, columns: Dim, axis: number): Dim {
  if (isKnown(rows) && isKnown(columns)) return Math.min(rows, columns);
  return dimsEqual(rows, columns) ? rows : c.fresh(axis);
}

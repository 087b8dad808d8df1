/** Sizes of matrices that gradient rules branch on. */

import { GraphError, isKnown, type Tensor } from '../../graph/index.ts';

/** The last two sizes. @throws GraphError where they are not known, as TensorFlow refuses there. */
export function knownMatrix(tensor: Tensor, what: string): [rows: number, columns: number] {
  const [rows, columns] = tensor.shape.dims?.slice(-2) ?? [];
  if (rows !== undefined && columns !== undefined && isKnown(rows) && isKnown(columns)) return [rows, columns];
  throw new GraphError(
    `The gradient of ${what} needs matrices of known sizes, but has ${tensor.shape}: use setShape, or give the placeholder its sizes.`,
    tensor.op.describe(),
  );
}

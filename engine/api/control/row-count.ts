/** How many rows a tensor has, as a tensor. */

import type { Tensor } from '../../graph/index.ts';
import { op, shapeTensor } from '../../ops/index.ts';
import { convertToTensor } from '../convert.ts';

/** The number of rows, as TensorFlow's `shape(tensor)[0]`. */
export function rowCount(tensor: Tensor): Tensor {
  const shape = shapeTensor(tensor);
  return tensor.graph.withNameScope('strided_slice', (scope) => {
    const ends = [0, 1, 1].map((n) => convertToTensor([n], { dtype: 'int32', name: 'stack' }));
    return op('StridedSlice', [shape, ...ends], { shrink_axis_mask: 1 }, scope);
  });
}

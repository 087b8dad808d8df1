/** Differences of neighbouring pixels of images [n, h, w, c]. */

import { GraphError, NdArray, type Tensor, TensorShape } from '../../graph/index.ts';
import { constantTensor, op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { zeros } from '../array/filled.ts';
import { concat, stack, unstack } from '../array/join.ts';
import { pad } from '../array/order.ts';
import { reshape, shape } from '../array/shape.ts';
import { indexed, vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { depthwiseConv2d } from '../nn/convolution.ts';
import { subtract } from '../nn/operator.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';

function batchOf(name: string, image: TensorLike): Tensor {
  const x = convertToTensor(image, { name: 'image' });
  if (x.shape.rank === 4) return x;
  throw new GraphError(`${name} expects a 4D tensor [batch_size, h, w, d], not ${x.shape}.`, x.op.describe());
}

/**
 * How much each pixel differs from the one below, and from the one to its right: two tensors of the shape of `image`,
 * [n, h, w, c]. The last row of the first and the last column of the second are 0.
 * @throws GraphError for another rank than 4.
 */
export const imageGradients = publicFunction(
  'image.imageGradients(image: tensor)',
  <X extends TensorLike>(image: X): [dy: Tensor<DTypeOf<X>, 'array'>, dx: Tensor<DTypeOf<X>, 'array'>] => {
    const x = batchOf('imageGradients', image);
    const sizes = shape(x);
    const [batch, height, width, depth] = unstack(sizes);
    const down = differences(x, 1);
    const right = differences(x, 2);
    const filled = (rest: Tensor, row: TensorLike[], axis: number) => {
      const edge = zeros(stack(row), x.dtype);
      return reshape(concat([rest, edge], axis), sizes);
    };
    const dy = filled(down, [batch, 1, width, depth], 1);
    const dx = filled(right, [batch, height, 1, depth], 2);
    return [dy, dx] as never;
  },
);

/** x[1:] − x[:−1] along an axis of four. */
function differences(x: Tensor, axis: number): Tensor {
  const at = (place: number) => [0, 1, 2, 3].map((i) => (i === axis ? place : 0));
  const others = 15 - 2 ** axis;
  const later = indexed(x, at(1), at(0), { begin_mask: others, end_mask: 15 });
  const earlier = indexed(x, at(0), at(-1), { begin_mask: 15, end_mask: others });
  return subtract(later, earlier);
}

/** Downwards and to the right, for each place of 3 × 3. */
const sobel = [-1, -1, -2, 0, -1, 1, 0, -2, 0, 0, 0, 2, 1, -1, 2, 0, 1, 1];

/**
 * Edges by Sobel's filters, of images that are mirrored beyond their own: [n, h, w, c] → [n, h, w, c, 2], how steep each
 * channel is downwards, then to the right.
 * @throws GraphError for another rank than 4.
 */
export const sobelEdges = publicFunction(
  'image.sobelEdges(image: tensor)',
  <X extends TensorLike>(image: X): Tensor<DTypeOf<X>, 'array'> => {
    const x = batchOf('sobelEdges', image);
    const sizes = shape(x);
    const array = NdArray.zeros(x.dtype as 'float32', [3, 3, 1, 2]);
    sobel.forEach((weight, i) => {
      array.data[i] = weight;
    });
    const weights = constantTensor(array);
    const multiples = [1, 1, vectorItem(sizes, -1), 1] as TensorLike;
    const filters = apply('Tile', [weights, multiples], {}, { name: 'sobel_filters' });
    const frame = [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ];
    const padded = pad(x, frame, 'REFLECT');
    const edges = depthwiseConv2d(padded, filters, [1, 1, 1, 1], 'VALID');
    const result = op('Reshape', [edges, concat([sizes, Int32Array.of(2)], 0)]);
    result.setShape(new TensorShape([...x.shape.dims!, 2]));
    return result as Tensor<DTypeOf<X>, 'array'>;
  },
);

/** `tf.meshgrid`. */

import { type DType, GraphError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { isOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { ones } from './filled.ts';
import { reshape, size } from './shape.ts';

export interface MeshgridOptions {
  /** 'xy' (default): the first two axes swapped, as plots have them; 'ij': matrix order. */
  readonly indexing?: 'xy' | 'ij';
  readonly name?: string;
}

/** For n vectors, n tensors of rank n: the coordinates of a grid. An options object may come last. */
export const meshgrid = publicFunction(
  "meshgrid(...args: tensors, {indexing = 'xy', name = 'meshgrid'})",
  (...vectorsAndOptions: readonly (TensorLike | MeshgridOptions)[]): Tensor<DType, 'array'>[] => {
    const last = vectorsAndOptions.at(-1);
    const options = isOptions(last) ? (last as MeshgridOptions) : {};
    const args = vectorsAndOptions.filter((value) => !isOptions(value)) as TensorLike[];
    const { indexing = 'xy', name } = options;
    if (indexing !== 'xy' && indexing !== 'ij') throw new GraphError("indexing parameter must be either 'xy' or 'ij'.");
    return opScope(name, 'meshgrid', [args], () => {
      const vectors = args.map((value) => convertToTensor(value, { name: 'stack' }));
      const swapped = indexing === 'xy' && vectors.length > 1;
      const axisOf = (index: number) => (swapped && index < 2 ? 1 - index : index);
      const sizes = vectors.map((vector) => size(vector));
      if (swapped) [sizes[0], sizes[1]] = [sizes[1], sizes[0]];
      const lined = vectors.map((vector, index) =>
        reshape(
          vector,
          vectors.map((_, axis) => (axis === axisOf(index) ? -1 : 1)),
        ),
      );
      const factor = ones(sizes, vectors[0]?.dtype ?? 'float32');
      return lined.map((vector) => apply('Mul', [vector, factor], {}, { fallback: 'mul' }));
    });
  },
);

/** Diagonals and bands of matrices; leading axes are batches. */

import { type DType, GraphError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { ones, zeros } from './filled.ts';

interface NameOption {
  readonly name?: string;
}

/** Matrices [..., n, n] with the vectors `diagonal` [..., n] on their diagonals, zero elsewhere. */
export const matrixDiag = publicFunction(
  'matrixDiag(diagonal: tensor, {name})',
  <X extends TensorLike>(diagonal: X, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('MatrixDiag', [diagonal], {}, options),
);

/** The diagonals of the matrices `input` [..., m, n]: [..., min(m, n)]. */
export const matrixDiagPart = publicFunction(
  'matrixDiagPart(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('MatrixDiagPart', [input], {}, options),
);

/** The matrices `input` with their diagonals replaced. */
export const matrixSetDiag = publicFunction(
  'matrixSetDiag(input: tensor, diagonal: tensor, {name})',
  <X extends TensorLike>(input: X, diagonal: TensorLike, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('MatrixSetDiag', [input, diagonal], {}, options),
);

/** The matrices with `numLower` diagonals below and `numUpper` above the main one, zero elsewhere; negative: all. */
export const matrixBandPart = publicFunction(
  'matrixBandPart(input: tensor, numLower: tensor, numUpper: tensor, {name})',
  <X extends TensorLike>(
    input: X,
    numLower: TensorLike,
    numUpper: TensorLike,
    options: NameOption = {},
  ): Tensor<DTypeOf<X>, 'array'> => apply('MatrixBandPart', [input, numLower, numUpper], {}, options),
);

export interface EyeOptions<D extends DType = DType> extends NameOption {
  /** Default: as many as rows. */
  readonly numColumns?: number;
  /** Leading axes, over which the matrix repeats. */
  readonly batchShape?: readonly number[];
  /** Default float32. */
  readonly dtype?: D;
}

/** The identity matrix: ones on the diagonal. */
export const eye = publicFunction(
  "eye(numRows: number, numColumns?: number, {batchShape = [], dtype = 'float32', name = 'eye'})",
  <D extends DType = 'float32'>(
    numRows: number,
    numColumns?: number | null | EyeOptions<D>,
    options?: EyeOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<EyeOptions>(['numColumns'], [numColumns, options]);
    const columns = given.numColumns ?? numRows;
    const dtype = parseDType(given.dtype ?? 'float32');
    for (const size of [numRows, columns]) {
      if (!Number.isSafeInteger(size) || size < 0) throw new GraphError(`eye needs sizes of 0 or more, not ${size}.`);
    }
    return opScope(given.name, 'eye', [], (scope) => {
      const batch = given.batchShape ?? [];
      const diagonal = ones([...batch, Math.min(numRows, columns)], dtype);
      if (numRows === columns) return apply('MatrixDiag', [diagonal], {}, { name: scope });
      return apply('MatrixSetDiag', [zeros([...batch, numRows, columns], dtype), diagonal], {}, { name: scope });
    });
  },
);

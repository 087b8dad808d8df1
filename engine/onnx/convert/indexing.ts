/** Operations that pick elements by indices, put them there, and make indices. */

import { type DType, isKnown, NdArray } from '../../graph/index.ts';
import { arrayOf } from '../constants.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import type { Value } from '../value.ts';

const gather =
  (axisOf: (c: Conversion) => number): Converter =>
  (c) => {
    const axis = axisOf(c);
    const slice = c.shape(0).dims?.slice(axis + 1);
    // Of a slice of texts onnxruntime copies the first and leaves the others empty.
    if (c.inputs[0].dtype === 'string' && !slice?.every((size) => size === 1)) {
      return c.fail('onnxruntime gathers single texts only, not slices of several');
    }
    return c.b.node('Gather', [c.inputs[0], c.inputs[1]], { axis });
  };

/** A sum of what is put to the same place; elsewhere zeros. */
const scatterNd: Converter = (c) => {
  const [indices, updates, shape] = c.inputs;
  const zeros = c.b.filled(c.b.scalar(updates.dtype, 0), c.b.cast(shape, 'int64'));
  return c.b.node('ScatterND', [zeros, c.b.cast(indices, 'int64'), updates], { reduction: 'add' });
};

/** Where an index counts along the new axis; a number that is none of its places, negative ones too, gives `off` only. */
const oneHot: Converter = (c) => {
  const { b } = c;
  const [indices, depth, on, off] = c.inputs;
  const rank = c.rank(0);
  const axis = c.attr('axis', 'int');
  const at = axis < 0 ? rank : axis;
  const known = c.known(1);
  const places = known
    ? b.ints(Array.from({ length: known[0] }, (_, i) => i))
    : b.node('Range', [b.scalar('int64', 0), b.cast(depth, 'int64'), b.scalar('int64', 1)]);
  const after = Array.from({ length: rank - at }, (_, i) => i + 1);
  const wanted = b.unsqueeze(b.cast(indices, 'int64'), [at]);
  const hit = b.node('Equal', [wanted, b.unsqueeze(places, after)], {}, 'bool');
  return b.where(hit, on, off);
};

const range: Converter = (c) => c.b.node('Range', [...c.inputs]);

/** Places of what is true (or not zero), one row each. */
const where: Converter = (c) => {
  const places = c.b.node('NonZero', [c.b.cast(c.inputs[0], 'bool')], {}, 'int64');
  return c.b.transpose(places, [1, 0]);
};

const unique: Converter = (c) => {
  const { b } = c;
  const [x] = c.inputs;
  const type = x.dtype === 'int32' || x.dtype === 'uint8' ? 'int64' : x.dtype;
  if (type === 'bool') return c.fail('onnxruntime finds no distinct truth values');
  const dtypes: DType[] = [type, 'int64', 'int64', 'int64'];
  const [values, , places, counts] = b.outputsOf('Unique', [b.cast(x, type)], { axis: 0, sorted: 0 }, dtypes);
  const index = c.op.outputs[1].dtype;
  return [b.cast(values, x.dtype), b.counted(places, index), b.counted(counts, index)];
};

/** Puts the place of each number where the number says. */
const invertPermutation: Converter = (c) => {
  const { b } = c;
  const [x] = c.inputs;
  const places = b.node('Range', [b.scalar('int64', 0), b.node('Size', [x], {}, 'int64'), b.scalar('int64', 1)]);
  return b.counted(b.node('ScatterElements', [places, b.cast(x, 'int64'), places]), c.dtype);
};

/** Rows and columns of matrices: sizes that must be known. */
function matrixSizes(c: Conversion, shape = c.shape(0)): readonly [number, number] {
  const [rows, columns] = shape.dims?.slice(-2) ?? [];
  if (rows === undefined || !isKnown(rows) || !isKnown(columns)) {
    return c.fail('the sizes of its matrices are not known: say them with setShape');
  }
  return [rows, columns];
}

/** True on the diagonal. */
function diagonalMask(c: Conversion, rows: number, columns: number): Value {
  const data = Uint8Array.from({ length: rows * columns }, (_, i) => Number(i % columns === Math.floor(i / columns)));
  return c.b.constant(new NdArray('bool', [rows, columns], data), 'diagonal');
}

/** An element of the diagonal in each place of its row (of its column, where there are fewer of these). */
const alongDiagonal = (c: Conversion, x: Value, rank: number, [rows, columns]: readonly [number, number]): Value =>
  c.b.unsqueeze(x, [rows <= columns ? rank : rank - 1]);

const setDiagonal: Converter = (c) => {
  const [x, diagonal] = c.inputs;
  const sizes = matrixSizes(c);
  return c.b.where(diagonalMask(c, ...sizes), alongDiagonal(c, diagonal, c.rank(0) - 1, sizes), x);
};

const diagonalOf: Converter = (c) => {
  const [x] = c.inputs;
  const [rows, columns] = matrixSizes(c);
  const numeric = x.dtype === 'uint8' || x.dtype === 'bool' ? c.b.cast(x, 'int32') : x;
  const kept = c.b.where(diagonalMask(c, rows, columns), numeric, c.b.scalar(numeric.dtype, 0));
  const sum = c.b.node('ReduceSum', [kept, c.b.ints([rows <= columns ? -1 : -2])], { keepdims: 0 });
  return c.b.cast(sum, x.dtype);
};

const diagonalMatrix: Converter = (c) => {
  const [x] = c.inputs;
  const sizes = matrixSizes(c, c.op.outputs[0].shape);
  return c.b.where(diagonalMask(c, ...sizes), alongDiagonal(c, x, c.rank(0), sizes), c.b.scalar(x.dtype, 0));
};

const band: Converter = (c) => {
  const { b } = c;
  const [lower] = c.fixed(1, 'bounds');
  const [upper] = c.fixed(2, 'bounds');
  const trilu = (x: Value, isUpper: number, k: number) =>
    b.node('Trilu', [x, b.constant(arrayOf('int64', [], [k]))], { upper: isUpper });
  const [x] = c.inputs;
  const numeric = x.dtype === 'uint8' ? b.cast(x, 'int32') : x;
  const above = lower < 0 ? numeric : trilu(numeric, 1, -lower);
  return b.cast(upper < 0 ? above : trilu(above, 0, upper), x.dtype);
};

export const indexing: Converters = {
  Gather: gather(() => 0),
  GatherV2: gather((c) => c.axis(2, c.shape(0).rank ?? c.rank(0))),
  GatherNd: (c) => c.b.node('GatherND', [c.inputs[0], c.b.cast(c.inputs[1], 'int64')]),
  ScatterNd: scatterNd,
  OneHot: oneHot,
  Range: range,
  InvertPermutation: invertPermutation,
  Where: where,
  Unique: unique,
  UniqueWithCounts: unique,
  MatrixSetDiag: setDiagonal,
  MatrixDiagPart: diagonalOf,
  MatrixDiag: diagonalMatrix,
  MatrixBandPart: band,
};

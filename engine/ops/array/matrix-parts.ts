/** Diagonals and bands of matrices; leading axes are batches. */

import { type Dim, TensorShape } from '../../graph/index.ts';
import { along, binary, coordinate, identityView, literal, load, select, type View } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { matrixOf, smallerSize } from './matrix-shape.ts';

const type = () => ({ T: attr.type() });

defineOp('MatrixDiag', {
  inputs: ['diagonal: T'],
  outputs: ['output: T'],
  attributes: type(),
  infer: (c) => {
    const { dims } = c.inputs[0].shape;
    if (!dims) return [TensorShape.unknown];
    if (dims.length < 1) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
    return [new TensorShape([...dims, dims.at(-1)!])];
  },
  gradient: (_node, [gradient]) => [op('MatrixDiagPart', [gradient!])],
  lower: (c) => {
    const [diagonal] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const rank = shape.length;
    const isDiagonal = binary('equal', coordinate(rank - 2), coordinate(rank - 1));
    const operand = { value: diagonal, view: identityView(rank - 1) };
    return c.b.elementwise(shape, [operand], [select(isDiagonal, load(0, dtype), literal(0, dtype))]);
  },
});

defineOp('MatrixDiagPart', {
  inputs: ['input: T'],
  outputs: ['diagonal: T'],
  attributes: type(),
  infer: (c) => {
    const matrix = matrixOf(c);
    if (!matrix) return [TensorShape.unknown];
    const { batch, rows, columns } = matrix;
    return [new TensorShape([...batch, smallerSize(c, rows, columns, batch.length)])];
  },
  gradient: (node, [gradient]) => {
    const [input] = node.inputs;
    const { dims } = input.shape;
    if (dims && String(dims.at(-1)) === String(dims.at(-2))) return [op('MatrixDiag', [gradient!])];
    const zeros = op('ZerosLike', [input], {}, 'zeros_like');
    return [op('MatrixSetDiag', [zeros, gradient!])];
  },
  lower: (c) => {
    const [input] = c.inputs;
    const [{ shape }] = c.outputs;
    const batch = identityView(shape.length - 1);
    return [c.b.view(input, shape, [...batch, along(shape.length - 1), along(shape.length - 1)])];
  },
});

defineOp('MatrixSetDiag', {
  inputs: ['input: T', 'diagonal: T'],
  outputs: ['output: T'],
  attributes: type(),
  infer: (c) => {
    const matrix = matrixOf(c);
    if (!matrix) return [TensorShape.unknown];
    const { batch, rows, columns } = matrix;
    const expected = new TensorShape([...batch, smallerSize(c, rows, columns, batch.length)]);
    const { shape } = c.inputs[1];
    if (!expected.isCompatibleWith(shape)) {
      c.fail('dimension', `The diagonal must have shape ${expected.toBrackets()}, but has ${shape.toBrackets()}`);
    }
    return [c.inputs[0].shape];
  },
  gradient: (node, [gradient]) => {
    const diagonal = node.inputs[1];
    const zeros = op('ZerosLike', [diagonal], {}, 'zeros_like');
    return [op('MatrixSetDiag', [gradient!, zeros]), op('MatrixDiagPart', [gradient!])];
  },
  lower: (c) => {
    const [input, diagonal] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const rank = shape.length;
    const [row, column] = [rank - 2, rank - 1];
    // Along the shorter axis the diagonal has an element at every position, so none is read beyond its end.
    const shorter = shape[row] <= shape[column] ? row : column;
    const view: View = [...identityView(rank - 2), along(shorter)];
    const isDiagonal = binary('equal', coordinate(row), coordinate(column));
    const operands = [
      { value: input, view: identityView(rank) },
      { value: diagonal, view },
    ];
    return c.b.elementwise(shape, operands, [select(isDiagonal, load(1, dtype), load(0, dtype))]);
  },
});

/** A band has no more diagonals on a side than the matrix: TensorFlow's kernel refuses others. */
function checkBound(c: InferenceContext, index: number, axis: 'rows' | 'columns', size: Dim | undefined): void {
  const bound = c.inputs[index].value?.[0];
  if (typeof bound !== 'number' || typeof size !== 'number' || bound <= size) return;
  const name = index === 1 ? 'num_lower' : 'num_upper';
  c.fail('value', `${name} must be negative or less or equal to number of ${axis} (${size}) got: ${bound}`);
}

defineOp('MatrixBandPart', {
  inputs: ['input: T', 'num_lower: Tindex', 'num_upper: Tindex'],
  outputs: ['band: T'],
  attributes: { ...type(), Tindex: attr.type(typeSets.indices, 'int64') },
  infer: (c) => {
    const matrix = matrixOf(c);
    checkBound(c, 1, 'rows', matrix?.rows);
    checkBound(c, 2, 'columns', matrix?.columns);
    return [c.inputs[0].shape];
  },
  gradient: (node, [gradient]) => [op('MatrixBandPart', [gradient!, node.inputs[1], node.inputs[2]]), null, null],
  lower: (c) => {
    const [input, lower, upper] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const index = lower.dtype as 'int32' | 'int64';
    const [row, column] = [coordinate(shape.length - 2, index), coordinate(shape.length - 1, index)];
    const zero = literal(0, index);
    // A negative bound keeps that whole side.
    const within = (bound: number, distance: ReturnType<typeof literal>) =>
      binary('or', binary('less', load(bound, index), zero), binary('lessEqual', distance, load(bound, index)));
    const keep = binary('and', within(1, binary('sub', row, column)), within(2, binary('sub', column, row)));
    const operands = [
      { value: input, view: identityView(shape.length) },
      { value: lower, view: [] },
      { value: upper, view: [] },
    ];
    return c.b.elementwise(shape, operands, [select(keep, load(0, dtype), literal(0, dtype))]);
  },
});

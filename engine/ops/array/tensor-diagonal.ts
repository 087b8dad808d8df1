/** Diag and DiagPart: diagonals of tensors whose first axes are as their last. */

import { TensorShape } from '../../graph/index.ts';
import { along, binary, coordinate, identityView, literal, load, select } from '../kernel-language/index.ts';
import { attr, defineOp, op } from '../registry/index.ts';
import { equalSizes } from './matrix-shape.ts';

/** TensorFlow's: of the numbers, all but bytes. */
const types = ['float32', 'float64', 'int32', 'int64'] as const;

defineOp('Diag', {
  inputs: ['diagonal: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(types) },
  infer: (c) => {
    const { dims } = c.inputs[0].shape;
    if (!dims) return [TensorShape.unknown];
    if (dims.length < 1) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
    return [new TensorShape([...dims, ...dims])];
  },
  gradient: (_node, [gradient]) => [op('DiagPart', [gradient!])],
  lower: (c) => {
    const [diagonal] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const { length } = diagonal.shape;
    const same = diagonal.shape.map((_, axis) => binary('equal', coordinate(axis), coordinate(axis + length)));
    const isDiagonal = same.reduce((all, each) => binary('and', all, each));
    const operand = { value: diagonal, view: identityView(length) };
    return c.b.elementwise(shape, [operand], [select(isDiagonal, load(0, dtype), literal(0, dtype))]);
  },
});

defineOp('DiagPart', {
  inputs: ['input: T'],
  outputs: ['diagonal: T'],
  attributes: { T: attr.type(types) },
  infer: (c) => {
    const { dims } = c.inputs[0].shape;
    if (!dims) return [TensorShape.unknown];
    const { length } = dims;
    if (length === 0 || length % 2 !== 0)
      c.fail('rank', `Input must have even and non-zero rank, input rank is ${length}`);
    const half = length / 2;
    return [new TensorShape(dims.slice(0, half).map((dim, axis) => equalSizes(c, dim, dims[axis + half])))];
  },
  gradient: (_node, [gradient]) => [op('Diag', [gradient!])],
  lower: (c) => {
    const [{ shape }] = c.outputs;
    const axes = shape.map((_, axis) => along(axis));
    return [c.b.view(c.inputs[0], shape, [...axes, ...axes])];
  },
});

/** Shape, ShapeN, Size, Rank: sizes as tensors. */

import { TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, typeSets } from '../registry/index.ts';
import { type IndexType, integerArray } from './integers.ts';

const outType = () => attr.type(typeSets.indices, 'int32');

const shapeOf = (c: InferenceContext) =>
  c.inputs.map(({ shape }) => ({
    shape: TensorShape.of(shape.rank ?? c.fresh(0)),
    value: shape.dims ?? undefined,
  }));

const typeOf = (c: LoweringContext) => c.attr('out_type', 'type') as IndexType;

defineOp('Shape', {
  inputs: ['input: T'],
  outputs: ['output: out_type'],
  attributes: { T: attr.type(), out_type: outType() },
  infer: shapeOf,
  gradient: 'none',
  lower: (c) => [c.b.constant(integerArray(c.inputs[0].shape, typeOf(c)))],
});

defineOp('ShapeN', {
  inputs: ['input: N * T'],
  outputs: ['output: N * out_type'],
  attributes: { N: attr.int(), T: attr.type(), out_type: outType() },
  infer: shapeOf,
  gradient: 'none',
  lower: (c) => c.inputs.map(({ shape }) => c.b.constant(integerArray(shape, typeOf(c)))),
});

defineOp('Size', {
  inputs: ['input: T'],
  outputs: ['output: out_type'],
  attributes: { T: attr.type(), out_type: outType() },
  infer: (c) => [{ shape: TensorShape.scalar, value: [c.inputs[0].shape.size] }],
  gradient: 'none',
  lower: (c) => [
    c.b.scalar(
      c.inputs[0].shape.reduce((a, b) => a * b, 1),
      typeOf(c),
    ),
  ],
});

defineOp('Rank', {
  inputs: ['input: T'],
  outputs: ['output: int32'],
  attributes: { T: attr.type() },
  infer: (c) => [{ shape: TensorShape.scalar, value: [c.inputs[0].shape.rank] }],
  gradient: 'none',
  lower: (c) => [c.b.scalar(c.inputs[0].shape.length, 'int32')],
});

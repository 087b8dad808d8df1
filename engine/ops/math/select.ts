/** Select and SelectV2: elements of one of two tensors, as a condition says. */

import { type Tensor, TensorShape } from '../../graph/index.ts';
import { shapeTensor } from '../array/integers.ts';
import { along, identityView, load, select, type View } from '../kernel-language/index.ts';
import { addOp, attr, defineOp, type InferenceContext, op } from '../registry/index.ts';
import { mergeShapes, sameShape } from '../same-shape.ts';
import { broadcastInference } from './broadcast.ts';
import { reduceTo } from './unbroadcast.ts';

const attributes = { T: attr.type() };

/** The operands have one shape, which the condition has too; or it is a scalar, or a vector that picks whole rows. */
defineOp('Select', {
  inputs: ['condition: bool', 't: T', 'e: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => [selectShape(c)],
  gradient: (node, [gradient]) => {
    const [condition, x] = node.inputs;
    const zeros = op('ZerosLike', [x], {}, 'zeros_like');
    return [null, op('Select', [condition, gradient!, zeros]), op('Select', [condition, zeros, gradient!])];
  },
  lower: (c) => {
    const [condition, x, y] = c.inputs;
    const space = c.outputs[0].shape;
    const whole = identityView(space.length);
    const conditionView: View =
      condition.shape.length === space.length ? whole : condition.shape.length === 0 ? [] : [along(0)];
    const operands = [
      { value: condition, view: conditionView },
      { value: x, view: whole },
      { value: y, view: whole },
    ];
    return c.b.elementwise(space, operands, [select(load(0, 'bool'), load(1, x.dtype), load(2, x.dtype))]);
  },
});

/** All three are broadcast together. */
defineOp('SelectV2', {
  inputs: ['condition: bool', 't: T', 'e: T'],
  outputs: ['output: T'],
  attributes,
  infer: broadcastInference,
  gradient: (node, [gradient]) => {
    const [condition, x, y] = node.inputs;
    const g = gradient!;
    const zeros = op('ZerosLike', [g], {}, 'zeros_like');
    const shape = shapeTensor(node.outputs[0]);
    const sumTo = (operand: Tensor, part: Tensor): Tensor => {
      const own = shapeTensor(operand);
      return reduceTo(part, addOp('BroadcastGradientArgs', [own, shape]).outputs[0], own);
    };
    return [null, sumTo(x, op('SelectV2', [condition, g, zeros])), sumTo(y, op('SelectV2', [condition, zeros, g]))];
  },
  lower: (c) => [c.b.map(c.inputs, (condition, x, y) => select(condition, x, y), c.outputs[0].shape)],
});

function selectShape(c: InferenceContext): TensorShape {
  const condition = c.inputs[0].shape;
  const shape = sameShape(c, 1, 2);
  // A vector beside a tensor of unknown rank may pick rows or elements.
  if (!condition.dims || condition.dims.length === 0 || (condition.dims.length === 1 && !shape.dims)) return shape;
  if (condition.dims.length > 1 || shape.dims!.length === 0) return mergeShapes(c, shape, condition);
  const [rows, ...rest] = shape.dims!;
  return new TensorShape([...mergeShapes(c, TensorShape.of(rows), condition).dims!, ...rest]);
}

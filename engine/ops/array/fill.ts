/** Fill, ZerosLike, OnesLike, BroadcastTo: tensors of one value, or of one repeated. */

import { type Dim, type DType, isKnown, TensorShape } from '../../graph/index.ts';
import { broadcastView, literal } from '../kernel-language/index.ts';
import { addOp, attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { type IndexType, shapeTensor, sumAll } from './integers.ts';
import { viewValue } from './partial-view.ts';
import { shapeOperand } from './shape-operand.ts';

defineOp('Fill', {
  inputs: ['dims: index_type', 'value: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), index_type: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['dims'],
  infer: (c) => {
    const [dims, value] = c.inputs;
    if (value.shape.rank !== null && value.shape.rank !== 0)
      c.fail('rank', `Shape must be rank 0 but is rank ${value.shape.rank}`);
    const shape = shapeOperand(c, dims);
    return [{ shape, value: viewValue(value.value, TensorShape.scalar, shape, []) }];
  },
  gradient: (_node, [gradient]) => [null, sumAll(gradient!)],
  lower: (c) => [c.b.broadcast(c.inputs[1], c.outputs[0].shape)],
});

/** A tensor of its operand's type and shape with one value everywhere. */
function defineLike(type: string, allowed: readonly DType[] | undefined, element: 0 | 1): void {
  defineOp(type, {
    inputs: ['x: T'],
    outputs: ['y: T'],
    attributes: { T: attr.type(allowed) },
    infer: (c) => {
      const [{ shape, dtype }] = c.inputs;
      const whole = dtype === 'int32' || dtype === 'int64';
      return [{ shape, value: whole ? viewValue([element], TensorShape.scalar, shape, []) : undefined }];
    },
    gradient: 'none',
    lower: (c: LoweringContext) => {
      const [{ dtype, shape }] = c.outputs;
      if (dtype === 'string') return [c.b.assemble(dtype, shape, '', [])];
      return [c.b.elementwise(shape, [], [literal(element, dtype)])[0]];
    },
  });
}
defineLike('ZerosLike', undefined, 0);
defineLike('OnesLike', ['float32', 'float64', 'int32', 'int64', 'uint8', 'bool'], 1);

defineOp('BroadcastTo', {
  inputs: ['input: T', 'shape: Tidx'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tidx: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['shape'],
  infer: (c) => {
    const [input, wanted] = c.inputs;
    const shape = shapeOperand(c, wanted);
    if (!input.shape.dims || !shape.dims) return [shape];
    checkBroadcast(c, input.shape.dims, shape.dims);
    const [from, to] = [input.shape.known, shape.known];
    const value = from && to ? viewValue(input.value, input.shape, shape, broadcastView(from, to)) : undefined;
    return [{ shape, value }];
  },
  gradient: (node, [gradient]) => {
    const [input, shape] = node.inputs;
    const inputShape = shapeTensor(input, shape.dtype as IndexType);
    const [, axes] = addOp('BroadcastGradientArgs', [shape, inputShape]).outputs;
    const sum = op('Sum', [gradient!, axes], { keep_dims: true });
    return [op('Reshape', [sum, inputShape]), null];
  },
  lower: (c) => [c.b.broadcast(c.inputs[0], c.outputs[0].shape)],
});

function checkBroadcast(c: InferenceContext, from: readonly Dim[], to: readonly Dim[]): void {
  const shift = to.length - from.length;
  if (shift < 0) c.fail('rank', `Shape must be at most rank ${to.length} but is rank ${from.length}`);
  from.forEach((dim, axis) => {
    const target = to[axis + shift];
    if (!isKnown(dim) || !isKnown(target) || dim === 1 || dim === target) return;
    c.fail('dimension', `Incompatible shapes: [${from.join(',')}] vs. [${to.join(',')}]`);
  });
}

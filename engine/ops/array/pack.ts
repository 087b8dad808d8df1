/** Pack and Unpack: tensors of one shape stacked along a new axis, and taken apart again. */

import { type Dim, isKnown, type Tensor, TensorShape } from '../../graph/index.ts';
import { along, fixed } from '../kernel-language/index.ts';
import { addOp, attr, defineOp, type InferenceContext, op } from '../registry/index.ts';
import { resolveAxis, withAxis, withoutAxis, wrapAxis } from './axis.ts';
import { zerosForMissing } from './integers.ts';
import { joinValues, viewValue } from './partial-view.ts';

defineOp('Pack', {
  inputs: ['values: N * T'],
  outputs: ['output: T'],
  attributes: { N: attr.int(), T: attr.type(), axis: attr.int(0) },
  infer: (c) => {
    const shape = commonShape(c);
    if (!shape.dims) return [TensorShape.unknown];
    const axis = resolveAxis(c, c.attr('axis', 'int'), shape.dims.length + 1);
    const output = new TensorShape(withAxis<Dim>(shape.dims, axis, c.inputs.length));
    const stacked = new TensorShape(withAxis<Dim>(shape.dims, axis, 1));
    const parts = c.inputs.map(({ value }) => value);
    return [
      {
        shape: output,
        value: joinValues(
          parts,
          parts.map(() => stacked),
          axis,
        ),
      },
    ];
  },
  gradient: (node, [gradient]) => {
    const axis = node.attr('axis', 'int');
    return addOp('Unpack', [gradient!], { num: node.inputs.length, axis }, { name: 'unstack' }).outputs;
  },
  lower: (c) => {
    const [{ dtype, shape }] = c.outputs;
    const axis = wrapAxis(c.attr('axis', 'int'), shape.length);
    const pieces = c.inputs.map((input, index) => ({
      ...c.b.piece(
        input,
        shape.map((_, i) => (i === axis ? index : 0)),
      ),
      space: withAxis(input.shape, axis, 1),
      operands: [{ value: input.id, view: input.shape.map((_, i) => along(i < axis ? i : i + 1)) }],
    }));
    return [c.b.assemble(dtype, shape, null, pieces)];
  },
});

/** What is known of the shape that all inputs have. */
function commonShape(c: InferenceContext): TensorShape {
  return c.inputs.reduce((known, { shape }, index) => {
    const merged = known.mergeWith(shape);
    if (merged) return merged;
    const from = `From merging shape ${index} with other shapes.`;
    if (known.rank !== shape.rank) {
      return c.fail('rank', `Shapes must be equal rank, but are ${known.rank} and ${shape.rank}. ${from}`);
    }
    const axis = known.dims!.findIndex((dim, i) => isKnown(dim) && isKnown(shape.dims![i]) && dim !== shape.dims![i]);
    return c.fail(
      'dimension',
      `Dimension ${axis} in both shapes must be equal, but are ${known.dims![axis]} and ${shape.dims![axis]}. ` +
        `Shapes are ${known.toBrackets()} and ${shape.toBrackets()}. ${from}`,
    );
  }, TensorShape.unknown);
}

defineOp('Unpack', {
  inputs: ['value: T'],
  outputs: ['output: num * T'],
  attributes: { num: attr.int(), T: attr.type(), axis: attr.int(0) },
  infer: (c) => {
    const { shape, value } = c.inputs[0];
    const num = c.attr('num', 'int');
    const each = Array.from({ length: num }, (_, index) => index);
    if (!shape.dims) return each.map(() => TensorShape.unknown);
    const axis = resolveAxis(c, c.attr('axis', 'int'), shape.dims.length);
    const size = shape.dims[axis];
    if (isKnown(size) && size !== num) c.fail('dimension', `Dimension must be ${num} but is ${size}`);
    const output = new TensorShape(withoutAxis(shape.dims, axis));
    return each.map((index) => ({
      shape: output,
      value: viewValue(value, shape, output, pickView(shape.dims!.length, axis, index)),
    }));
  },
  gradient: (node, gradients) => {
    const parts: Tensor[] = zerosForMissing(node.outputs, gradients);
    return [op('Pack', [parts], { axis: node.attr('axis', 'int') }, 'stack')];
  },
  lower: (c) => {
    const [input] = c.inputs;
    const axis = wrapAxis(c.attr('axis', 'int'), input.shape.length);
    return c.outputs.map(({ shape }, index) => c.b.view(input, shape, pickView(input.shape.length, axis, index)));
  },
});

const pickView = (rank: number, axis: number, index: number) =>
  Array.from({ length: rank }, (_, i) => (i === axis ? fixed(index) : along(i < axis ? i : i - 1)));

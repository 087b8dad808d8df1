/** Concatenation along an existing axis. */

import { addDims, type Dim, dimsMayBeEqual, isKnown, type Tensor, TensorShape } from '../../graph/index.ts';
import type { Value } from '../kernel-language/index.ts';
import {
  addOp,
  attr,
  defineOp,
  type InferenceContext,
  type InferredInput,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { knownScalar, resolveAxis, wrapAxis } from './axis.ts';
import { integerArray, rankTensor, shapeTensor } from './integers.ts';
import { joinValues } from './partial-view.ts';

defineOp('ConcatV2', {
  inputs: ['values: N * T', 'axis: Tidx'],
  outputs: ['output: T'],
  attributes: { N: attr.int(), T: attr.type(), Tidx: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['axis'],
  infer: (c) => inferConcat(c, c.inputs.slice(0, -1), c.inputs.at(-1)!),
  gradient: (node, [gradient]) => [...concatGradient(node.inputs.slice(0, -1), node.inputs.at(-1)!, gradient!), null],
  lower: (c) => lowerConcat(c, c.args('values'), c.valueOf(c.inputs.length - 1)[0]),
});

/** The form of TensorFlow 0.x, with the axis first; found in old graph files. */
defineOp('Concat', {
  inputs: ['concat_dim: int32', 'values: N * T'],
  outputs: ['output: T'],
  attributes: { N: attr.int(), T: attr.type() },
  valueInputs: ['concat_dim'],
  infer: (c) => inferConcat(c, c.inputs.slice(1), c.inputs[0]),
  gradient: (node, [gradient]) => [null, ...concatGradient(node.inputs.slice(1), node.inputs[0], gradient!)],
  lower: (c) => lowerConcat(c, c.args('values'), c.valueOf(0)[0]),
});

function inferConcat(c: InferenceContext, values: readonly InferredInput[], axisInput: InferredInput) {
  const shapes = values.map(({ shape }) => shape);
  const first = shapes.find((shape) => shape.dims);
  if (!first?.dims) return [TensorShape.unknown];
  const rank = first.dims.length;
  for (const shape of shapes) {
    if (shape.dims && shape.dims.length !== rank) {
      c.fail('rank', `Shape must be rank ${rank} but is rank ${shape.dims.length}`);
    }
  }
  if (rank === 0) c.fail('rank', 'Scalars cannot be concatenated: use stack');
  const given = knownScalar(axisInput);
  if (given === undefined) return [new TensorShape(first.dims.map((_, axis) => c.fresh(axis)))];
  const axis = resolveAxis(c, given, rank);
  const dims = first.dims.map((_, i): Dim => (i === axis ? joined(c, shapes, axis) : shared(c, shapes, i)));
  return [
    {
      shape: new TensorShape(dims),
      value: joinValues(
        values.map(({ value }) => value),
        shapes,
        axis,
      ),
    },
  ];
}

/** The sum of the sizes along the axis; unknown as soon as one shape is. */
function joined(c: InferenceContext, shapes: readonly TensorShape[], axis: number): Dim {
  if (shapes.some((shape) => !shape.dims)) return c.fresh(axis);
  return shapes.reduce<Dim>((sum, shape) => addDims(sum, shape.dims![axis]), 0);
}

/** The size that all shapes have along an axis that is not joined. */
function shared(c: InferenceContext, shapes: readonly TensorShape[], axis: number): Dim {
  const known = shapes.filter((shape) => shape.dims);
  return known.reduce<Dim>((dim, shape) => {
    const other = shape.dims![axis];
    if (!dimsMayBeEqual(dim, other)) {
      c.fail(
        'dimension',
        `Dimension ${axis} in both shapes must be equal, but are ${dim} and ${other}. ` +
          `Shapes are ${known[0].toBrackets()} and ${shape.toBrackets()}`,
      );
    }
    return isKnown(dim) ? dim : other;
  }, known[0].dims![axis]);
}

/** Slices of the gradient, at the offsets where the inputs went. */
function concatGradient(values: readonly Tensor[], axis: Tensor, gradient: Tensor): Tensor[] {
  if (values.length === 1) return [gradient];
  const wrapped = op('FloorMod', [asInt32(axis), rankTensor(values[0])], {}, 'mod');
  const sizes = values.every((value) => value.shape.isFullyDefined)
    ? values.map((value) => shapeTensor(value))
    : addOp('ShapeN', [values], { out_type: 'int32' }).outputs;
  const offsets = addOp('ConcatOffset', [wrapped, sizes], {}).outputs;
  return values.map((_, index) => op('Slice', [gradient, offsets[index], sizes[index]]));
}

const asInt32 = (axis: Tensor) => (axis.dtype === 'int32' ? axis : op('Cast', [axis], { DstT: 'int32' }));

function lowerConcat(c: LoweringContext, values: readonly Value[], given: number): Value[] {
  const [{ dtype, shape }] = c.outputs;
  const axis = wrapAxis(given, shape.length);
  let at = 0;
  const pieces = values.map((value) => {
    const start = shape.map((_, i) => (i === axis ? at : 0));
    at += value.shape[axis];
    return c.b.piece(value, start);
  });
  return [
    c.b.assemble(
      dtype,
      shape,
      null,
      pieces.filter((piece) => piece.space.every((size) => size > 0)),
    ),
  ];
}

defineOp('ConcatOffset', {
  inputs: ['concat_dim: int32', 'shape: N * int32'],
  outputs: ['offset: N * int32'],
  attributes: { N: attr.int() },
  valueInputs: ['concat_dim', 'shape'],
  infer: (c) => {
    const [axisInput, ...shapes] = c.inputs;
    const axis = knownScalar(axisInput);
    const rank = shapes[0].shape.dims?.[0];
    let at: Dim | null = 0;
    return shapes.map(({ shape, value }) => {
      const offset = at;
      if (axis !== undefined && rank !== undefined && isKnown(rank)) {
        const size: Dim | null = value?.[wrapAxis(axis, rank)] ?? null;
        at = at === null || size === null ? null : addDims(at, size);
        return { shape, value: Array.from({ length: rank }, (_, i) => (i === wrapAxis(axis, rank) ? offset : 0)) };
      }
      return shape;
    });
  },
  gradient: 'none',
  lower: (c) => {
    const [axis] = c.valueOf(0);
    let at = 0;
    return c.outputs.map((_, index) => {
      const sizes = c.valueOf(index + 1);
      const offset = sizes.map((_, i) => (i === wrapAxis(axis, sizes.length) ? at : 0));
      at += sizes[wrapAxis(axis, sizes.length)];
      return c.b.constant(integerArray(offset));
    });
  },
});

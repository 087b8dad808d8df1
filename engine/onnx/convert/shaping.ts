/** Operations that give and change shapes, put tensors together and take them apart. */

import { type Dim, dimsEqual, isKnown } from '../../graph/index.ts';
import { numbersOf } from '../constants.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import type { Value } from '../value.ts';

/** The shape that an operand says, as int64. */
const shapeOperand = (c: Conversion, index: number): Value => c.b.cast(c.inputs[index], 'int64');

/** Sizes for ONNX's Reshape: -1 where one alone is open, 0 where a size stays what it was. */
function openShape(c: Conversion): readonly number[] | undefined {
  const { dims } = c.op.outputs[0].shape;
  const before = c.shape(0).dims;
  if (!dims || dims.includes(0)) return undefined;
  const opens = dims.filter((dim) => !isKnown(dim)).length;
  if (opens === 1) return dims.map((dim) => (isKnown(dim) ? dim : -1));
  // Not beside a -1: a size of 0, which may come, leaves it undecided.
  const stays = (dim: Dim, axis: number) => before?.[axis] !== undefined && dimsEqual(dim, before[axis]);
  if (!dims.every((dim, axis) => isKnown(dim) || stays(dim, axis))) return undefined;
  return dims.map((dim) => (isKnown(dim) ? dim : 0));
}

const reshape: Converter = (c) => {
  const [x] = c.inputs;
  const sizes = openShape(c);
  if (sizes) {
    if (x.constant && sizes.every((size) => size > 0)) return c.b.reshape(x, sizes);
    return c.b.node('Reshape', [x, c.b.ints(sizes)]);
  }
  const shape = shapeOperand(c, 1);
  const mayInfer = !shape.constant || numbersOf(shape.constant).includes(-1);
  const hasZero = shape.constant !== undefined && numbersOf(shape.constant).includes(0);
  if (mayInfer && hasZero) {
    const known = c.op.outputs[0].shape.known;
    if (!known) return c.fail('ONNX infers no size beside one of 0');
    return c.b.node('Reshape', [x, c.b.ints(known)], { allowzero: 1 });
  }
  return c.b.node('Reshape', [x, shape], !mayInfer || !shape.constant ? { allowzero: 1 } : {});
};

const squeeze: Converter = (c) => {
  const [x] = c.inputs;
  const axes = c.attr('squeeze_dims', 'ints');
  if (axes.length > 0) return c.b.squeeze(x, axes);
  const { dims } = c.shape(0);
  if (!dims?.every(isKnown)) return c.b.node('Squeeze', [x]);
  const ones = dims.flatMap((dim, axis) => (dim === 1 ? [axis] : []));
  return c.b.squeeze(x, ones);
};

/** Joins along an axis, in whatever order the axes are if all are in the same. */
function concat(c: Conversion, values: readonly Value[], axis: number): Value {
  const order = values[0].order;
  if (!order || values.some((value) => value.order?.join() !== order.join())) return c.b.concat(values, axis);
  const bases = values.map(({ order: _, ...base }) => base);
  return { ...c.b.concat(bases, order[axis]), order };
}

const splitInto = (c: Conversion, x: Value, axis: number, sizes: Value | null, count: number): readonly Value[] => {
  if (count === 1) return [x];
  const attributes: Record<string, number> = sizes ? { axis } : { axis, num_outputs: count };
  return c.b.outputsOf(
    'Split',
    [x, sizes],
    attributes,
    Array.from({ length: count }, () => x.dtype),
  );
};

const splitBySizes: Converter = (c) => {
  const [x] = c.inputs;
  const axis = c.axis(2, c.rank(0));
  const count = c.attr('num_split', 'int');
  const sizes = [...c.fixed(1, 'sizes')];
  const open = sizes.indexOf(-1);
  if (open >= 0) {
    const total = c.shape(0).dims![axis];
    if (!isKnown(total)) return c.fail('the size of the axis that it splits is not known: say it with setShape');
    sizes[open] = total - sizes.reduce((sum, size) => sum + size, 1);
  }
  return splitInto(c, x, axis, c.b.ints(sizes), count);
};

const unpack: Converter = (c) => {
  const [x] = c.inputs;
  const axis = c.attr('axis', 'int');
  const count = c.attr('num', 'int');
  return splitInto(c, x, axis, c.b.ints(new Array(count).fill(1)), count).map((part) => c.b.squeeze(part, [axis]));
};

const transpose: Converter = (c) => c.b.transpose(c.inputs[0], c.fixed(1, 'order of axes'));

const shapeOf = (c: Conversion, x: Value, out: Conversion['dtype']): Value => c.b.counted(c.b.shape(x), out);

export const shaping: Converters = {
  Reshape: reshape,
  Squeeze: squeeze,
  ExpandDims: (c) => c.b.unsqueeze(c.inputs[0], [c.fixed(1, 'axis')[0]]),
  Shape: (c) => shapeOf(c, c.inputs[0], c.dtype),
  ShapeN: (c) => c.inputs.map((x) => shapeOf(c, x, c.dtype)),
  Size: (c) => c.b.counted(c.b.node('Size', [c.inputs[0]], {}, 'int64'), c.dtype),
  Rank: (c) => c.b.counted(c.b.node('Size', [c.b.shape(c.inputs[0])], {}, 'int64'), c.dtype),
  ConcatV2: (c) => concat(c, c.inputs.slice(0, -1), c.axis(c.inputs.length - 1, c.rank(0))),
  Concat: (c) => concat(c, c.inputs.slice(1), c.axis(0, c.rank(1))),
  Pack: (c) => {
    const axis = c.attr('axis', 'int');
    const wide = c.inputs.every((value) => value.constant || value.wide);
    // Sizes that are put together to a shape stay what ONNX counts them in.
    const values = wide && c.dtype === 'int32' ? c.inputs.map((value) => c.b.cast(value, 'int64')) : c.inputs;
    const packed = c.b.concat(
      values.map((value) => c.b.unsqueeze(value, [axis])),
      axis,
    );
    return packed.dtype === c.dtype ? packed : c.b.counted(packed, c.dtype);
  },
  Unpack: unpack,
  Split: (c) => {
    const axis = c.axis(0, c.rank(1));
    const count = c.attr('num_split', 'int');
    const size = c.shape(1).dims?.[axis];
    const sizes = size !== undefined && isKnown(size) ? c.b.ints(new Array(count).fill(size / count)) : null;
    return splitInto(c, c.inputs[1], axis, sizes, count);
  },
  SplitV: splitBySizes,
  Transpose: transpose,
  Tile: (c) => c.b.node('Tile', [c.inputs[0], shapeOperand(c, 1)]),
  Fill: (c) => c.b.filled(c.inputs[1], shapeOperand(c, 0)),
  BroadcastTo: (c) => c.b.filled(c.inputs[0], shapeOperand(c, 1)),
};

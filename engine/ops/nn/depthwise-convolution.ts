/**
 * Convolution of each channel by itself, and its two gradients. Filters have few elements: each becomes one term of an
 * elementwise sum over shifted views, so no primitive of its own is needed.
 */

import { dimsMayBeEqual, multiplyDims, TensorShape } from '../../graph/index.ts';
import {
  along,
  type Expr,
  fixed,
  load,
  type Padding,
  plus,
  type ReadValue,
  times,
  type Value,
} from '../kernel-language/index.ts';
import { attr, attributesOf, defineOp, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import {
  alongImage,
  checkWindowAttributes,
  fromNHWC,
  paddingFor,
  shapeFromNHWC,
  shapeNHWC,
  shapeOperand,
  toNHWC,
  windowCount,
} from './window.ts';

const attributes = {
  T: attr.type(typeSets.floats),
  strides: attr.ints(),
  padding: attr.string(),
  data_format: attr.string('NHWC'),
  dilations: attr.ints([1, 1, 1, 1]),
};

/** Sizes of one convolution: images in NHWC, results in [n, rows, columns, channels, multiplier]. */
interface Geometry {
  readonly image: readonly number[];
  readonly filter: readonly number[];
  readonly points: readonly number[];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: Padding;
}

function geometryOf(
  c: LoweringContext,
  image: readonly number[],
  filter: readonly number[],
  result: readonly number[],
): Geometry {
  const sizes = shapeNHWC(c, image);
  const [batch, rows, columns] = shapeNHWC(c, result);
  const [strides, dilations] = [alongImage(c, 'strides'), alongImage(c, 'dilations')];
  const window = [filter[0], filter[1]] as const;
  const padding = paddingFor(c, [sizes[1], sizes[2]], [rows, columns], window, strides, dilations);
  return { image: sizes, filter, points: [batch, rows, columns, filter[2], filter[3]], strides, dilations, padding };
}

/** The places of a filter, row by row. */
function places({ filter: [rows, columns] }: Geometry): (readonly [row: number, column: number])[] {
  return Array.from({ length: rows * columns }, (_, i) => [Math.floor(i / columns), i % columns] as const);
}

/** At most this many terms in one kernel: larger filters are summed in several. */
const termsAtOnce = 12;

/** The sum over `pairs` of products, at every point of `space`. */
function sumOfProducts(
  c: LoweringContext,
  space: readonly number[],
  pairs: readonly (readonly [ReadValue, ReadValue])[],
): Value {
  const { dtype } = pairs[0][0].value;
  let total: Value | undefined;
  for (let at = 0; at < pairs.length; at += termsAtOnce) {
    const operands = pairs.slice(at, at + termsAtOnce).flat();
    const products: Expr[] = [];
    for (let i = 0; i < operands.length; i += 2) products.push(times(load(i, dtype), load(i + 1, dtype)));
    if (total) {
      products.unshift(load(operands.length, dtype));
      operands.push({ value: total, view: space.map((_, axis) => along(axis)) });
    }
    total = c.b.elementwise(space, operands, [products.reduce((sum, term) => plus(sum, term))])[0];
  }
  return total!;
}

/** The image with its padding, zeros, around it. */
function padded(c: LoweringContext, image: Value, { padding: [top, bottom, left, right] }: Geometry): Value {
  if (top + bottom + left + right === 0) return image;
  const [batch, rows, columns, channels] = image.shape;
  const shape = [batch, rows + top + bottom, columns + left + right, channels];
  return c.b.assemble(image.dtype, shape, 0, [c.b.piece(image, [0, top, left, 0])]);
}

/** The padded image as the filter's element at (row, column) sees it, over [n, rows, columns, channels, multiplier]. */
function seenAt(image: Value, g: Geometry, row: number, column: number): ReadValue {
  const view = [
    along(0),
    along(1, row * g.dilations[0], g.strides[0]),
    along(2, column * g.dilations[1], g.strides[1]),
    along(3),
  ];
  return { value: image, view };
}

const elementAt = (filter: Value, row: number, column: number): ReadValue => ({
  value: filter,
  view: [fixed(row), fixed(column), along(3), along(4)],
});

defineOp('DepthwiseConv2dNative', {
  inputs: ['input: T', 'filter: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    checkWindowAttributes(c, ['strides', 'dilations']);
    const [batch, height, width, depth] = shapeNHWC(c, dimsOfRank(c, 0, 4));
    const [rows, columns, channels, multiplier] = dimsOfRank(c, 1, 4);
    if (!dimsMayBeEqual(depth, channels)) {
      c.fail('dimension', `Dimensions must be equal, but are ${depth} and ${channels} (depths of input and filter)`);
    }
    const [strides, dilations] = [alongImage(c, 'strides'), alongImage(c, 'dilations')];
    const outHeight = windowCount(c, 'rows', height, rows, strides[0], dilations[0]);
    const outWidth = windowCount(c, 'columns', width, columns, strides[1], dilations[1]);
    const outDepth = multiplyDims(typeof depth === 'number' ? depth : channels, multiplier);
    return [new TensorShape(shapeFromNHWC(c, [batch, outHeight, outWidth, outDepth]))];
  },
  gradient: (node, [g]) => {
    const [input, filter] = node.inputs;
    return [
      op('DepthwiseConv2dNativeBackpropInput', [op('Shape', [input]), filter, g!], attributesOf(node)),
      op('DepthwiseConv2dNativeBackpropFilter', [input, op('Shape', [filter]), g!], attributesOf(node)),
    ];
  },
  lower: (c) => {
    const [input, filter] = c.inputs;
    const g = geometryOf(c, input.shape, filter.shape, c.outputs[0].shape);
    const image = padded(c, toNHWC(c, input), g);
    const pairs = places(g).map(
      ([row, column]) => [seenAt(image, g, row, column), elementAt(filter, row, column)] as const,
    );
    const result = sumOfProducts(c, g.points, pairs);
    return [fromNHWC(c, c.b.reshape(result, shapeNHWC(c, c.outputs[0].shape)))];
  },
});

defineOp('DepthwiseConv2dNativeBackpropInput', {
  inputs: ['input_sizes: int32', 'filter: T', 'out_backprop: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['input_sizes'],
  infer: (c) => {
    checkWindowAttributes(c, ['strides', 'dilations']);
    return [shapeOperand(c, 0)];
  },
  gradient: (node, [g]) => {
    const [, filter, outBackprop] = node.inputs;
    return [
      null,
      op('DepthwiseConv2dNativeBackpropFilter', [g!, op('Shape', [filter]), outBackprop], attributesOf(node)),
      op('DepthwiseConv2dNative', [g!, filter], attributesOf(node)),
    ];
  },
  lower: (c) => {
    const [, filter, gradient] = c.inputs;
    const g = geometryOf(c, c.outputs[0].shape, filter.shape, gradient.shape);
    const [batch, height, width, channels] = g.image;
    const [rowReach, columnReach] = [0, 1].map((axis) => (g.filter[axis] - 1) * g.dilations[axis]);
    // Each gradient where its window begins, with room all around for the filter to slide over.
    const results = c.b.reshape(toNHWC(c, gradient), g.points);
    const spread = c.b.assemble(
      gradient.dtype,
      [batch, height + rowReach, width + columnReach, channels, g.filter[3]],
      0,
      [c.b.piece(results, [0, rowReach - g.padding[0], columnReach - g.padding[2], 0, 0], [1, ...g.strides, 1, 1])],
    );
    const pairs = places(g).map(([row, column]) => {
      const [down, right] = [rowReach - row * g.dilations[0], columnReach - column * g.dilations[1]];
      const view = [along(0), along(1, down), along(2, right), along(3), along(4)];
      return [{ value: spread, view }, elementAt(filter, row, column)] as const;
    });
    const products = sumOfProducts(c, [batch, height, width, channels, g.filter[3]], pairs);
    return [fromNHWC(c, c.b.reduce('sum', products, [4]))];
  },
});

defineOp('DepthwiseConv2dNativeBackpropFilter', {
  inputs: ['input: T', 'filter_sizes: int32', 'out_backprop: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['filter_sizes'],
  infer: (c) => {
    checkWindowAttributes(c, ['strides', 'dilations']);
    return [shapeOperand(c, 1)];
  },
  gradient: (node, [g]) => {
    const [input, , outBackprop] = node.inputs;
    return [
      op('DepthwiseConv2dNativeBackpropInput', [op('Shape', [input]), g!, outBackprop], attributesOf(node)),
      null,
      op('DepthwiseConv2dNative', [input, g!], attributesOf(node)),
    ];
  },
  lower: (c) => {
    const [input, , gradient] = c.inputs;
    const g = geometryOf(c, input.shape, c.outputs[0].shape, gradient.shape);
    const image = padded(c, toNHWC(c, input), g);
    const results = { value: c.b.reshape(toNHWC(c, gradient), g.points), view: g.points.map((_, axis) => along(axis)) };
    const pieces = places(g).map(([row, column]) => {
      const products = sumOfProducts(c, g.points, [[seenAt(image, g, row, column), results]]);
      const sum = c.b.reshape(c.b.reduce('sum', products, [0, 1, 2]), [1, 1, g.filter[2], g.filter[3]]);
      return c.b.piece(sum, [row, column, 0, 0]);
    });
    return [c.b.assemble(gradient.dtype, g.filter, null, pieces)];
  },
});

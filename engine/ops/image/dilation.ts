/** Dilation2D: the largest sum of a pixel and the filter under each window, channel by channel; and its gradients. */

import { dimsMayBeEqual, TensorShape } from '../../graph/index.ts';
import {
  along,
  type Expr,
  fixed,
  identityView,
  larger,
  load,
  plus,
  type ReadValue,
  type Value,
} from '../kernel-language/index.ts';
import {
  attr,
  attributesOf,
  defineOp,
  type InferenceContext,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import { slidingOf, windowCounts } from './sliding.ts';

const attributes = {
  T: attr.type(typeSets.floats),
  strides: attr.ints(),
  rates: attr.ints(),
  padding: attr.string(),
};

/** Places of the filter that one kernel looks at. */
const PLACES_AT_ONCE = 6;

function dilatedShape(c: InferenceContext): TensorShape {
  const [batch, height, width, depth] = dimsOfRank(c, 0, 4);
  const [rows, columns, filterDepth] = dimsOfRank(c, 1, 3);
  if (!dimsMayBeEqual(depth, filterDepth)) {
    c.fail('dimension', `Dimensions must be equal, but are ${depth} and ${filterDepth} (depths of input and filter)`);
  }
  return new TensorShape([batch, ...windowCounts(c, [height, width], [rows, columns]), depth]);
}

function geometryOf(c: LoweringContext, output: readonly number[]) {
  const [{ shape: image }, { shape: filter }] = c.inputs;
  return slidingOf(c, [image[1], image[2]], [filter[0], filter[1]], [output[1], output[2]]);
}

defineOp('Dilation2D', {
  inputs: ['input: T', 'filter: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => [dilatedShape(c)],
  gradient: (node, [gradient]) =>
    ['Dilation2DBackpropInput', 'Dilation2DBackpropFilter'].map((type) =>
      op(type, [...node.inputs, gradient!], attributesOf(node)),
    ),
  lower: (c) => {
    const [image, filter] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const { strides, rates, padding } = geometryOf(c, shape);
    const framed = inFrame(c, image, filter.shape, shape, padding);
    const places = Array.from({ length: filter.shape[0] * filter.shape[1] }, (_, i) => i);
    let largest: Value | undefined;
    for (let first = 0; first < places.length; first += PLACES_AT_ONCE) {
      const operands: ReadValue[] = [];
      const read = (value: Value, view: ReadValue['view']): Expr => load(operands.push({ value, view }) - 1, dtype);
      const terms = places.slice(first, first + PLACES_AT_ONCE).map((place) => {
        const [i, j] = [Math.floor(place / filter.shape[1]), place % filter.shape[1]];
        const pixel = [along(0), along(1, i * rates[0], strides[0]), along(2, j * rates[1], strides[1]), along(3)];
        return plus(read(framed, pixel), read(filter, [fixed(i), fixed(j), along(3)]));
      });
      if (largest) terms.push(read(largest, identityView(4)));
      largest = c.b.elementwise(shape, operands, [terms.reduce(larger)])[0];
    }
    return [largest ?? c.b.fill(0, dtype, shape)];
  },
});

/** The image with what is below every number around it, as far as windows reach. */
function inFrame(
  c: LoweringContext,
  image: Value,
  [filterRows, filterColumns]: readonly number[],
  [, rows, columns]: readonly number[],
  padding: readonly number[],
): Value {
  const [strides, rates] = [c.attr('strides', 'ints'), c.attr('rates', 'ints')];
  const reach = (count: number, window: number, axis: number) =>
    Math.max(image.shape[axis] + padding[axis - 1], (count - 1) * strides[axis] + (window - 1) * rates[axis] + 1);
  const shape = [image.shape[0], reach(rows, filterRows, 1), reach(columns, filterColumns, 2), image.shape[3]];
  const middle = image.shape.includes(0) ? [] : [c.b.piece(image, [0, padding[0], padding[1], 0])];
  return c.b.assemble(image.dtype, shape, Number.NEGATIVE_INFINITY, middle);
}

for (const [type, target] of [
  ['Dilation2DBackpropInput', 0],
  ['Dilation2DBackpropFilter', 1],
] as const) {
  defineOp(type, {
    inputs: ['input: T', 'filter: T', 'out_backprop: T'],
    outputs: [target === 0 ? 'in_backprop: T' : 'filter_backprop: T'],
    attributes,
    infer: (c) => {
      const expected = dilatedShape(c);
      const { shape } = c.inputs[2];
      if (!expected.isCompatibleWith(shape)) {
        c.fail('dimension', `out_backprop must have shape ${expected.toBrackets()}, but has ${shape.toBrackets()}`);
      }
      return [c.inputs[target].shape];
    },
    gradient: 'missing',
    lower: (c) =>
      c.b.host(
        { name: 'Dilation2DBackprop', to: target === 0 ? 'input' : 'filter', ...geometryOf(c, c.inputs[2].shape) },
        c.inputs,
        c.outputs,
      ),
  });
}

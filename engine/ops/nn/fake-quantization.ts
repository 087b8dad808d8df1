/**
 * FakeQuantWithMinMaxArgs, …Vars and …VarsPerChannel: floats rounded to the numbers that so many bits can tell apart within
 * a range, which is moved a little so that 0 is one of them. Gradients pass through as if nothing was rounded.
 */

import { dimsMayBeEqual, TensorShape } from '../../graph/index.ts';
import {
  binary,
  type Expr,
  isEqual,
  isGreater,
  isLess,
  larger,
  literal,
  minus,
  over,
  plus,
  select,
  smaller,
  times,
  unary,
  type Value,
} from '../kernel-language/index.ts';
import {
  addOp,
  attr,
  attributesOf,
  defineOp,
  type InferenceContext,
  type LoweringContext,
  op,
} from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';

const bits = { num_bits: attr.int(8), narrow_range: attr.bool(false) };
const constants = { min: attr.float(-6), max: attr.float(6), ...bits };

function check(c: InferenceContext): void {
  const count = c.attr('num_bits', 'int');
  if (!Number.isInteger(count) || count < 2 || count > 16) {
    c.fail('value', `num_bits must be between 2 and 16, inclusive, but is ${count}`);
  }
}

/** The range as it is used: its ends, the distance between neighbours, and the number of the zero among them. */
interface Range {
  readonly low: Expr;
  readonly high: Expr;
  readonly scale: Expr;
}

const floor = (x: Expr) => unary('floor', x);

/** Of numbers that are not negative: halves go up. */
const rounded = (x: Expr) =>
  select(binary('less', minus(x, floor(x)), literal(0.5, x.dtype)), floor(x), plus(floor(x), 1));

function rangeOf(c: LoweringContext, min: Expr, max: Expr): Range {
  const least = c.attr('narrow_range', 'bool') ? 1 : 0;
  const most = 2 ** c.attr('num_bits', 'int') - 1;
  const scale = over(minus(max, min), most - least);
  const zero = minus(least, over(min, scale));
  const place = select(
    isLess(zero, least),
    literal(least, min.dtype),
    select(isGreater(zero, most), literal(most, min.dtype), rounded(zero)),
  );
  return { low: times(minus(least, place), scale), high: times(minus(most, place), scale), scale };
}

/** The ends of the range and the distance of its numbers, of one shape: of each element what its `min` and `max` give. */
function rangeValues(c: LoweringContext, min: Value, max: Value): Value[] {
  return c.b.mapMany([min, max], (from, to) => {
    const { low, high, scale } = rangeOf(c, from, to);
    return [low, high, scale];
  });
}

function quantized(x: Expr, low: Expr, high: Expr, scale: Expr): Expr {
  const inverse = over(1, scale);
  const zero = floor(plus(times(minus(0, low), inverse), 0.5));
  const within = larger(smaller(x, high), low);
  return times(floor(plus(minus(times(minus(within, low), inverse), zero), 0.5)), scale);
}

const isWithin = (x: Expr, low: Expr, high: Expr): Expr =>
  binary('and', binary('greaterEqual', x, low), binary('lessEqual', x, high));

const zero: Expr = literal(0, 'float32');

/** min and max of the attributes as values. */
const ends = (c: LoweringContext): [Value, Value] => [
  c.b.scalar(Math.fround(c.attr('min', 'float')), 'float32'),
  c.b.scalar(Math.fround(c.attr('max', 'float')), 'float32'),
];

defineOp('FakeQuantWithMinMaxArgs', {
  inputs: ['inputs: float32'],
  outputs: ['outputs: float32'],
  attributes: constants,
  infer: (c) => {
    checkEnds(c);
    return [c.inputs[0].shape];
  },
  gradient: (node, [g]) => [op('FakeQuantWithMinMaxArgsGradient', [g!, node.inputs[0]], attributesOf(node))],
  lower: (c) => [c.b.map([c.inputs[0], ...rangeValues(c, ...ends(c))], quantized)],
});

defineOp('FakeQuantWithMinMaxArgsGradient', {
  inputs: ['gradients: float32', 'inputs: float32'],
  outputs: ['backprops: float32'],
  attributes: constants,
  infer: (c) => {
    checkEnds(c);
    return [mergeShapes(c, c.inputs[0].shape, c.inputs[1].shape)];
  },
  gradient: 'none',
  lower: (c) => [
    c.b.map([...c.inputs, ...rangeValues(c, ...ends(c))], (g, x, low, high) => select(isWithin(x, low, high), g, zero)),
  ],
});

function checkEnds(c: InferenceContext): void {
  check(c);
  const [min, max] = [c.attr('min', 'float'), c.attr('max', 'float')];
  if (!(min < max)) c.fail('value', `min has to be smaller than max, was: ${min} >= ${max}`);
}

/** Where both ends are 0, so is everything. */
const isNothing = (min: Expr, max: Expr): Expr => binary('and', isEqual(min, 0), isEqual(max, 0));

/** With a range of two tensors of rank 0, or of two vectors, one number a channel; and its gradient. */
function defineWithRange(type: string, gradientType: string, perChannel: boolean): void {
  /** The shape of the inputs; `first` is the first of the two ends. */
  const infer = (c: InferenceContext, shape: TensorShape, first: number): TensorShape => {
    check(c);
    for (const index of [first, first + 1]) {
      const { rank, dims } = c.inputs[index].shape;
      const wanted = perChannel ? 1 : 0;
      if (rank !== null && rank !== wanted) c.fail('rank', `Shape must be rank ${wanted} but is rank ${rank}`);
      const channels = shape.dims?.at(-1);
      if (perChannel && dims && channels !== undefined && !dimsMayBeEqual(dims[0], channels)) {
        c.fail('dimension', `Dimensions must be equal, but are ${channels} and ${dims[0]}`);
      }
    }
    if (perChannel && shape.rank === 0) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
    return shape;
  };

  defineOp(type, {
    inputs: ['inputs: float32', 'min: float32', 'max: float32'],
    outputs: ['outputs: float32'],
    attributes: bits,
    infer: (c) => [infer(c, c.inputs[0].shape, 1)],
    gradient: (node, [g]) => [...addOp(gradientType, [g!, ...node.inputs], attributesOf(node)).outputs],
    lower: (c) => {
      const [x, min, max] = c.inputs;
      const body = (element: Expr, from: Expr, to: Expr, low: Expr, high: Expr, scale: Expr) =>
        select(isNothing(from, to), zero, quantized(element, low, high, scale));
      return [c.b.map([x, min, max, ...rangeValues(c, min, max)], body, x.shape)];
    },
  });

  defineOp(gradientType, {
    inputs: ['gradients: float32', 'inputs: float32', 'min: float32', 'max: float32'],
    outputs: ['backprops_wrt_input: float32', 'backprop_wrt_min: float32', 'backprop_wrt_max: float32'],
    attributes: bits,
    infer: (c) => {
      const shape = infer(c, mergeShapes(c, c.inputs[0].shape, c.inputs[1].shape), 2);
      const ofEnd = perChannel ? TensorShape.of(shape.dims?.at(-1) ?? c.fresh(0)) : TensorShape.of();
      return [shape, ofEnd, ofEnd];
    },
    gradient: 'none',
    lower: (c) => {
      const [g, x, min, max] = c.inputs;
      const axes = Array.from({ length: x.shape.length - (perChannel ? 1 : 0) }, (_, axis) => axis);
      const parts = c.b.mapMany(
        [g, x, min, max, ...rangeValues(c, min, max)],
        (gradient, element, from, to, low, high) => {
          const nothing = isNothing(from, to);
          const where = (condition: Expr, elsewhere: Expr) =>
            select(nothing, elsewhere, select(condition, gradient, zero));
          return [
            where(isWithin(element, low, high), gradient),
            where(isLess(element, low), zero),
            where(isGreater(element, high), zero),
          ];
        },
        x.shape,
      );
      return [parts[0], c.b.reduce('sum', parts[1], axes), c.b.reduce('sum', parts[2], axes)];
    },
  });
}

defineWithRange('FakeQuantWithMinMaxVars', 'FakeQuantWithMinMaxVarsGradient', false);
defineWithRange('FakeQuantWithMinMaxVarsPerChannel', 'FakeQuantWithMinMaxVarsPerChannelGradient', true);

/** Colors of pixels: RGB and HSV, hue, saturation, contrast. The last axis holds red, green, blue, or hue, saturation, value. */

import { dimsMayBeEqual, TensorShape } from '../../graph/index.ts';
import { mapTriples, type Triple as Pixel } from '../array/triples.ts';
import {
  absolute,
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
  type Term,
  times,
  unary,
  type Value,
} from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, typeSets } from '../registry/index.ts';

function pixelShape(c: InferenceContext, rank: number): TensorShape[] {
  const { shape } = c.inputs[0];
  if (!shape.dims) return [shape];
  if (shape.dims.length < rank) {
    c.fail('rank', `Shape must be at least rank ${rank} but is rank ${shape.dims.length}`);
  }
  const channels = shape.dims.at(-1)!;
  if (!dimsMayBeEqual(channels, 3)) c.fail('dimension', `Dimension must be 3 but is ${channels}`);
  return [new TensorShape([...shape.dims.slice(0, -1), 3])];
}

function scalarOperand(c: InferenceContext, index: number): void {
  const { rank } = c.inputs[index].shape;
  if (rank !== null && rank !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${rank}`);
}

/** The channels of each pixel computed from those of input 0; further inputs are scalars. */
const mapPixels = (c: LoweringContext, body: (pixel: Pixel, ...scalars: Expr[]) => Pixel): Value[] => [
  mapTriples(c.b, [c.inputs[0]], c.inputs.slice(1), ([pixel], scalars) => body(pixel, ...scalars)),
];

const number = (x: number, like: Expr) => literal(x, like.dtype);

/** Hue in [0, 1), saturation and value; hue and saturation of grays are 0. */
function toHsv([r, g, b]: Pixel): Pixel {
  const value = larger(larger(r, g), b);
  const range = minus(value, smaller(smaller(r, g), b));
  const zero = number(0, r);
  const saturation = select(isGreater(value, 0), over(range, value), zero);
  const sixth = over(1, times(6, range));
  const ofGreen = plus(times(sixth, minus(b, r)), 2 / 6);
  const ofBlue = plus(times(sixth, minus(r, g)), 4 / 6);
  const ofRed = times(sixth, minus(g, b));
  const hue = select(isEqual(r, value), ofRed, select(isEqual(g, value), ofGreen, ofBlue));
  const whole = select(isLess(hue, 0), plus(hue, 1), hue);
  return [select(isGreater(range, 0), whole, zero), saturation, value];
}

function toRgb([hue, saturation, value]: Pixel): Pixel {
  const sixths = times(hue, 6);
  const distance = (from: number) => absolute(minus(sixths, from));
  const within = (x: Expr) => smaller(larger(x, 0), 1);
  const shares = [minus(distance(3), 1), minus(2, distance(2)), minus(2, distance(4))].map(within);
  const mixed = shares.map((share) => times(plus(minus(1, saturation), times(saturation, share)), value));
  return mixed as unknown as Pixel;
}

for (const [type, convert, gradient] of [
  ['RGBToHSV', toHsv, 'missing'],
  ['HSVToRGB', toRgb, 'none'],
] as const) {
  defineOp(type, {
    inputs: ['images: T'],
    outputs: ['output: T'],
    attributes: { T: attr.type(typeSets.floats, 'float32') },
    infer: (c) => pixelShape(c, 1),
    gradient,
    lower: (c) => mapPixels(c, convert),
  });
}

const fraction = (x: Expr) => minus(x, unary('floor', x));

/** By operation: its operand, and what becomes of a pixel's hue, saturation and value. */
const adjustments: Readonly<Record<string, readonly [operand: string, adjust: (hsv: Pixel, operand: Expr) => Pixel]>> =
  {
    AdjustHue: ['delta', ([hue, saturation, value], delta) => [fraction(plus(hue, delta)), saturation, value]],
    AdjustSaturation: [
      'scale',
      ([hue, saturation, value], scale) => {
        const scaled: Term = times(saturation, scale);
        return [hue, smaller(larger(scaled, 0), 1), value];
      },
    ],
  };

for (const [type, [operand, adjust]] of Object.entries(adjustments)) {
  defineOp(type, {
    inputs: ['images: T', `${operand}: float32`],
    outputs: ['output: T'],
    attributes: { T: attr.type(['float32'], 'float32') },
    infer: (c) => {
      scalarOperand(c, 1);
      return pixelShape(c, 3);
    },
    gradient: 'missing',
    lower: (c) => mapPixels(c, (pixel, by) => toRgb(adjust(toHsv(pixel), by))),
  });
}

defineOp('AdjustContrastv2', {
  inputs: ['images: T', 'contrast_factor: float32'],
  outputs: ['output: T'],
  attributes: { T: attr.type(['float32'], 'float32') },
  infer: (c) => {
    scalarOperand(c, 1);
    const { shape } = c.inputs[0];
    if (shape.rank !== null && shape.rank < 3) {
      c.fail('rank', `Shape must be at least rank 3 but is rank ${shape.rank}`);
    }
    return [shape];
  },
  gradient: 'missing',
  // Away from the mean of each channel of each image.
  lower: (c) => {
    const [image, factor] = c.inputs;
    const rank = image.shape.length;
    const sums = c.b.reduce('sum', image, [rank - 3, rank - 2], true);
    const pixels = image.shape[rank - 3] * image.shape[rank - 2];
    return [
      c.b.map([image, sums, factor], (x, sum, scale) => {
        const mean = over(sum, pixels);
        return plus(times(minus(x, mean), scale), mean);
      }),
    ];
  },
});

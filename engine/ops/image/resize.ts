/** Images [batch, rows, columns, channels] of another size, and the gradients. */

import { type Dim, isFloating, isKnown, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { integerConstant } from '../array/integers.ts';
import { int32Vector } from '../constant.ts';
import type { Value } from '../kernel-language/index.ts';
import {
  attr,
  attributesOf,
  defineOp,
  type GradientRule,
  type InferenceContext,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import { resample } from './resample.ts';
import { areaTaps, bicubicTaps, bilinearTaps, nearestTaps, type Resizing, type Taps, turned } from './taps.ts';

type Method = (from: number, to: number, how: Resizing) => Taps;

const flags = { align_corners: attr.bool(false), half_pixel_centers: attr.bool(false) };

/** The two sizes that a value input stands for. */
function sizesFrom(c: InferenceContext, index: number): readonly [Dim, Dim] {
  const { shape, value } = c.inputs[index];
  if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
  const length = shape.dims?.[0];
  if (length !== undefined && isKnown(length) && length !== 2) c.fail('size', `Dimension must be 2 but is ${length}`);
  const [rows, columns] = [0, 1].map((axis) => value?.[axis] ?? c.fresh(axis + 1));
  for (const size of [rows, columns]) {
    if (isKnown(size) && size <= 0)
      c.fail('value', `output dimensions must be positive, but are ${rows} and ${columns}`);
  }
  return [rows, columns];
}

function resizedShape(c: InferenceContext): TensorShape[] {
  const [batch, , , channels] = dimsOfRank(c, 0, 4);
  return [new TensorShape([batch, ...sizesFrom(c, 1), channels])];
}

const resizing = (c: LoweringContext): Resizing => ({
  alignCorners: c.attr('align_corners', 'bool'),
  halfPixelCenters: c.attr('half_pixel_centers', 'bool'),
});

/** Columns first, as TensorFlow does, then rows. */
function lowerResize(c: LoweringContext, method: Method, image: Value, how = resizing(c)): Value[] {
  const [, rows, columns] = c.outputs[0].shape;
  const narrowed = resample(c.b, image, 2, method(image.shape[2], columns, how));
  return [resample(c.b, narrowed, 1, method(image.shape[1], rows, how))];
}

function lowerGradient(c: LoweringContext, method: Method, gradient: Value): Value[] {
  const how = resizing(c);
  const [, rows, columns] = c.outputs[0].shape;
  const [, fromRows, fromColumns] = gradient.shape;
  const tall = resample(c.b, gradient, 1, turned(method(rows, fromRows, how), rows));
  return [c.b.cast(resample(c.b, tall, 2, turned(method(columns, fromColumns, how), columns)), c.outputs[0].dtype)];
}

/**
 * ResizeBilinear and ResizeBicubic give float32; their gradients have the type of the image, if that is a float's.
 * @param second - Whether TensorFlow lets nothing flow back through the gradient, or has no rule for it.
 */
function defineInterpolation(type: string, method: Method, second: 'none' | 'missing'): void {
  defineOp(type, {
    inputs: ['images: T', 'size: int32'],
    outputs: ['resized_images: float32'],
    attributes: { T: attr.type(typeSets.numeric), ...flags },
    valueInputs: ['size'],
    infer: resizedShape,
    gradient: (node, [gradient]) => {
      const [images] = node.inputs;
      if (!isFloating(images.dtype)) return [null, null];
      return [op(`${type}Grad`, [gradient!, images], attributesOf(node)), null];
    },
    lower: (c) => lowerResize(c, method, c.b.cast(c.inputs[0], 'float32')),
  });
  defineOp(`${type}Grad`, {
    inputs: ['grads: float32', 'original_image: T'],
    outputs: ['output: T'],
    attributes: { T: attr.type(typeSets.floats), ...flags },
    infer: (c) => {
      dimsOfRank(c, 0, 4);
      return [new TensorShape(dimsOfRank(c, 1, 4))];
    },
    gradient: second,
    lower: (c) => lowerGradient(c, method, c.inputs[0]),
  });
}

defineInterpolation('ResizeBilinear', bilinearTaps, 'none');
defineInterpolation('ResizeBicubic', bicubicTaps, 'missing');

defineOp('ResizeArea', {
  inputs: ['images: T', 'size: int32'],
  outputs: ['resized_images: float32'],
  attributes: { T: attr.type(typeSets.numeric), align_corners: attr.bool(false) },
  valueInputs: ['size'],
  infer: resizedShape,
  gradient: 'missing',
  lower: (c) => {
    const how = { alignCorners: c.attr('align_corners', 'bool'), halfPixelCenters: false };
    return lowerResize(c, areaTaps, c.b.cast(c.inputs[0], 'float32'), how);
  },
});

const nearestGradient: GradientRule = (node, [gradient]) => [
  op('ResizeNearestNeighborGrad', [gradient!, imageSize(node)], attributesOf(node)),
  null,
];

/** Rows and columns of the images, as a constant where they are known. */
function imageSize({ inputs: [images] }: Operation): Tensor {
  const [, rows, columns] = images.shape.dims ?? [];
  if (rows !== undefined && isKnown(rows) && isKnown(columns)) return int32Vector([rows, columns]);
  const bounds = [1, 3, 1].map((at, i) => integerConstant([at], 'int32', `strided_slice/stack${i ? `_${i}` : ''}`));
  return op('StridedSlice', [op('Shape', [images]), ...bounds], {}, 'strided_slice');
}

defineOp('ResizeNearestNeighbor', {
  inputs: ['images: T', 'size: int32'],
  outputs: ['resized_images: T'],
  attributes: { T: attr.type(typeSets.numeric), ...flags },
  valueInputs: ['size'],
  infer: resizedShape,
  gradient: nearestGradient,
  lower: (c) => lowerResize(c, nearestTaps, c.inputs[0]),
});

defineOp('ResizeNearestNeighborGrad', {
  inputs: ['grads: T', 'size: int32'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats), ...flags },
  valueInputs: ['size'],
  infer: resizedShape,
  gradient: 'missing',
  lower: (c) => lowerGradient(c, nearestTaps, c.inputs[0]),
});

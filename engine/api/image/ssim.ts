/**
 * `tf.image.ssim` and `ssimMultiscale`: how alike images look, by means, variances and covariance under a window (Wang,
 * Bovik, Sheikh and Simoncelli, 2004; at several sizes: Wang, Simoncelli and Bovik, 2003).
 */

import { dimsMayBeEqual, GraphError, type Operation, ShapeError, type Tensor } from '../../graph/index.ts';
import { addOp, integerConstant, op, scalarTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { concat, stack } from '../array/join.ts';
import { tile } from '../array/order.ts';
import { expandDims, reshape, shape, size } from '../array/shape.ts';
import { vectorItem, vectorRange } from '../array/slice.ts';
import { Assert, cond } from '../control/index.ts';
import { convertPair, convertToTensor, type TensorLike } from '../convert.ts';
import { cast } from '../math/cast.ts';
import { reduce } from '../math/reduce-op.ts';
import { range } from '../math/sequence.ts';
import { depthwiseConv2d } from '../nn/convolution.ts';
import { add, cast as castTo, divide, multiply, subtract } from '../nn/operator.ts';
import { avgPool } from '../nn/pool.ts';
import { softmax } from '../nn/softmax.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { convertImageDtype } from './convert.ts';

export interface SsimOptions {
  /** The side of the window, in pixels; default 11. */
  readonly filterSize?: number;
  /** The deviation of the bell that weighs its pixels; default 1.5. */
  readonly filterSigma?: number;
  /** Keeps quotients of means from being 0 / 0; default 0.01. */
  readonly k1?: number;
  /** Keeps quotients of variances from being 0 / 0; default 0.03. */
  readonly k2?: number;
}

export interface SsimMultiscaleOptions extends SsimOptions {
  /** How much each size counts, the whole image first, each next half as large; default as in the paper. */
  readonly powerFactors?: readonly number[];
}

const names = ['filterSize', 'filterSigma', 'k1', 'k2'] as const;
const powerFactorsOfPaper = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

/**
 * The structural similarity of images [..., h, w, c], one number an image, 1 for equal ones: the mean over all windows and
 * channels. `maxVal` is the range of a pixel. Both sides must be at least `filterSize`.
 * @throws ShapeError if sizes differ; InvalidArgumentError when it runs, for images smaller than the window.
 */
export const ssim = publicFunction(
  'image.ssim(img1: tensor, img2: tensor, maxVal: tensor, filterSize = 11, filterSigma = 1.5, k1 = 0.01, k2 = 0.03)',
  (
    img1: TensorLike,
    img2: TensorLike,
    maxVal: TensorLike,
    ...rest: (number | SsimOptions | undefined)[]
  ): Tensor<'float32'> => {
    const given = readOptions<SsimOptions>(names, rest);
    return opScope(undefined, 'SSIM', [img1, img2], () => {
      const [images, peak] = comparable(img1, img2, maxVal);
      const [ofChannels] = perChannel(images, peak, given);
      return reduce('Mean', ofChannels, Int32Array.of(-1));
    }) as Tensor<'float32'>;
  },
);

/**
 * As `ssim`, at several sizes: the product of the similarities of contrasts at each and of the whole at the last, each to the
 * power that `powerFactors` gives it. Sides must be at least `filterSize` at the last size.
 * @throws ShapeError if sizes differ; InvalidArgumentError when it runs, for images that become smaller than the window.
 */
export const ssimMultiscale = publicFunction(
  'image.ssimMultiscale(img1: tensor, img2: tensor, maxVal: tensor, powerFactors?: any, filterSize = 11, filterSigma = 1.5, k1 = 0.01, k2 = 0.03)',
  (
    img1: TensorLike,
    img2: TensorLike,
    maxVal: TensorLike,
    powerFactors?: readonly number[] | SsimMultiscaleOptions | null,
    ...rest: (number | SsimMultiscaleOptions | undefined)[]
  ): Tensor<'float32'> => {
    const all = ['powerFactors', 'filterSize', 'filterSigma', 'k1', 'k2'] as const;
    const given = readOptions<SsimMultiscaleOptions>(all, [powerFactors, ...rest]);
    const powers = given.powerFactors ?? powerFactorsOfPaper;
    if (powers.length === 0) throw new GraphError('ssimMultiscale needs at least one power factor.');
    return opScope(undefined, 'MS-SSIM', [img1, img2], () => {
      const [whole, peak, sizes] = comparable(img1, img2, maxVal);
      const heads = sizes.map((each) => vectorRange(each, null, -3));
      let tails = sizes.map((each) => vectorRange(each, -3, null));
      let images = whole;
      const contrasts: Tensor[] = [];
      let similarity: Tensor | undefined;
      powers.forEach((_, scale) => {
        opScope(undefined, `Scale${scale}`, images, () => {
          if (scale > 0) [images, tails] = halved(images, heads, tails);
          const [ofChannels, contrast] = perChannel(images, peak, given);
          similarity = ofChannels;
          contrasts.push(op('Relu', [contrast]));
        });
      });
      contrasts.pop();
      const factors = stack([...contrasts, op('Relu', [similarity!])], { axis: -1 });
      const weighted = apply('Pow', [factors, Float32Array.from(powers)], {}, { fallback: 'Pow' });
      return reduce('Mean', reduce('Prod', weighted, Int32Array.of(-1)), Int32Array.of(-1));
    }) as Tensor<'float32'>;
  },
);

type Pair = readonly [Tensor, Tensor];

/** Both images and the range as float32, and the images' shapes, once they are known to fit. */
function comparable(
  img1: TensorLike,
  img2: TensorLike,
  maxVal: TensorLike,
): readonly [images: Pair, peak: Tensor, sizes: Pair] {
  const [a, b] = convertPair(img1, img2, ['img1', 'img2']);
  checkShapes(a, b);
  const [sizeA, sizeB] = addOp('ShapeN', [[a, b]]).outputs;
  const enough = apply('GreaterEqual', [size(sizeA), 3]);
  const checks: Operation[] = [Assert(enough, [sizeA, sizeB], { summarize: 10 })];
  const equal = op('Equal', [vectorRange(sizeA, -3, null), vectorRange(sizeB, -3, null)]);
  checks.push(Assert(reduce('All', equal, Int32Array.of(0)), [sizeA, sizeB], { summarize: 10 }));
  const checked = a.graph.withControlDependencies(checks, () => op('Identity', [a]));
  const peak = convertImageDtype(cast(maxVal, a.dtype), 'float32');
  const images = [convertImageDtype(checked, 'float32'), convertImageDtype(b, 'float32')] as const;
  return [images, peak, [sizeA, sizeB]];
}

/** @throws ShapeError where the last three sizes are known to differ, or those before not to broadcast. */
function checkShapes(a: Tensor, b: Tensor): void {
  for (const { shape: each, op: node } of [a, b]) {
    if (each.rank !== null && each.rank < 3) {
      throw new ShapeError(`Shape ${each} must have rank at least 3`, node.describe());
    }
  }
  if (!a.shape.dims || !b.shape.dims) return;
  const [x, y] = [[...a.shape.dims].reverse(), [...b.shape.dims].reverse()];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const fits = dimsMayBeEqual(x[i], y[i]) || (i >= 3 && (x[i] === 1 || y[i] === 1));
    if (!fits) throw new ShapeError(`Two images are not compatible: ${a.shape} and ${b.shape}.`, a.op.describe());
  }
}

/** A square window of weights [size, size, 1, 1]: a bell, with the sum 1. */
function bell(side: Tensor, sigma: Tensor): Tensor {
  const places = castTo(range(side), sigma.dtype);
  const middle = divide(castTo(subtract(side, 1), sigma.dtype), 2);
  const squares = op('Square', [subtract(places, middle)]);
  const line = multiply(squares, divide(-0.5, op('Square', [sigma])));
  const exponents = add(reshape(line, [1, -1]), reshape(line, [-1, 1]));
  return reshape(softmax(reshape(exponents, [1, -1])), [side, side, 1, 1] as TensorLike);
}

/** Similarity and the part of it that is of contrast and structure, a number for each channel of each image. */
function perChannel([first, second]: Pair, peak: Tensor, given: SsimOptions): Pair {
  const side = integerConstant(given.filterSize ?? 11, 'int32');
  const sigma = scalarTensor(given.filterSigma ?? 1.5, first.dtype);
  const sizes = addOp('ShapeN', [[first, second]]).outputs;
  const checks = sizes.map((each) => {
    const fits = apply('GreaterEqual', [vectorRange(each, -3, -1), side]);
    return Assert(reduce('All', fits, Int32Array.of(0)), [each, side], { summarize: 8 });
  });
  const x = first.graph.withControlDependencies(checks, () => op('Identity', [first]));
  const window = tile(bell(side, sigma), [1, 1, vectorItem(sizes[0], -1), 1] as TensorLike);
  const mean = (image: Tensor) => underWindow(image, window);
  const [luminance, contrast] = compared(x, second, mean, peak, given);
  const axes = integerConstant([-3, -2], 'int32');
  const similarity = reduce('Mean', multiply(luminance, contrast), axes);
  return [similarity, reduce('Mean', contrast, axes)];
}

/** Weighted means of all windows: [..., h, w, c] → [..., h′, w′, c]. */
function underWindow(image: Tensor, window: Tensor): Tensor {
  const sizes = shape(image);
  const tail = vectorRange(sizes, -3, null);
  const flat = reshape(image, concat([Int32Array.of(-1), tail], 0));
  const means = depthwiseConv2d(flat, window, [1, 1, 1, 1], 'VALID');
  return reshape(means, concat([vectorRange(sizes, null, -3), vectorRange(shape(means), 1, null)], 0));
}

/** By means alone, and by variances and covariance. */
function compared(
  x: Tensor,
  y: Tensor,
  mean: (image: Tensor) => Tensor,
  peak: Tensor,
  { k1 = 0.01, k2 = 0.03 }: SsimOptions,
): Pair {
  const squared = (k: number) => apply('Pow', [multiply(k, peak), 2], {}, { fallback: 'pow' });
  const [c1, c2] = [squared(k1), squared(k2)];
  const [ofX, ofY] = [mean(x), mean(y)];
  const product = multiply(multiply(ofX, ofY), 2);
  const squares = add(op('Square', [ofX]), op('Square', [ofY]));
  const luminance = divide(add(product, c1), add(squares, c1));
  const products = multiply(mean(multiply(x, y)), 2);
  const allSquares = mean(add(op('Square', [x]), op('Square', [y])));
  const constant = multiply(c2, 1);
  const covariance = add(subtract(products, product), constant);
  return [luminance, divide(covariance, add(subtract(allSquares, squares), constant))];
}

/** Images of half the size, an odd row or column repeated first, and their last three sizes. */
function halved(images: Pair, heads: readonly Tensor[], tails: readonly Tensor[]): [images: Pair, tails: Tensor[]] {
  const flat = images.map((image, i) => reshape(image, concat([Int32Array.of(-1), tails[i]], 0)));
  const remainder = apply('FloorMod', [tails[0], Int32Array.of(2, 2, 1)], {}, { fallback: 'mod' });
  const isOdd = reduce('Any', apply('NotEqual', [remainder, 0]), Int32Array.of(0));
  const framed = () => {
    const after = convertToTensor(expandDims(remainder, -1));
    const edges = [
      [1, 0],
      [1, 0],
    ];
    const paddings = apply('Pad', [after, edges]);
    return flat.map((image) => op('MirrorPad', [image, paddings], { mode: 'SYMMETRIC' }));
  };
  const padded = cond(isOdd, framed, () => flat) as Tensor[];
  const halves = padded.map((image) => avgPool(image, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID') as Tensor);
  const sizes = addOp('ShapeN', [halves]).outputs.map((each) => vectorRange(each, 1, null));
  const back = halves.map((image, i) => reshape(image, concat([heads[i], sizes[i]], 0)) as Tensor);
  return [[back[0], back[1]], sizes];
}

/** Steps that change images: their sizes, their colors, patches of them; with the kernels of their gradients. */

import * as tf from '../../../engine/index.ts';
import { op } from '../../../engine/ops/index.ts';
import { floatTypes, type Grower, numericTypes, type Step, sizes } from './grower.ts';

/** Images of a few pixels. Sizes and colors of nothing, and of what is not finite, TensorFlow leaves open. */
function images(g: Grower, types = g.smooth ? floatTypes : numericTypes, depth = 1 + g.c.below(3)) {
  const shape = [1 + g.c.below(2), 2 + g.c.below(4), 2 + g.c.below(4), depth];
  return g.special ? undefined : g.of(g.type(types), shape);
}

const target = (g: Grower) => [1 + g.c.below(6), 1 + g.c.below(6)];

/** Where a pixel comes from is computed in single precision, and must not lie on an edge between two. */
const flags = (g: Grower) => ({ align_corners: g.c.chance(3), half_pixel_centers: false });

const resizing = (type: string, gradient?: string): Step => {
  return (g) => {
    const x = images(g);
    const attributes = type === 'ResizeArea' ? { align_corners: false } : flags(g);
    if (!attributes.align_corners && type !== 'ResizeArea') Object.assign(attributes, { half_pixel_centers: g.flip() });
    const size = g.ints(target(g), 'int32');
    if (!x) return undefined;
    const [, height, width] = sizes(x);
    const original = g.ints([height, width], 'int32');
    const isFloat = floatTypes.includes(x.known.dtype as 'float32');
    return (of) => {
      const y = op(type, [of(x), size()], attributes);
      if (!gradient || !isFloat) return y;
      return [y, op(gradient, [y, gradient.includes('Nearest') ? original() : of(x)], attributes)];
    };
  };
};

const fractions = (g: Grower, count: number) => Array.from({ length: count }, () => g.c.below(1000) / 999);

/** Red, green and blue from 0 to 1. */
function colors(g: Grower, types = floatTypes as readonly ('float32' | 'float64')[]) {
  const x = images(g, types as never, 3);
  return x && ((of: Parameters<ReturnType<Step> & object>[0]) => tf.sigmoid(of(x)));
}

export const imageSteps: Readonly<Record<string, Step>> = {
  ResizeBilinear: resizing('ResizeBilinear', 'ResizeBilinearGrad'),
  ResizeBicubic: resizing('ResizeBicubic', 'ResizeBicubicGrad'),
  ResizeNearestNeighbor: resizing('ResizeNearestNeighbor', 'ResizeNearestNeighborGrad'),
  ResizeArea: resizing('ResizeArea'),
  cropAndResize(g) {
    const x = images(g);
    if (!x) return undefined;
    const [batch, height, width, depth] = sizes(x);
    const corners = fractions(g, 8);
    const which = g.ints([g.c.below(batch), g.c.below(batch)], 'int32');
    const size = g.ints(target(g), 'int32');
    const method = g.c.of(['bilinear', 'nearest']);
    const shape = g.ints([batch, height, width, depth], 'int32');
    return (of) => {
      const boxes = tf.constant(corners, { dtype: 'float32', shape: [2, 4] });
      const crops = op('CropAndResize', [of(x), boxes, which(), size()], { method });
      return [
        crops,
        op('CropAndResizeGradBoxes', [crops, of(x), boxes, which()]),
        op('CropAndResizeGradImage', [crops, boxes, which(), shape()], { T: 'float32', method }),
      ];
    };
  },
  patches(g) {
    const x = images(g);
    if (!x) return undefined;
    // TensorFlow's processor kernels have no gradient of patches with holes.
    const rate = g.smooth ? 1 + g.c.below(2) : 1;
    const attributes = {
      ksizes: [1, 1 + g.c.below(2), 2, 1],
      strides: [1, 1 + g.c.below(2), 1, 1],
      rates: [1, 1, rate, 1],
      padding: g.c.of(['SAME', 'VALID']),
    };
    if (sizes(x)[2] <= rate && attributes.padding === 'VALID') return undefined;
    return (of) => op('ExtractImagePatches', [of(x)], attributes);
  },
  dilation(g) {
    const x = images(g);
    if (!x) return undefined;
    const filter = g.of(x.known.dtype, [1 + g.c.below(2), 2, sizes(x)[3]]);
    const attributes = {
      strides: [1, 1 + g.c.below(2), 1, 1],
      rates: [1, 1, 1, 1],
      padding: g.c.of(['SAME', 'VALID']),
    };
    if (!floatTypes.includes(x.known.dtype as 'float32')) return undefined;
    return (of) => {
      const y = op('Dilation2D', [of(x), of(filter)], attributes);
      return [
        y,
        op('Dilation2DBackpropInput', [of(x), of(filter), y], attributes),
        op('Dilation2DBackpropFilter', [of(x), of(filter), y], attributes),
      ];
    };
  },
  colors(g) {
    const rgb = colors(g);
    return rgb && ((of) => [op('RGBToHSV', [rgb(of)]), op('HSVToRGB', [rgb(of)])]);
  },
  adjustments(g) {
    const rgb = g.smooth ? undefined : colors(g, ['float32']);
    const [factor, delta] = [0.5 + g.c.below(10) / 7, g.c.below(10) / 11 - 0.4];
    return (
      rgb &&
      ((of) => [
        op('AdjustContrastv2', [rgb(of), tf.constant(factor)]),
        op('AdjustHue', [rgb(of), tf.constant(delta)]),
        op('AdjustSaturation', [rgb(of), tf.constant(factor)]),
      ])
    );
  },
  publicImages(g) {
    const x = images(g, ['float32', 'float64'], 3);
    if (!x || x.open.shape.rank === null) return undefined;
    const turns = g.c.below(4);
    return (of) => [
      tf.image.flipLeftRight(of(x)),
      tf.image.rot90(of(x), turns),
      tf.image.transposeImage(of(x)),
      tf.image.rgbToGrayscale(of(x)),
      tf.image.adjustBrightness(of(x), 0.25),
      tf.image.totalVariation(of(x)),
      tf.image.resizeImageWithCropOrPad(of(x), 3, 5),
    ];
  },
  nonMaxSuppression(g) {
    const boxes = g.fresh('float32', [6, 4], g.array('float32', [6, 4], 0, 3));
    const scores = g.fresh('float32', [6]);
    const most = 1 + g.c.below(6);
    if (g.special) return undefined;
    return (of) =>
      op('NonMaxSuppressionV3', [
        of(boxes),
        of(scores),
        tf.constant(most, 'int32'),
        tf.constant(0.4),
        tf.constant(-2.5),
      ]);
  },
};

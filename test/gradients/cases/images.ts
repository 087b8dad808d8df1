/** Images at other sizes. Their kernels compute in single precision, so steps are wide: all is linear but in boxes. */

import { op, type PlainAttributes } from '../../../engine/ops/index.ts';
import {
  applied,
  floats,
  type GradientCase,
  type GradientCases,
  gradientCase,
  ints,
  sample,
} from '../gradient-case.ts';

const single = { second: 'missing', tolerance: 1e-4, step: 0.25 } as const;

function resizing(type: string, second: 'missing' | 'not the slope' = 'missing'): GradientCase[] {
  const flags = [{}, { align_corners: true }, { half_pixel_centers: true }];
  return flags.flatMap((attributes) =>
    [
      [5, 4],
      [2, 2],
      [3, 1],
    ].map((size) =>
      gradientCase(
        `to [${size}]${Object.keys(attributes).map((flag) => `, ${flag}`)}`,
        [sample([2, 3, 3, 2])],
        (x) => op(type, [x, ints(size)], attributes),
        { ...single, second },
      ),
    ),
  );
}

const corners = [0.11, 0.23, 0.87, 0.79, -0.4, 0.3, 0.71, 1.3];

function cropping(method: string): GradientCase[] {
  const sizes = [
    [3, 2],
    [1, 1],
  ];
  const ofImages = sizes.map((size) =>
    gradientCase(
      `of images, ${method}, to [${size}]`,
      [sample([2, 4, 5, 2])],
      (x) => {
        const boxes = floats({ dtype: 'float32' } as typeof x, [2, 4], corners);
        return op('CropAndResize', [x, boxes, ints([1, 0]), ints(size)], { method });
      },
      single,
    ),
  );
  if (method === 'nearest') return ofImages;
  const ofBoxes = sizes.map((size) =>
    gradientCase(
      `of boxes, to [${size}]`,
      [{ shape: [2, 4], values: Float64Array.from(corners) }],
      (x) => {
        const { shape, values } = sample([2, 4, 5, 2]);
        const boxes = op('Cast', [x], { DstT: 'float32' });
        return op('CropAndResize', [floats(x, shape, [...values]), boxes, ints([1, 0]), ints(size)], { method });
      },
      { second: 'missing', tolerance: 1e-3, step: 1e-3 },
    ),
  );
  return [...ofImages, ...ofBoxes];
}

const windows: readonly PlainAttributes[] = [
  { strides: [1, 1, 1, 1], rates: [1, 1, 1, 1], padding: 'SAME' },
  { strides: [1, 2, 1, 1], rates: [1, 1, 2, 1], padding: 'VALID' },
];
const named = ({ strides, rates, padding }: PlainAttributes) => `${padding}, steps [${strides}], rates [${rates}]`;

export const imageCases: GradientCases = {
  // In TensorFlow nothing flows back through its gradient.
  ResizeBilinear: resizing('ResizeBilinear', 'not the slope'),
  ResizeBicubic: resizing('ResizeBicubic'),
  ResizeNearestNeighbor: resizing('ResizeNearestNeighbor'),
  ExtractImagePatches: windows.map((attributes) =>
    applied(
      'ExtractImagePatches',
      named(attributes),
      [sample([1, 4, 5, 2])],
      { ksizes: [1, 2, 3, 1], ...attributes },
      { needsSizes: /needs images of known depth/ },
    ),
  ),
  Dilation2D: windows.map((attributes) =>
    applied('Dilation2D', named(attributes), [sample([1, 4, 5, 2]), sample([2, 3, 2], -0.3, 0.4)], attributes, {
      second: 'missing',
    }),
  ),
  CropAndResize: [...cropping('bilinear'), ...cropping('nearest')],
};

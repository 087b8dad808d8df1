/** The functions of images and volumes, called as in public-function-calls.ts. */

import type { Program } from './public-function-calls.ts';

export const imageCalls: Readonly<Record<string, Program>> = {
  saturateCast: (tf) => tf.saturateCast(tf.ones([2]), 'uint8'),
  extractImagePatches: (tf) =>
    tf.extractImagePatches(tf.ones([1, 5, 5, 2]), [1, 3, 3, 1], [1, 1, 1, 1], { rates: [1, 1, 1, 1], padding: 'SAME' }),
  'nn.conv3d': (tf) =>
    tf.nn.conv3d(tf.placeholder('float32', [null, 8, 8, 8, 1]), tf.ones([3, 3, 3, 1, 2]), [1, 2, 1, 1, 1], 'SAME'),
  'nn.conv3dTranspose': (tf) =>
    tf.nn.conv3dTranspose(tf.ones([1, 4, 4, 4, 2]), tf.ones([2, 2, 2, 1, 2]), [1, 8, 4, 4, 1], [1, 2, 1, 1, 1]),
  'nn.maxPool3d': (tf) => tf.nn.maxPool3d(tf.ones([1, 4, 4, 4, 2]), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'SAME'),
  'nn.avgPool3d': (tf) =>
    tf.nn.avgPool3d(tf.placeholder('float32', [null, 4, 4, 4, 2]), [1, 2, 2, 2, 1], [1, 1, 1, 1, 1], 'VALID'),
  'image.imageGradients': (tf) => tf.image.imageGradients(tf.placeholder('float32', [null, 4, 5, 3])),
  'image.sobelEdges': (tf) => tf.image.sobelEdges(tf.placeholder('float32', [null, 4, 5, 3])),
  'image.rgbToYiq': (tf) => tf.image.rgbToYiq(tf.ones([4, 5, 3])),
  'image.yiqToRgb': (tf) => tf.image.yiqToRgb(tf.ones([4, 5, 3])),
  'image.rgbToYuv': (tf) => tf.image.rgbToYuv(tf.ones([4, 5, 3])),
  'image.yuvToRgb': (tf) => tf.image.yuvToRgb(tf.ones([4, 5, 3])),
  'image.resizeImageWithPad': (tf) => [
    tf.image.resizeImageWithPad(tf.ones([4, 5, 3]), 8, 8),
    tf.image.resizeImageWithPad(tf.placeholder('float32', [null, null, 4, 3]), 5, 6, { method: 1 }),
  ],
  'image.drawBoundingBoxes': (tf) => [
    tf.image.drawBoundingBoxes(tf.placeholder('float32', [null, 9, 9, 3]), [[[0, 0, 1, 1]]]),
    tf.image.drawBoundingBoxes(tf.ones([1, 9, 9, 3]), [[[0, 0, 1, 1]]], { colors: [[1, 0, 0, 1]] }),
  ],
  'image.ssim': (tf) => [
    tf.image.ssim(tf.ones([2, 12, 13, 3]), tf.zeros([2, 12, 13, 3]), 1),
    tf.image.ssim(tf.ones([12, 13, 3]), tf.zeros([12, 13, 3]), 1, 5, { k2: 0.05 }),
  ],
  'image.ssimMultiscale': (tf) =>
    tf.image.ssimMultiscale(tf.ones([2, 12, 13, 3]), tf.zeros([2, 12, 13, 3]), 1, [0.5, 0.5], { filterSize: 3 }),
  'nn.dilation2d': (tf) =>
    tf.nn.dilation2d(
      tf.placeholder('float32', [null, 5, 5, 2]),
      tf.ones([3, 3, 2]),
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      'SAME',
    ),
  'nn.erosion2d': (tf) =>
    tf.nn.erosion2d(tf.ones([1, 5, 5, 2]), tf.ones([3, 3, 2]), [1, 1, 1, 1], [1, 1, 1, 1], 'VALID'),
  randomCrop: (tf) => tf.randomCrop(tf.ones([4, 5, 3]), [2, 2, 3], { seed: 1 }),
  'image.resizeBilinear': (tf) => tf.image.resizeBilinear(tf.placeholder('uint8', [null, 4, 4, 3]), [8, 8]),
  'image.resizeBicubic': (tf) => tf.image.resizeBicubic(tf.ones([1, 4, 4, 3]), [8, 8], true),
  'image.resizeNearestNeighbor': (tf) =>
    tf.image.resizeNearestNeighbor(tf.ones([1, 4, 4, 3]), [8, 8], { halfPixelCenters: true }),
  'image.resizeArea': (tf) => tf.image.resizeArea(tf.ones([1, 4, 4, 3]), [2, 2]),
  'image.resizeImages': (tf) => [
    tf.image.resizeImages(tf.ones([4, 4, 3]), [8, 6]),
    tf.image.resizeImages(tf.placeholder('float32', [null, null, null, 3]), [8, 6], tf.image.ResizeMethod.BICUBIC),
    tf.image.resize(tf.ones([4, 2, 3]), [8, 6], { preserveAspectRatio: true, method: 1 }),
  ],
  'image.flipLeftRight': (tf) => tf.image.flipLeftRight(tf.ones([4, 4, 3])),
  'image.flipUpDown': (tf) => tf.image.flipUpDown(tf.placeholder('float32', [null, 4, 4, 3])),
  'image.randomFlipLeftRight': (tf) => tf.image.randomFlipLeftRight(tf.ones([4, 4, 3]), 1),
  'image.randomFlipUpDown': (tf) => tf.image.randomFlipUpDown(tf.placeholder('float32', [null, 4, 4, 3]), { seed: 1 }),
  'image.transposeImage': (tf) => tf.image.transposeImage(tf.ones([4, 5, 3])),
  'image.rot90': (tf) => [tf.image.rot90(tf.ones([4, 5, 3])), tf.image.rot90(tf.ones([2, 4, 5, 3]), { k: 3 })],
  'image.cropToBoundingBox': (tf) => tf.image.cropToBoundingBox(tf.ones([4, 5, 3]), 1, 1, 2, 3),
  'image.padToBoundingBox': (tf) => tf.image.padToBoundingBox(tf.placeholder('float32', [null, null, 3]), 1, 1, 8, 9),
  'image.resizeImageWithCropOrPad': (tf) =>
    tf.image.resizeImageWithCropOrPad(tf.placeholder('float32', [null, null, 4, 3]), 5, 6),
  'image.centralCrop': (tf) => [
    tf.image.centralCrop(tf.ones([4, 5, 3]), 0.5),
    tf.image.centralCrop(tf.placeholder('float32', [null, null, 3]), 0.5),
  ],
  'image.convertImageDtype': (tf) => tf.image.convertImageDtype(tf.placeholder('uint8', [4, 5, 3]), 'float32'),
  'image.adjustBrightness': (tf) => tf.image.adjustBrightness(tf.placeholder('uint8', [4, 5, 3]), 0.1),
  'image.adjustContrast': (tf) => tf.image.adjustContrast(tf.ones([4, 5, 3]), 2),
  'image.adjustGamma': (tf) => [
    tf.image.adjustGamma(tf.ones([4, 5, 3]), 2),
    tf.image.adjustGamma(tf.ones([4, 5, 3]), { gain: 2 }),
  ],
  'image.adjustHue': (tf) => tf.image.adjustHue(tf.ones([4, 5, 3]), 0.2),
  'image.adjustSaturation': (tf) => tf.image.adjustSaturation(tf.ones([4, 5, 3]), 2, { name: 'colorful' }),
  'image.randomBrightness': (tf) => tf.image.randomBrightness(tf.ones([4, 5, 3]), 0.1, 1),
  'image.randomContrast': (tf) => tf.image.randomContrast(tf.ones([4, 5, 3]), 0.1, 0.5),
  'image.randomHue': (tf) => tf.image.randomHue(tf.ones([4, 5, 3]), 0.1),
  'image.randomSaturation': (tf) => tf.image.randomSaturation(tf.ones([4, 5, 3]), 0.1, 2),
  'image.rgbToHsv': (tf) => tf.image.rgbToHsv(tf.ones([4, 5, 3])),
  'image.hsvToRgb': (tf) => tf.image.hsvToRgb(tf.ones([4, 5, 3])),
  'image.rgbToGrayscale': (tf) => tf.image.rgbToGrayscale(tf.placeholder('uint8', [null, 4, 5, 3])),
  'image.grayscaleToRgb': (tf) => [
    tf.image.grayscaleToRgb(tf.ones([4, 5, 1])),
    tf.image.grayscaleToRgb(tf.placeholder('float32')),
  ],
  'image.perImageStandardization': (tf) => tf.image.perImageStandardization(tf.placeholder('uint8', [null, 5, 3])),
  'image.psnr': (tf) => tf.image.psnr(tf.ones([4, 5, 3]), tf.zeros([4, 5, 3]), 1),
  'image.totalVariation': (tf) => tf.image.totalVariation(tf.ones([2, 4, 5, 3])),
  'image.cropAndResize': (tf) =>
    tf.image.cropAndResize(tf.ones([2, 4, 5, 3]), [[0, 0, 1, 1]], [1], [7, 7], { extrapolationValue: 1 }),
  'image.nonMaxSuppression': (tf) =>
    tf.image.nonMaxSuppression(tf.placeholder('float32', [null, 4]), tf.placeholder('float32', [null]), 5, 0.3),
};

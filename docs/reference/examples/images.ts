/** Images: sizes, parts, colors. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.image.resizeImages
{
  const image = tf.constant([[0, 10]]).reshape([1, 2, 1]);
  console.log(await sess.run(tf.image.resizeImages(image, [1, 4]).reshape([-1])));
  // [0, 5, 10, 10]
}

// tf.image.resizeBilinear
{
  const images = tf.constant([[0, 10]]).reshape([1, 1, 2, 1]);
  console.log(await sess.run(tf.image.resizeBilinear(images, [1, 3], true).reshape([-1])));
  // [0, 5, 10]
}

// tf.image.resizeBicubic
{
  const images = tf.constant([[0, 10]]).reshape([1, 1, 2, 1]);
  console.log(await sess.run(tf.image.resizeBicubic(images, [1, 3], true).reshape([-1])));
  // [0, 5, 10]
}

// tf.image.resizeNearestNeighbor
{
  const images = tf.constant([[1, 2]]).reshape([1, 1, 2, 1]);
  console.log(await sess.run(tf.image.resizeNearestNeighbor(images, [1, 4]).reshape([-1])));
  // [1, 1, 2, 2]
}

// tf.image.resizeArea
{
  // The means of what each pixel covers.
  const images = tf.constant([[1, 3, 10, 20]]).reshape([1, 1, 4, 1]);
  console.log(await sess.run(tf.image.resizeArea(images, [1, 2]).reshape([-1])));
  // [2, 15]
}

// tf.image.flipLeftRight
{
  const image = tf.constant([[1, 2], [3, 4]]).reshape([2, 2, 1]);
  console.log(await sess.run(tf.image.flipLeftRight(image).reshape([2, 2])));
  // [[2, 1], [4, 3]]
}

// tf.image.flipUpDown
{
  const image = tf.constant([[1, 2], [3, 4]]).reshape([2, 2, 1]);
  console.log(await sess.run(tf.image.flipUpDown(image).reshape([2, 2])));
  // [[3, 4], [1, 2]]
}

// tf.image.transposeImage
{
  const image = tf.constant([[1, 2], [3, 4]]).reshape([2, 2, 1]);
  console.log(await sess.run(tf.image.transposeImage(image).reshape([2, 2])));
  // [[1, 3], [2, 4]]
}

// tf.image.rot90
{
  // A quarter turn against the clock.
  const image = tf.constant([[1, 2], [3, 4]]).reshape([2, 2, 1]);
  console.log(await sess.run(tf.image.rot90(image).reshape([2, 2])));
  // [[2, 4], [1, 3]]
}

// tf.image.randomFlipLeftRight
{
  const image = tf.constant([[7, 7]]).reshape([1, 2, 1]);
  console.log(await sess.run(tf.image.randomFlipLeftRight(image).reshape([-1])));
  // [7, 7]
}

// tf.image.randomFlipUpDown
{
  const image = tf.constant([[7], [7]]).reshape([2, 1, 1]);
  console.log(await sess.run(tf.image.randomFlipUpDown(image).reshape([-1])));
  // [7, 7]
}

// tf.image.cropToBoundingBox
{
  const image = tf.constant([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).reshape([3, 3, 1]);
  console.log(await sess.run(tf.image.cropToBoundingBox(image, 1, 0, 2, 2).reshape([2, 2])));
  // [[4, 5], [7, 8]]
}

// tf.image.padToBoundingBox
{
  const image = tf.constant([[1, 2]]).reshape([1, 2, 1]);
  console.log(await sess.run(tf.image.padToBoundingBox(image, 1, 0, 2, 3).reshape([2, 3])));
  // [[0, 0, 0], [1, 2, 0]]
}

// tf.image.resizeImageWithCropOrPad
{
  const image = tf.constant([[1, 2, 3, 4]]).reshape([1, 4, 1]);
  console.log(await sess.run(tf.image.resizeImageWithCropOrPad(image, 3, 2).reshape([3, 2])));
  // [[0, 0], [2, 3], [0, 0]]
}

// tf.image.centralCrop
{
  const image = tf.reshape(tf.range(16), [4, 4, 1]);
  console.log(await sess.run(tf.image.centralCrop(image, 0.5).reshape([2, 2])));
  // [[5, 6], [9, 10]]
}

// tf.extractImagePatches
{
  const images = tf.constant([[1, 2, 3], [4, 5, 6]]).reshape([1, 2, 3, 1]);
  const patches = tf.extractImagePatches(images, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], 'VALID');
  console.log(await sess.run(patches.reshape([2, 4])));
  // [[1, 2, 4, 5], [2, 3, 5, 6]]
}

// tf.randomCrop
{
  console.log(await sess.run(tf.randomCrop(tf.fill([4, 5], 7), [1, 2])));
  // [[7, 7]]
}

// tf.image.cropAndResize
{
  // The right half of the only image, corner to corner.
  const image = tf.constant([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).reshape([1, 3, 3, 1]);
  const parts = tf.image.cropAndResize(image, [[0, 0.5, 1, 1]], [0], [3, 2]);
  console.log(await sess.run(parts.reshape([3, 2])));
  // [[2, 3], [5, 6], [8, 9]]
}

// tf.image.nonMaxSuppression
{
  // The second box is nearly the first, and scores less.
  const boxes = [[0, 0, 1, 1], [0, 0.1, 1, 1.1], [5, 5, 6, 6]];
  console.log(await sess.run(tf.image.nonMaxSuppression(boxes, [0.9, 0.8, 0.7], 3)));
  // [0, 2]
}

// tf.image.convertImageDtype
{
  console.log(await sess.run(tf.image.convertImageDtype(tf.constant([0, 51, 255], 'uint8'), 'float32')));
  // [0, 0.20000002, 1]
}

// tf.image.adjustBrightness
{
  console.log(await sess.run(tf.image.adjustBrightness([[[0.25, 0.5, 0]]], 0.25)));
  // [[[0.5, 0.75, 0.25]]]
}

// tf.image.adjustContrast
{
  // Twice as far from the mean of each channel, 3.
  const image = tf.constant([2, 4]).reshape([1, 2, 1]);
  console.log(await sess.run(tf.image.adjustContrast(image, 2).reshape([-1])));
  // [1, 5]
}

// tf.image.adjustGamma
{
  console.log(await sess.run(tf.image.adjustGamma([0, 0.5, 1], 2)));
  // [0, 0.25, 1]
}

// tf.image.adjustHue
{
  // A third of the circle: red becomes green.
  console.log(await sess.run(tf.round(tf.image.adjustHue([[[1, 0, 0]]], 1 / 3))));
  // [[[0, 1, 0]]]
}

// tf.image.adjustSaturation
{
  // Without any, a color is as gray as its largest part.
  console.log(await sess.run(tf.image.adjustSaturation([[[1, 0.5, 0]]], 0)));
  // [[[1, 1, 1]]]
}

// tf.image.randomBrightness
{
  const brighter = tf.image.randomBrightness(tf.zeros([2, 2, 3]), 0.5);
  // All pixels by the same amount, which is less than 0.5.
  console.log(await sess.run([tf.reduceMax(brighter).sub(tf.reduceMin(brighter)), tf.reduceAll(tf.abs(brighter).less(0.5))]));
  // [ 0, true ]
}

// tf.image.randomContrast
{
  // An even image has no contrast to change.
  console.log(await sess.run(tf.image.randomContrast(tf.ones([1, 2, 1]), 0.5, 2).reshape([-1])));
  // [1, 1]
}

// tf.image.randomHue
{
  // Gray has no hue.
  console.log(await sess.run(tf.image.randomHue(tf.fill([1, 1, 3], 0.5), 0.2)));
  // [[[0.5, 0.5, 0.5]]]
}

// tf.image.randomSaturation
{
  // Gray stays gray.
  console.log(await sess.run(tf.image.randomSaturation(tf.fill([1, 1, 3], 0.5), 0.5, 2)));
  // [[[0.5, 0.5, 0.5]]]
}

// tf.image.rgbToHsv
{
  // Green: a third of the circle, full, bright.
  console.log(await sess.run(tf.image.rgbToHsv([[[0, 1, 0]]])));
  // [[[0.33333334, 1, 1]]]
}

// tf.image.hsvToRgb
{
  console.log(await sess.run(tf.image.hsvToRgb([[[0, 1, 0.5]]])));
  // [[[0.5, 0, 0]]]
}

// tf.image.rgbToGrayscale
{
  // Green looks brighter than blue.
  console.log(await sess.run(tf.image.rgbToGrayscale([[[0, 1, 0], [0, 0, 1]]])));
  // [[[0.587], [0.114]]]
}

// tf.image.grayscaleToRgb
{
  console.log(await sess.run(tf.image.grayscaleToRgb([[[1], [2]]])));
  // [[[1, 1, 1], [2, 2, 2]]]
}

// tf.image.perImageStandardization
{
  const image = tf.constant([1, 3]).reshape([1, 2, 1]);
  console.log(await sess.run(tf.image.perImageStandardization(image).reshape([-1])));
  // [-1, 1]
}

// tf.image.psnr
{
  // The mean squared error is 1: 10 · log₁₀(100² / 1) decibels.
  console.log(await sess.run(tf.image.psnr(tf.ones([2, 2, 1]), tf.zeros([2, 2, 1]), 100)));
  // 40
}

// tf.image.totalVariation
{
  // |3 − 1| + |4 − 2| down, |2 − 1| + |4 − 3| across.
  const image = tf.constant([[1, 2], [3, 4]]).reshape([2, 2, 1]);
  console.log(await sess.run(tf.image.totalVariation(image)));
  // 6
}

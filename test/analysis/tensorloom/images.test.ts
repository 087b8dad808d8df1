import { describe, expect, it } from 'vitest';
import { errorsOf, exportsOf } from './analyzed.ts';

describe('images, analysed', () => {
  it('have the sizes that a run gives', () => {
    expect(
      exportsOf(`
        const x = tf.placeholder('uint8', [null, 28, 20, 3], { name: 'x' });
        export const larger = tf.image.resizeImages(x, [56, 40]);
        export const turned = tf.image.rot90(x);
        export const framed = tf.image.resizeImageWithCropOrPad(tf.placeholder('float32', [null, null, 3]), 8, 9);
        export const gray = tf.image.rgbToGrayscale(x);
        export const crops = tf.image.cropAndResize(x, tf.zeros([5, 4]), tf.zeros([5], 'int32'), [7, 7]);
      `),
    ).toEqual({
      larger: 'float32[x.0, 56, 40, 3]',
      turned: 'uint8[x.0, 20, 28, 3]',
      framed: 'float32[8, 9, 3]',
      gray: 'uint8[x.0, 28, 20, 1]',
      crops: 'float32[5, 7, 7, 3]',
    });
  });

  it('must be images', () => {
    expect(
      errorsOf(`
        tf.image.resizeBilinear(tf.ones([28, 28, 3]), [7, 7]);
        tf.image.rgbToHsv(tf.ones([28, 28, 1]));
        tf.image.flipLeftRight(tf.ones([28]));
        tf.image.cropToBoundingBox(tf.ones([28, 28, 3]), 20, 0, 10, 10);
      `),
    ).toEqual([
      expect.stringContaining('«tf.image.resizeBilinear(tf.ones([28, 28, 3]), [7, 7])»'),
      expect.stringContaining('«tf.image.rgbToHsv(tf.ones([28, 28, 1]))»'),
      expect.stringContaining('«tf.image.flipLeftRight(tf.ones([28]))»'),
      expect.stringContaining('«tf.image.cropToBoundingBox(tf.ones([28, 28, 3]), 20, 0, 10, 10)»'),
    ]);
  });
});

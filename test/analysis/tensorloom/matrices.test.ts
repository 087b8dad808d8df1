import { describe, expect, it } from 'vitest';
import { errorsOf, exportsOf } from './analyzed.ts';

describe('matrices, analysed', () => {
  it('must be square where they are decomposed or inverted', () => {
    expect(
      errorsOf(`
        const x = tf.placeholder('float32', [null, 3, 4]);
        tf.cholesky(x);
        tf.linalg.inv(tf.matmul(x, x, { transposeB: true }));
        tf.linalg.inv(tf.matmul(x, x, { transposeA: true }));
        tf.matrixDeterminant([1, 2]);
        tf.linalg.solve(tf.ones([3, 3]), tf.ones([4, 1]));
      `),
    ).toEqual([
      'shape-mismatch «tf.cholesky(x)»',
      'shape-mismatch «tf.matrixDeterminant([1, 2])»',
      'shape-mismatch «tf.linalg.solve(tf.ones([3, 3]), tf.ones([4, 1]))»',
    ]);
  });

  it('have factors of the sizes that a run gives', () => {
    expect(
      exportsOf(`
        const x = tf.placeholder('float64', [null, 5, 3], { name: 'x' });
        export const { q, r } = tf.qr(x);
        export const [s, u, v] = tf.svd(x, { fullMatrices: true });
        export const [e, vectors] = tf.linalg.eigh(tf.matmul(x, x, { transposeA: true }));
        export const determinant = tf.linalg.det(tf.matmul(x, x, { transposeA: true }));
      `),
    ).toEqual({
      q: 'float64[x.0, 5, 3]',
      r: 'float64[x.0, 3, 3]',
      s: 'float64[x.0, 3]',
      u: 'float64[x.0, 5, 5]',
      v: 'float64[x.0, 3, 3]',
      e: 'float64[x.0, 3]',
      vectors: 'float64[x.0, 3, 3]',
      determinant: 'float64[x.0]',
    });
  });
});

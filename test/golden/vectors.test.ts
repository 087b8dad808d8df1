/** Singular vectors and eigenvectors are TensorFlow's but for their signs, and so are gradients that do not see these. */

import { describe, expect, it } from 'vitest';
import type { NdArray, Tensor } from '../../engine/graph/index.ts';
import { tf } from './engine.ts';
import { readFixture, type TensorJson, toArray } from './fixture.ts';

interface VectorCase {
  readonly name: string;
  readonly fn: 'svd' | 'selfAdjointEig';
  readonly full?: true;
  readonly input: TensorJson;
  /** Values, then matrices whose columns are vectors. */
  readonly outputs: readonly TensorJson[];
  readonly gradient: TensorJson;
}

/** As the maker weighs outputs: none is zero. */
const weights = (size: number) => Float64Array.from({ length: size }, (_, i) => (((i * 7 + 3) % 11) - 4.5) / 4);

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(found[i]).toBeCloseTo(expected[i], 10);
}

/** Elements of [..., m, n] with each column's largest element positive. */
function unsigned({ shape, data }: NdArray): Float64Array {
  const [rows, columns] = shape.slice(-2);
  const result = Float64Array.from(data as Float64Array);
  for (let at = 0; at < result.length; at += rows * columns) {
    for (let j = 0; j < columns; j++) {
      const places = Array.from({ length: rows }, (_, i) => at + i * columns + j);
      const largest = places.reduce((a, b) => (Math.abs(result[b]) > Math.abs(result[a]) + 1e-9 ? b : a));
      if (result[largest] < 0) for (const place of places) result[place] *= -1;
    }
  }
  return result;
}

describe('vectors are TensorFlow’s', () => {
  it.each(readFixture<{ cases: VectorCase[] }>('vectors').cases)('$name', async ({ fn, full, ...golden }) => {
    tf.resetDefaultGraph();
    const x: Tensor<'float64'> = tf.placeholder('float64', [...golden.input.shape]);
    const outputs: Tensor<'float64'>[] =
      fn === 'svd' ? tf.svd(x, { fullMatrices: full ?? false }) : tf.selfAdjointEig(x);
    const terms = outputs.map((output, i) => {
      const seen = i === 0 ? output : tf.square(output);
      const shape = output.shape.known!;
      const size = shape.reduce((a, b) => a * b, 1);
      return tf.reduceSum(tf.multiply(seen, tf.constant(weights(size), { shape })));
    });
    const [gradient] = tf.gradients(tf.addN(terms), [x]);
    using session = new tf.Session();
    const fetched: NdArray[] = await session.run([...outputs, gradient], [[x, toArray(golden.input)]]);
    const [values, ...vectors] = fetched.slice(0, -1);
    const [theirValues, ...theirVectors] = golden.outputs.map(toArray);
    expectClose(values.data as Float64Array, theirValues.data as Float64Array);
    vectors.forEach((found, i) => {
      expect(found.shape).toEqual(theirVectors[i].shape);
      expectClose(unsigned(found), unsigned(theirVectors[i]));
    });
    expectClose(fetched.at(-1)!.data as Float64Array, toArray(golden.gradient).data as Float64Array);
  });
});

/** An operator that has no form on vectors keeps none of its neighbours from theirs. */

import { beforeEach, describe, expect, it } from 'vitest';
import { translate, VectorGraph } from '../../../../engine/backends/cpu/wasm/vector/index.ts';
import { dtypes } from '../../../../engine/graph/index.ts';
import * as tf from '../../../../engine/index.ts';
import {
  binary,
  binaryOps,
  cast,
  type Expr,
  isVectorizable,
  load,
  unary,
  unaryOps,
} from '../../../../engine/ops/kernel-language/index.ts';

beforeEach(() => tf.resetDefaultGraph());

/** Kind and form of each kernel that computes `fetch`, and what it gives. */
async function planOf(fetch: tf.Tensor, config: tf.SessionConfig = {}) {
  const sess = new tf.Session({ config });
  const { data } = (await sess.run(fetch)) as tf.NdArray;
  const plan = sess.describePlans().find(({ fetches }) => fetches.includes(fetch.name))!;
  sess.close();
  return { forms: plan.kernels.map(({ label, form }) => `${label.split(' ')[0]} ${form}`), data };
}

const numbers = (...shape: number[]) => {
  const size = shape.reduce((a, b) => a * b);
  return tf.constant(
    new tf.NdArray(
      'float32',
      shape,
      Float32Array.from({ length: size }, (_, i) => Math.sin(i) + 2),
    ),
  );
};
const product = () => tf.matmul(numbers(32, 32), numbers(32, 32));
const convolution = () =>
  tf.nn.conv2d(numbers(1, 16, 16, 8), numbers(3, 3, 8, 16), { strides: [1, 1, 1, 1], padding: 'SAME' });

describe('stays in WebAssembly:', () => {
  it.each<[string, () => tf.Tensor, string[]]>([
    ['a product that is cast', () => tf.cast(product(), 'float64'), ['matmul wasm', 'elementwise js']],
    ['a product whose remainder is taken', () => tf.floormod(product(), 3), ['matmul wasm', 'elementwise js']],
    ['a product with lgamma', () => tf.lgamma(product()), ['matmul wasm', 'elementwise js']],
    ['a convolution that is cast', () => tf.cast(convolution(), 'int64'), ['conv2d wasm', 'elementwise js']],
    ['a reduction with lgamma', () => tf.lgamma(tf.reduceSum(numbers(99, 99), 1)), ['reduce wasm', 'elementwise js']],
    [
      'a costly function before an odd one',
      () => tf.floormod(tf.tanh(numbers(99, 99)), 3),
      ['elementwise wasm', 'elementwise js'],
    ],
    [
      'a costly function after an odd one',
      () => tf.tanh(tf.floormod(numbers(99, 99), 3)),
      ['elementwise js', 'elementwise wasm'],
    ],
  ])('%s', async (_, make, wanted) => {
    const fetch = make();
    const fused = await planOf(fetch);
    expect(fused.forms).toEqual(wanted);
    expect(fused.data).toEqual((await planOf(fetch, { compiler: { fuse: false } })).data);
  });
});

it('cheap functions go with odd ones in one kernel, and doubles ride on products of doubles', async () => {
  expect((await planOf(tf.floormod(numbers(99, 99).mul(2), 3))).forms).toEqual(['elementwise js']);
  tf.resetDefaultGraph();
  const doubles = tf.cast(numbers(32, 32), 'float64');
  expect((await planOf(tf.matmul(doubles, doubles).add(1))).forms.at(-1)).toBe('matmul js');
});

it('operators have the forms on vectors that the kernel language says', () => {
  const numeric = (Object.keys(dtypes) as (keyof typeof dtypes)[]).filter((dtype) => dtype !== 'string');
  const isTranslated = (expr: Expr): boolean => {
    try {
      translate(new VectorGraph(), [expr]);
      return true;
    } catch (error) {
      expect((error as Error).message).toContain('has no vector code');
      return false;
    }
  };
  const exprs = numeric.flatMap((dtype) => [
    load(0, dtype),
    ...unaryOps.map((op) => unary(op, load(0, dtype))),
    ...binaryOps.map((op) => binary(op, load(0, dtype), load(1, dtype))),
    ...numeric.map((to) => cast(load(0, dtype), to)),
  ]);
  const differing = exprs.filter((expr) => isVectorizable([expr]) !== isTranslated(expr));
  expect(differing).toEqual([]);
});

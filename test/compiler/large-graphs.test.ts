import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const x = () => tf.placeholder('float32', [2]);
const list = (value: unknown) => (value as tf.NdArray).toArray();

describe('graphs of thousands of operations', () => {
  it('may be deep, and so may their gradients', async () => {
    const input = x();
    let y: tf.Tensor = input;
    for (let i = 0; i < 5000; i++) y = tf.add(y, 1);
    const [gradient] = tf.gradients(y, [input]);
    using sess = new tf.Session();
    expect((await sess.run([y, gradient], [[input, [0, 1]]])).map(list)).toEqual([
      [5000, 5001],
      [1, 1],
    ]);
  });

  it('may add up a thousand terms at once, in order', async () => {
    const input = x();
    const terms = Array.from({ length: 1000 }, (_, i) => input.mul(i / 7));
    const together = tf.addN(terms);
    using sess = new tf.Session();
    const sum = [1, 3].map((n) =>
      terms.reduce((total, _, i) => Math.fround(total + Math.fround(n * Math.fround(i / 7))), 0),
    );
    expect(list(await sess.run(together, [[input, [1, 3]]]))).toEqual(sum);
  });

  it('may join hundreds of parts', async () => {
    const input = x();
    const parts = Array.from({ length: 200 }, (_, i) => input.add(i));
    using sess = new tf.Session();
    const joined = await sess.run(tf.concat(parts, 0), [[input, [0, 0.5]]]);
    expect(list(joined)).toEqual(parts.flatMap((_, i) => [i, i + 0.5]));
  });

  it('compile in time that grows with their size, not its square', async () => {
    const milliseconds = async (width: number) => {
      const graph = new tf.Graph();
      const { input, fetches } = graph.asDefault(() => {
        const made = x();
        return { input: made, fetches: Array.from({ length: width }, (_, i) => tf.reduceSum(made.mul(1).add(i))) };
      });
      using sess = new tf.Session({ graph });
      const start = performance.now();
      await sess.run(fetches, [[input, [1, 2]]]);
      return performance.now() - start;
    };
    await milliseconds(300);
    const small = await milliseconds(300);
    expect(await milliseconds(2400)).toBeLessThan(8 * 4 * small);
  });
});

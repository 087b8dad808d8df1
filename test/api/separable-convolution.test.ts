/** Separable convolutions, with the values that TensorFlow gives. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { runAll } from './run-all.ts';

/** (0, 1, 2, …) − offset, over 10. */
const tenths = (shape: number[], offset: number) => {
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: size }, (_, i) => Math.fround(Math.fround(i - offset) / 10));
  return tf.constant(new tf.NdArray('float32', shape, data) as never) as tf.Tensor;
};
const operands = () => [tenths([1, 4, 4, 2], 0), tenths([2, 2, 2, 2], 5), tenths([1, 1, 4, 3], 5)] as const;
type Options = NonNullable<Parameters<typeof tf.nn.separableConv2d>[5]>;

async function flat(fetch: () => tf.Tensor): Promise<number[]> {
  const [result] = await runAll(() => ({ fetches: [fetch()] }));
  return (result as number[]).flat(4) as number[];
}

function expectClose(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 5);
}

describe('separableConv2d', () => {
  const cases: [string, Options, number[]][] = [
    [
      'with padding',
      { strides: [1, 1, 1, 1], padding: 'SAME' },
      [
        0.132, 0.648, 1.164, 0.212, 0.808, 1.404, 0.292, 0.968, 1.644, 0.234, 0.408, 0.582, 0.452, 1.288, 2.124, 0.532,
        1.448, 2.364, 0.612, 1.608, 2.604, 0.458, 0.664, 0.87, 0.772, 1.928, 3.084, 0.852, 2.088, 3.324, 0.932, 2.248,
        3.564, 0.682, 0.92, 1.158, 0.89, 0.604, 0.318, 0.962, 0.652, 0.342, 1.034, 0.7, 0.366, 0.649, 0.224, -0.201,
      ],
    ],
    [
      'in steps of two',
      { strides: [1, 2, 2, 1], padding: 'VALID' },
      [0.132, 0.648, 1.164, 0.292, 0.968, 1.644, 0.772, 1.928, 3.084, 0.932, 2.248, 3.564],
    ],
    [
      'with gaps in the filter',
      { strides: [1, 1, 1, 1], padding: 'VALID', rate: [2, 2] },
      [0.188, 1.192, 2.196, 0.268, 1.352, 2.436, 0.508, 1.832, 3.156, 0.588, 1.992, 3.396],
    ],
  ];

  it.each(cases)('mixes what each channel gives: %s', async (_, options, expected) => {
    expectClose(await flat(() => tf.nn.separableConv2d(...operands(), options)), expected);
  });

  it('has channels first where it is told so', async () => {
    const first = (x: tf.Tensor) => tf.transpose(x, [0, 3, 1, 2]);
    const turned = () => {
      const [x, each, mixture] = operands();
      const options = { strides: [1, 1, 1, 1], padding: 'SAME', dataFormat: 'NCHW' } as const;
      return tf.transpose(tf.nn.separableConv2d(first(x), each, mixture, options), [0, 2, 3, 1]);
    };
    expectClose(await flat(turned), cases[0][2]);
  });

  it('is two operations, and flows back into both filters', async () => {
    const graph = new tf.Graph();
    const result = graph.asDefault(() => tf.nn.separableConv2d(...operands(), [1, 1, 1, 1], 'SAME'));
    expect(result.op.name).toBe('separable_conv2d');
    expect(result.op.inputs[0].op.name).toBe('separable_conv2d/depthwise');
    expect(result.shape.known).toEqual([1, 4, 4, 3]);
    const gradients = async (which: 1 | 2) =>
      flat(() => {
        const all = operands();
        return tf.gradients(tf.nn.separableConv2d(...all, [1, 1, 1, 1], 'VALID'), [all[which]])[0] as tf.Tensor;
      });
    expectClose(
      await gradients(1),
      [-10.8, -2.7, 5.94, 14.85, -12.96, -3.24, 7.02, 17.55, -19.44, -4.86, 10.26, 25.65, -21.6, -5.4, 11.34, 28.35],
    );
    expectClose(
      await gradients(2),
      [11.88, 17.28, 23.76, 29.52].flatMap((value) => [value, value, value]),
    );
  });

  it('refuses filters that do not fit', () => {
    const build = (each: number[], mixture: number[]) => () =>
      new tf.Graph().asDefault(() =>
        tf.nn.separableConv2d(tf.ones([1, 4, 4, 2]), tf.ones(each), tf.ones(mixture), [1, 1, 1, 1], 'SAME'),
      );
    expect(build([2, 2, 2, 2], [2, 1, 4, 3])).toThrow('Dimensions 2 and 1 are not compatible');
    expect(build([2, 2, 2, 2], [1, 1, 3, 3])).toThrow('Dimensions must be equal, but are 4 and 3');
    expect(build([2, 2, 3, 2], [1, 1, 6, 3])).toThrow('Dimensions must be equal, but are 2 and 3');
  });
});

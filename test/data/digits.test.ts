import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digits } from '../../engine/data/index.ts';
import type { NdArray } from '../../engine/graph/index.ts';
import { linearAccuracy } from './linear-model.ts';

const bytesOf = (pixels: Float32Array) => Uint8Array.from(pixels, (value) => Math.round(value * 255));
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

describe('the built-in digits', () => {
  it('are the same bytes on every platform', () => {
    const { train, test } = digits({ train: 100, test: 100, seed: 1 });
    expect(md5(bytesOf(train.images.data))).toBe('adc5b3e54e91a463c2cac6a18dd4703a');
    expect(md5(bytesOf(test.images.data))).toBe('d553de8c0ba22dc78a244970bcd3abf9');
    expect([...train.labels.data.subarray(0, 10)]).toEqual([7, 0, 8, 2, 9, 5, 6, 4, 1, 3]);
  });

  it('are other digits under another seed, and never the same in two splits', () => {
    const hashes = [1, 2, 2 ** 32 + 1].flatMap((seed) => {
      const set = digits({ train: 20, validation: 20, test: 20, seed });
      return [set.train, set.validation, set.test].map((split) => md5(bytesOf(split.images.data)));
    });
    expect(new Set(hashes).size).toBe(9);
  });

  it('lie on the grid of bytes between 0 and 1, as float32 rows of 784', () => {
    const { images } = digits({ train: 50, test: 0 }).train;
    expect(images.dtype).toBe('float32');
    expect(images.shape).toEqual([50, 784]);
    for (const value of images.data) expect(Math.fround(Math.round(value * 255) / 255)).toBe(value);
    expect(Math.max(...images.data)).toBeGreaterThan(0.8);
  });

  it('hold every class equally often', () => {
    for (const count of [1000, 1003]) {
      const counts = new Array<number>(10).fill(0);
      for (const label of digits({ train: 0, test: count }).test.labels.data) counts[label]++;
      expect(Math.min(...counts)).toBe(100);
      expect(Math.max(...counts)).toBe(count === 1000 ? 100 : 101);
    }
  });

  it('extend a shorter split when more are asked for', () => {
    const short = digits({ train: 15 }).train;
    const long = digits({ train: 40 }).train;
    expect(long.images.data.subarray(0, short.images.size)).toEqual(short.images.data);
    expect(long.labels.data.subarray(0, 15)).toEqual(short.labels.data);
  });

  it('have one-hot labels in float64 when asked, and class numbers in uint8 otherwise', () => {
    const plain = digits({ train: 12, test: 0 }).train;
    const oneHot = digits({ train: 12, test: 0, oneHot: true }).train;
    expect(plain.labels.dtype).toBe('uint8');
    expect(plain.labels.shape).toEqual([12]);
    expect(oneHot.labels.dtype).toBe('float64');
    expect(oneHot.labels.shape).toEqual([12, 10]);
    for (let i = 0; i < 12; i++) {
      const row = [...oneHot.labels.data.subarray(i * 10, i * 10 + 10)];
      expect(row).toEqual(Array.from({ length: 10 }, (_, k) => (k === plain.labels.data[i] ? 1 : 0)));
    }
  });

  it('give the same batches under the same seed, each image with its own label', () => {
    const one = digits({ train: 60, seed: 5 });
    const two = digits({ train: 60, seed: 5 });
    for (let step = 0; step < 10; step++) expect(one.train.nextBatch(25)).toEqual(two.train.nextBatch(25));
    const rowsOf = ({ data }: NdArray<'float32'>) =>
      Array.from({ length: 60 }, (_, i) => md5(bytesOf(data.subarray(i * 784, i * 784 + 784))));
    const source = rowsOf(one.train.images);
    const [xs, ys] = one.train.nextBatch(60);
    expect([...ys.data]).toEqual(rowsOf(xs).map((row) => one.train.labels.data[source.indexOf(row)]));
  });

  it('refuse counts and seeds that are none', () => {
    expect(() => digits({ train: -1 })).toThrow('train is -1; it must be a whole number of images, 0 or more.');
    expect(() => digits({ test: 1.5 })).toThrow('test is 1.5');
    expect(() => digits({ seed: 0.5 })).toThrow('seed is 0.5');
  });

  it('are beyond a linear model, yet mostly within its reach', { timeout: 60_000 }, () => {
    const { train, test } = digits();
    const accuracy = linearAccuracy(train, test);
    expect(accuracy).toBeLessThan(0.93);
    expect(accuracy).toBeGreaterThan(0.85);
  });
});

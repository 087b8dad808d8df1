import { describe, expect, it } from 'vitest';
import { LabelledImages } from '../../engine/data/index.ts';
import { NdArray } from '../../engine/graph/index.ts';

/** Images of one pixel: image i is i, its label i % 10. */
function numbered(count: number, seed?: number) {
  const images = new NdArray(
    'uint8',
    [count, 1],
    Uint8Array.from({ length: count }, (_, i) => i),
  );
  const labels = new NdArray(
    'uint8',
    [count],
    Uint8Array.from({ length: count }, (_, i) => i % 10),
  );
  return new LabelledImages(images, labels, seed);
}
const namesIn = (pixels: NdArray<'float32'>) => Array.from(pixels.data, (value) => Math.round(value * 255));
const sorted = (items: number[]) => [...items].sort((a, b) => a - b);

describe('nextBatch', () => {
  it('shuffles before the first batch and hands out every example once an epoch', () => {
    const set = numbered(20, 7);
    const epoch = [0, 1, 2, 3].flatMap(() => namesIn(set.nextBatch(5)[0]));
    expect(sorted(epoch)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(epoch).not.toEqual(sorted(epoch));
    expect(set.epochsCompleted).toBe(0);
  });

  it('joins the rest of an epoch with the head of the next, shuffled anew', () => {
    const set = numbered(10, 7);
    const first = [...namesIn(set.nextBatch(4)[0]), ...namesIn(set.nextBatch(4)[0])];
    const crossing = namesIn(set.nextBatch(4)[0]);
    expect(sorted([...first, ...crossing.slice(0, 2)])).toEqual(Array.from({ length: 10 }, (_, i) => i));
    expect(set.epochsCompleted).toBe(1);
    const second = [...crossing.slice(2), ...namesIn(set.nextBatch(4)[0]), ...namesIn(set.nextBatch(4)[0])];
    expect(sorted(second)).toEqual(Array.from({ length: 10 }, (_, i) => i));
    expect(second).not.toEqual([...first, ...crossing.slice(0, 2)]);
  });

  it('keeps images and labels together', () => {
    const set = numbered(37, 3);
    for (let step = 0; step < 20; step++) {
      const [xs, ys] = set.nextBatch(10);
      expect([...ys.data]).toEqual(namesIn(xs).map((name) => name % 10));
    }
  });

  it('follows the seed, and differs without one', () => {
    const order = (seed?: number) => namesIn(numbered(100, seed).nextBatch(100)[0]).join();
    expect(order(1)).toBe(order(1));
    expect(order(1)).not.toBe(order(2));
    expect(order()).not.toBe(order());
  });

  it('keeps the order when told not to shuffle, also across epochs', () => {
    const set = numbered(5);
    const names = [1, 2, 3].flatMap(() => namesIn(set.nextBatch(3, { shuffle: false })[0]));
    expect(names).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3]);
  });

  it.each([0, 8, 30, 64, 200])('goes on where an earlier set left off after %d examples', (examples) => {
    const [whole, rest] = [numbered(30, 1), numbered(30, 1)];
    for (let i = 0; i < examples; i += 8) whole.nextBatch(Math.min(8, examples - i));
    rest.skip(examples);
    expect(rest.epochsCompleted).toBe(whole.epochsCompleted);
    for (let i = 0; i < 6; i++) expect(namesIn(rest.nextBatch(8)[0])).toEqual(namesIn(whole.nextBatch(8)[0]));
  });

  it('refuses to leave out what is no number of examples', () => {
    for (const examples of [-1, 2.5, Number.NaN]) expect(() => numbered(30).skip(examples)).toThrow(RangeError);
  });

  it('leaves images and labels in the order of the source', () => {
    const set = numbered(30, 1);
    set.nextBatch(30);
    expect(namesIn(set.images)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(set.images.data[255 % 30]).toBe(Math.fround((255 % 30) / 255));
  });

  it('refuses sizes that no epoch can fill', () => {
    for (const size of [0, -1, 2.5, 31]) {
      expect(() => numbered(30).nextBatch(size)).toThrow('must be a whole number from 1 to 30');
    }
  });

  it('needs a label for every image', () => {
    expect(() => new LabelledImages(NdArray.zeros('uint8', [3, 1]), NdArray.zeros('uint8', [2]))).toThrow(
      'There are 3 images but 2 labels',
    );
  });
});

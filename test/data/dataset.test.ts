import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Dataset } from '../../engine/data/index.ts';
import { NdArray, OutOfRangeError, TensorShape } from '../../engine/graph/index.ts';

async function collect<T>(dataset: AsyncIterable<T>): Promise<T[]> {
  const elements: T[] = [];
  for await (const element of dataset) elements.push(element);
  return elements;
}
const numbersOf = async (dataset: Dataset<NdArray<'float32'>> | Dataset<NdArray<'int64'>>) =>
  (await collect<NdArray>(dataset)).map((array) => Number(array.data[0]));
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const sorted = (items: number[]) => [...items].sort((a, b) => a - b);

describe('what a dataset is made from', () => {
  it('slices one array, a tuple of arrays, and a record', async () => {
    const xs = new NdArray('float32', [3, 2], Float32Array.of(0, 1, 2, 3, 4, 5));
    const ys = Int32Array.of(7, 8, 9);

    const single = Dataset.fromTensorSlices(xs);
    expectTypeOf(single).toEqualTypeOf<Dataset<NdArray<'float32'>>>();
    expect((await collect(single)).map((x) => x.toArray())).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);

    const [, second] = await collect(Dataset.fromTensorSlices([xs, ys]));
    expectTypeOf(second[1]).toEqualTypeOf<NdArray<'int32'>>();
    expect([second[0].toArray(), second[1].toArray()]).toEqual([[2, 3], 8]);

    const record = await collect(Dataset.fromTensorSlices({ image: xs, label: ['a', 'b', 'c'] }));
    expectTypeOf(record[0].label).toEqualTypeOf<NdArray<'string'>>();
    expect(record.map(({ label }) => label.at(0))).toEqual(['a', 'b', 'c']);
  });

  it('types plain values as feeds do: numbers float32, bigints int64, booleans bool', async () => {
    const dataset = Dataset.fromTensorSlices({ a: [[1, 2]], b: [3n], c: [true] });
    expect(dataset.outputTypes).toEqual({ a: 'float32', b: 'int64', c: 'bool' });
    const [{ a, b, c }] = await collect(dataset);
    expect([a.toArray(), b.toArray(), c.toArray()]).toEqual([[1, 2], 3, true]);
  });

  it('takes whole tensors, ranges and generators', async () => {
    expect(
      (
        await collect(
          Dataset.fromTensors([
            [1, 2],
            [3, 4],
          ]),
        )
      ).map((x) => x.shape),
    ).toEqual([[2, 2]]);
    expect(await numbersOf(Dataset.range(3))).toEqual([0, 1, 2]);
    expect(await numbersOf(Dataset.range(5, 0, -2))).toEqual([5, 3, 1]);
    const generated = Dataset.fromGenerator(function* () {
      yield [1, 2];
      yield [3, 4, 5];
    });
    for (const pass of [1, 2])
      expect(
        (await collect(generated)).map((x) => x.size),
        `pass ${pass}`,
      ).toEqual([2, 3]);
  });

  it('says what does not fit', () => {
    expect(() => Dataset.fromTensorSlices([Float32Array.of(1), Float32Array.of(1, 2)])).toThrow(
      'equal first axes, but they have 1 and 2',
    );
    expect(() => Dataset.fromTensorSlices(3)).toThrow('rank 0');
    expect(() => Dataset.fromTensorSlices([[1], [2, 3]])).toThrow('differ in length');
    expect(() => Dataset.fromTensorSlices([1, 'a'])).toThrow('both a number and a string');
    expect(() => Dataset.fromTensors(new Map() as never)).toThrow('cannot hold a Map');
    expect(() => Dataset.range(1.5)).toThrow('whole numbers');
  });
});

describe('what is known before anything runs', () => {
  const images = Dataset.fromTensorSlices([NdArray.zeros('float32', [10, 784]), NdArray.zeros('uint8', [10])]);
  const shapesOf = (dataset: Dataset<unknown>) => String(dataset.outputShapes);

  it('shapes and types of slices and batches', () => {
    expect(images.outputTypes).toEqual(['float32', 'uint8']);
    expect(shapesOf(images)).toBe('(784,),()');
    expect(shapesOf(images.shuffle(5).repeat().batch(4).prefetch(1))).toBe('(?, 784),(?,)');
    expect(shapesOf(images.batch(4, { dropRemainder: true }))).toBe('(4, 784),(4,)');
  });

  it('the arrays of one batch have the same unknown first axis', () => {
    const [xs, ys] = images.batch(4).outputShapes as TensorShape[];
    expect(new TensorShape([xs.dims![0]]).equals(ys)).toBe(true);
  });

  it('nothing after a function, unless it is declared', () => {
    expect(images.map((x) => x).outputTypes).toBeUndefined();
    expect(images.map((x) => x).batch(2).outputShapes).toBeUndefined();
    const declared = images.map((x) => x, { outputTypes: 'float32', outputShapes: TensorShape.of(784) });
    expect(shapesOf(declared.batch(2, { dropRemainder: true }))).toBe('(2, 784)');
  });

  it('zip nests, concatenate keeps what both have', () => {
    const zipped = Dataset.zip({ a: images, b: Dataset.range(3) });
    expect(zipped.outputTypes).toEqual({ a: ['float32', 'uint8'], b: 'int64' });
    const wide = Dataset.fromTensors(NdArray.zeros('float32', [2, 3]));
    expect(shapesOf(wide.concatenate(Dataset.fromTensors(NdArray.zeros('float32', [5, 3]))))).toBe('(?, 3)');
    expect(() => wide.concatenate(Dataset.range(2) as never)).toThrow('different types: float32 and int64');
  });
});

describe('the steps of a pipeline', () => {
  it('map hands a tuple over as arguments and takes plain values and promises', async () => {
    const pairs = Dataset.fromTensorSlices([Float32Array.of(1, 2), Float32Array.of(10, 20)]);
    const sums = pairs.map((x, y) => x.at(0) + y.at(0));
    expectTypeOf(sums).toEqualTypeOf<Dataset<NdArray<'float32'>>>();
    expect(await numbersOf(sums)).toEqual([11, 22]);
    expect(await numbersOf(pairs.map(async (x) => Promise.resolve(x)))).toEqual([1, 2]);
  });

  it('map keeps the order, and the bound, of calls under way at once', async () => {
    let running = 0;
    let most = 0;
    const slow = Dataset.range(12).map(
      async (x) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, (12 - Number(x.at(0))) % 4));
        running--;
        return x;
      },
      { numParallelCalls: 3 },
    );
    expect(await numbersOf(slow)).toEqual(upTo(12));
    expect(most).toBe(3);
  });

  it('filter takes booleans and bool arrays', async () => {
    const numbers = Dataset.range(10);
    expect(await numbersOf(numbers.filter((x) => Number(x.at(0)) % 3 === 0))).toEqual([0, 3, 6, 9]);
    const bool = (x: boolean) => new NdArray('bool', [], Uint8Array.of(Number(x)));
    expect(await numbersOf(numbers.filter(async (x) => bool(Number(x.at(0)) > 7)))).toEqual([8, 9]);
  });

  it('take, skip, repeat, concatenate: any bounds give what arrays give', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(15), fc.nat(15), fc.nat(3), async (size, taken, skipped, times) => {
        const numbers = Dataset.range(size);
        expect(await numbersOf(numbers.take(taken))).toEqual(upTo(size).slice(0, taken));
        expect(await numbersOf(numbers.skip(skipped))).toEqual(upTo(size).slice(skipped));
        const repeated = Array.from({ length: times }, () => upTo(size)).flat();
        expect(await numbersOf(numbers.repeat(times))).toEqual(repeated);
        expect(await numbersOf(numbers.concatenate(Dataset.range(taken)))).toEqual([...upTo(size), ...upTo(taken)]);
      }),
      { numRuns: 50 },
    );
    expect(await numbersOf(Dataset.range(3).take(-1))).toEqual([0, 1, 2]);
    expect(await numbersOf(Dataset.range(3).skip(-1))).toEqual([]);
  });

  it('repeat without a count goes on as long as it is read, but not over nothing', async () => {
    expect(await numbersOf(Dataset.range(2).repeat().take(5))).toEqual([0, 1, 0, 1, 0]);
    expect(await numbersOf(Dataset.range(0).repeat())).toEqual([]);
  });

  it('shuffle gives every element once, within reach of its buffer, by its seed, anew in each pass', async () => {
    const mixed = Dataset.range(50).shuffle(10, { seed: 4 });
    const first = await numbersOf(mixed);
    const second = await numbersOf(mixed);
    expect(sorted(first)).toEqual(upTo(50));
    expect(first).not.toEqual(upTo(50));
    for (const [place, value] of first.entries()) expect(value).toBeLessThan(place + 11);
    expect(second).not.toEqual(first);
    expect(await numbersOf(Dataset.range(50).shuffle(10, { seed: 4 }))).toEqual(first);
    const fixed = Dataset.range(50).shuffle(10, { seed: 4, reshuffleEachIteration: false });
    expect(await numbersOf(fixed.repeat(2))).toEqual([...first, ...first]);
  });

  it('batch stacks each array, and keeps or drops a last one that is not full', async () => {
    const pairs = Dataset.fromTensorSlices([NdArray.zeros('float32', [5, 3]), ['a', 'b', 'c', 'd', 'e']]);
    const batches = await collect(pairs.batch(2));
    expect(batches.map(([x]) => x.shape)).toEqual([
      [2, 3],
      [2, 3],
      [1, 3],
    ]);
    expect(batches.map(([, y]) => y.toArray())).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(await collect(pairs.batch(2, { dropRemainder: true }))).toHaveLength(2);
    const int64 = await collect(Dataset.range(4).batch(4));
    expect(int64[0].toArray()).toEqual([0, 1, 2, 3]);
  });

  it('batch names the elements that do not fit', async () => {
    const ragged = Dataset.range(3).map((x) => new Float32Array(Number(x.at(0)) === 2 ? 4 : 3));
    await expect(collect(ragged.batch(3))).rejects.toThrow(
      'Cannot batch tensors with different shapes in component 0. First element had shape [3] and element 2 had shape [4].',
    );
  });

  it('zip ends with the shortest', async () => {
    const zipped = Dataset.zip([Dataset.range(5), Dataset.range(10, 13)]);
    expect((await collect(zipped)).map(([a, b]) => [a.at(0), b.at(0)])).toEqual([
      [0, 10],
      [1, 11],
      [2, 12],
    ]);
  });

  it('cache reads the source once', async () => {
    let reads = 0;
    const cached = Dataset.range(4)
      .map((x) => {
        reads++;
        return x;
      })
      .cache();
    expect(await numbersOf(cached.repeat(3))).toEqual([...upTo(4), ...upTo(4), ...upTo(4)]);
    expect(reads).toBe(4);
  });

  it('refuses sizes that make no sense', () => {
    const numbers = Dataset.range(3);
    expect(() => numbers.batch(0)).toThrow('Dataset.batch: size is 0; it must be a whole number of at least 1.');
    expect(() => numbers.shuffle(2.5)).toThrow('bufferSize is 2.5');
    expect(() => numbers.prefetch(0)).toThrow('bufferSize is 0');
    expect(() => numbers.take(-2)).toThrow('count is -2');
  });
});

describe('reading', () => {
  it('an iterator gives each element once and then says that the sequence ends', async () => {
    const iterator = Dataset.range(2).makeOneShotIterator();
    expect([(await iterator.getNext()).at(0), (await iterator.getNext()).at(0)]).toEqual([0, 1]);
    await expect(iterator.getNext()).rejects.toThrow(OutOfRangeError);
    await expect(iterator.getNext()).rejects.toThrow('End of sequence');
  });

  it('prefetch makes elements ahead, never more than its bound', async () => {
    let made = 0;
    const source = Dataset.range(100).map((x) => {
      made++;
      return x;
    });
    const ahead: number[] = [];
    let read = 0;
    for await (const _ of source.prefetch(4).take(20)) {
      read++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      ahead.push(made - read);
    }
    expect(Math.max(...ahead)).toBe(4);
    expect(Math.min(...ahead)).toBe(4);
  });

  it('an error comes out where it arises, prefetched or not, and only once', async () => {
    const failing = Dataset.range(5).map((x) => {
      if (x.at(0) === 3) throw new Error('the fourth is bad');
      return x;
    });
    for (const dataset of [failing, failing.prefetch(3), failing.shuffle(2), failing.batch(2)]) {
      await expect(collect<unknown>(dataset)).rejects.toThrow('the fourth is bad');
    }
    expect(await numbersOf(failing.prefetch(5).take(3))).toEqual([0, 1, 2]);
  });

  it('leaving early closes the source', async () => {
    let closed = 0;
    const source = Dataset.fromGenerator(function* () {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        closed++;
      }
    });
    for await (const _ of source.shuffle(3).batch(2).prefetch(2)) break;
    expect(closed).toBe(1);
    await collect(Dataset.zip([source, Dataset.range(2)]));
    expect(closed).toBe(2);
    await collect(source.take(3));
    expect(closed).toBe(3);
  });
});

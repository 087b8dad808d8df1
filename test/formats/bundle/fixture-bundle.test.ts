import { describe, expect, test } from 'vitest';
import {
  BundleNotFoundError,
  BundleReader,
  parseCheckpointState,
  TensorNotFoundError,
} from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/ndarray.ts';
import { fixturePath, fixtureText } from '../fixture.ts';
import { plain, plainEntries } from '../plain-array.ts';

const expected: [string, NdArray][] = [
  ['counts', new NdArray('int32', [2, 2], Int32Array.of(1, -2, 2 ** 31 - 1, -(2 ** 31)))],
  ['empty', NdArray.zeros('float32', [0, 4])],
  ['global_step', new NdArray('int64', [], BigInt64Array.of(2n ** 40n + 1n))],
  ['half', new NdArray('float32', [3], Float32Array.of(1.5, -65504, 2 ** -24))],
  ['layer/bias64', new NdArray('float64', [3], Float64Array.of(0.1, -0.2, Number.POSITIVE_INFINITY))],
  ['layer/weights', new NdArray('float32', [2, 3], Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25))],
  ['mask', new NdArray('bool', [3], Uint8Array.of(1, 0, 1))],
  ['pixels', new NdArray('uint8', [6], Uint8Array.of(250, 251, 252, 253, 254, 255))],
  ['scalar', new NdArray('float32', [], Float32Array.of(1.5))],
  ['words', new NdArray('string', [2, 2], ['', 'café', Uint8Array.of(0xff, 0), 'x'.repeat(200)])],
];

describe("TensorFlow's own checkpoint", () => {
  test('has every tensor, of every type', async () => {
    await using reader = await BundleReader.open(fixturePath('checkpoint/model.ckpt'));
    expect(reader.keys()).toEqual(expected.map(([key]) => key));
    const found: [string, NdArray][] = [];
    for (const key of reader.keys()) found.push([key, await reader.read(key)]);
    expect(plainEntries(found)).toEqual(plainEntries(expected));
  });

  test('tells types, shapes and sizes without reading tensors', async () => {
    await using reader = await BundleReader.open(fixturePath('checkpoint/model.ckpt'));
    expect(reader.entry('half')).toEqual({
      key: 'half',
      dtype: 'float32',
      dtypeName: 'DT_HALF',
      shape: [3],
      bytes: 6,
      sliced: false,
    });
    expect(reader.entry('nothing')).toBeUndefined();
    expect(reader.entries().map(({ bytes }) => bytes)).toEqual([16, 0, 8, 6, 24, 24, 3, 6, 4, 216]);
  });

  test('names what it has when a tensor is missing', async () => {
    await using reader = await BundleReader.open(fixturePath('checkpoint/model.ckpt'));
    const error = await reader.read('v').catch((reason) => reason);
    expect(error).toBeInstanceOf(TensorNotFoundError);
    expect(error).toMatchObject({
      key: 'v',
      message: expect.stringMatching(/^Key v not found in checkpoint .*counts, empty/),
    });
  });

  test('may be read by many at once', async () => {
    await using reader = await BundleReader.open(fixturePath('checkpoint/model.ckpt'));
    const arrays = await Promise.all(reader.keys().map((key) => reader.read(key)));
    expect(arrays.map(plain)).toEqual(expected.map(([, array]) => plain(array)));
  });
});

test('a partitioned variable is put together from its slices', async () => {
  await using reader = await BundleReader.open(fixturePath('checkpoint/sliced.ckpt'));
  expect(reader.keys()).toEqual(['table']);
  expect(reader.entry('table')).toMatchObject({ sliced: true, shape: [400, 2] });
  const values = Float32Array.from({ length: 800 }, (_, i) => i);
  expect(plain(await reader.read('table'))).toEqual(plain(new NdArray('float32', [400, 2], values)));
});

test('a missing checkpoint is an error that names its prefix', async () => {
  const prefix = fixturePath('checkpoint/absent.ckpt');
  const error = await BundleReader.open(prefix).catch((reason) => reason);
  expect(error).toBeInstanceOf(BundleNotFoundError);
  expect(error).toMatchObject({ prefix });
});

test("TensorFlow's state file names the newest checkpoint", () => {
  expect(parseCheckpointState(fixtureText('checkpoint/checkpoint'))).toMatchObject({
    modelCheckpointPath: 'model.ckpt',
    allModelCheckpointPaths: ['model.ckpt'],
  });
});

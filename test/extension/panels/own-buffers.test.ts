import { expect, test } from 'vitest';
import { bufferBytes, ownBuffers } from '../../../extension/panels/own-buffers.ts';

test('an array that is part of a larger buffer gets memory of its own, with the same numbers', () => {
  const large = new Float64Array([1, Number.NaN, 3, 4]);
  const part = large.subarray(1, 3);
  const { values } = ownBuffers({ type: 'scalars', values: part });
  expect(values).toEqual(new Float64Array([Number.NaN, 3]));
  expect(values.buffer.byteLength).toBe(16);
});

test('an array that owns its memory is not copied', () => {
  const values = new Float64Array([1, 2]);
  expect(ownBuffers({ values }).values).toBe(values);
});

test('arrays inside lists are found', () => {
  const buckets = new Float64Array(12).subarray(0, 3);
  const owned = ownBuffers({ points: [{ step: 1, buckets }] });
  expect(owned.points[0]?.buckets.buffer.byteLength).toBe(24);
});

test('a Buffer becomes a plain array of bytes', () => {
  const { data } = ownBuffers({ data: Buffer.from('png') as Uint8Array });
  expect(data.constructor).toBe(Uint8Array);
  expect([...data]).toEqual([...Buffer.from('png')]);
  expect(data.buffer.byteLength).toBe(3);
});

test('plain data stays as it is', () => {
  const message = { type: 'tags', run: 'a', tags: [{ tag: 'loss', description: '' }], none: null, empty: [] };
  expect(ownBuffers(message)).toEqual(message);
});

test('bytes are counted wherever the arrays are', () => {
  const points = [{ buckets: new Float64Array(3) }, { buckets: new Float64Array(2) }];
  expect(bufferBytes({ type: 'histograms', points, labels: ['a'], one: new Uint8Array(5) })).toBe(45);
});

import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../engine/formats/index.ts';
import { DataLossError, GraphError, InvalidArgumentError, NotFoundError } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

beforeEach(() => tf.resetDefaultGraph());

async function initialized() {
  const session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  return session;
}

const arrayOf = (values: number[]) => new tf.NdArray('float32', [values.length], Float32Array.from(values));

describe('safetensors', () => {
  it('carry variables from one session to another, with their metadata', async () => {
    await using folder = await temporaryFolder();
    const w = new tf.Variable(
      [
        [1, 2],
        [3, 4],
      ],
      { name: 'w' },
    );
    const n = new tf.Variable(tf.constant(2n ** 60n + 1n, { dtype: 'int64' }), { name: 'n' });
    using first = await initialized();
    const path = folder.of('deep', 'model.safetensors');
    await tf.train.saveSafetensors(first, path, { metadata: { format: 'tensorloom' } });
    using second = new tf.Session();
    const loaded = await tf.train.loadSafetensors(second, path);
    expect(loaded).toEqual({ missing: [], unexpected: [], metadata: { format: 'tensorloom' } });
    expect(((await second.run(w)) as tf.NdArray).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await second.run(n)).toBe(2n ** 60n + 1n);
  });

  it('take other names', async () => {
    await using folder = await temporaryFolder();
    const w = new tf.Variable([0, 0], { name: 'fc/w' });
    using session = await initialized();
    await writeFile(folder.of('m'), encodeSafetensors([['fc.weight', arrayOf([5, 6])]]));
    await tf.train.loadSafetensors(session, folder.of('m'), { nameMap: { 'fc/w': 'fc.weight' } });
    expect(((await session.run(w)) as tf.NdArray).toArray()).toEqual([5, 6]);
    await tf.train.saveSafetensors(session, folder.of('n'), { varList: { renamed: w } });
    const { readFile } = await import('node:fs/promises');
    expect([...decodeSafetensors(new Uint8Array(await readFile(folder.of('n')))).tensors.keys()]).toEqual(['renamed']);
  });

  it('that do not match are refused, or taken as far as they go', async () => {
    await using folder = await temporaryFolder();
    const a = new tf.Variable([0, 0], { name: 'a' });
    new tf.Variable([9], { name: 'b' });
    using session = await initialized();
    const tensors = [
      ['a', arrayOf([1, 2])],
      ['c', arrayOf([3])],
    ] as const;
    await writeFile(folder.of('m'), encodeSafetensors(tensors));
    const strict = tf.train.loadSafetensors(session, folder.of('m'));
    await expect(strict).rejects.toThrow(NotFoundError);
    await expect(strict).rejects.toThrow('it has no b; no variable takes its c.');
    expect(((await session.run(a)) as tf.NdArray).toArray()).toEqual([0, 0]);
    expect(await tf.train.loadSafetensors(session, folder.of('m'), { strict: false })).toMatchObject({
      missing: ['b'],
      unexpected: ['c'],
    });
    expect(((await session.run(a)) as tf.NdArray).toArray()).toEqual([1, 2]);
  });

  it('of another shape, type or content are refused', async () => {
    await using folder = await temporaryFolder();
    const a = new tf.Variable([[0], [0]], { name: 'a' });
    using session = await initialized();
    await writeFile(folder.of('m'), encodeSafetensors([['a', arrayOf([1, 2])]]));
    await expect(tf.train.loadSafetensors(session, folder.of('m'))).rejects.toThrow(InvalidArgumentError);
    await tf.train.loadSafetensors(session, folder.of('m'), { reshape: true });
    expect(((await session.run(a)) as tf.NdArray).toArray()).toEqual([[1], [2]]);
    await writeFile(folder.of('m'), 'nothing of the kind');
    await expect(tf.train.loadSafetensors(session, folder.of('m'))).rejects.toThrow(DataLossError);
    await expect(tf.train.loadSafetensors(session, folder.of('none'))).rejects.toThrow(NotFoundError);
    const text = new tf.Variable('word', { name: 'text' });
    await session.run(text.initializer);
    await expect(tf.train.saveSafetensors(session, folder.of('n'))).rejects.toThrow('holds strings');
    const both = { nameMap: { a: 'x', text: 'x' } };
    await expect(tf.train.saveSafetensors(session, folder.of('n'), both)).rejects.toThrow(GraphError);
  });
});

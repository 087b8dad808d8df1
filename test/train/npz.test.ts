import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeNpz, encodeNpz } from '../../engine/formats/index.ts';
import { DataLossError, InvalidArgumentError, NotFoundError } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

beforeEach(() => tf.resetDefaultGraph());

const arrayOf = (values: number[]) => new tf.NdArray('float32', [values.length], Float32Array.from(values));
const valuesOf = async (session: tf.Session, variable: tf.Variable) =>
  ((await session.run(variable)) as tf.NdArray).toArray();

describe('npz files', () => {
  it.each([false, true])('carry variables from one session to another, compressed: %s', async (compressed) => {
    await using folder = await temporaryFolder();
    const w = new tf.Variable([1, 2, 3], { name: 'layer/w' });
    const path = folder.of('deep', 'weights.npz');
    using first = new tf.Session();
    await first.run(tf.globalVariablesInitializer());
    await tf.train.saveNpz(first, path, { compressed });
    using second = new tf.Session();
    expect(await tf.train.loadNpz(second, path)).toEqual({ missing: [], unexpected: [] });
    expect(await valuesOf(second, w)).toEqual([1, 2, 3]);
  });

  it('go by a map of names, and say what does not fit', async () => {
    await using folder = await temporaryFolder();
    const w = new tf.Variable([0, 0], { name: 'w' });
    const b = new tf.Variable([5], { name: 'b' });
    const path = folder.of('weights.npz');
    await writeFile(
      path,
      encodeNpz([
        ['kernel', arrayOf([1, 2])],
        ['other', arrayOf([3])],
      ]),
    );
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    const nameMap = { w: 'kernel' };
    const strict = tf.train.loadNpz(session, path, { nameMap });
    await expect(strict).rejects.toThrow(NotFoundError);
    await expect(strict).rejects.toThrow(/has no b; no variable takes its other/);
    expect(await valuesOf(session, w)).toEqual([0, 0]);
    const loaded = await tf.train.loadNpz(session, path, { nameMap, strict: false });
    expect(loaded).toEqual({ missing: ['b'], unexpected: ['other'] });
    expect([await valuesOf(session, w), await valuesOf(session, b)]).toEqual([[1, 2], [5]]);
  });

  it('that do not fit leave the session as it was', async () => {
    await using folder = await temporaryFolder();
    const w = new tf.Variable([0, 0], { name: 'w' });
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    await writeFile(folder.of('long.npz'), encodeNpz([['w', arrayOf([1, 2, 3])]]));
    await writeFile(folder.of('broken.npz'), 'PK');
    await expect(tf.train.loadNpz(session, folder.of('long.npz'))).rejects.toThrow(InvalidArgumentError);
    await expect(tf.train.loadNpz(session, folder.of('broken.npz'))).rejects.toThrow(DataLossError);
    await expect(tf.train.loadNpz(session, folder.of('none.npz'))).rejects.toThrow(NotFoundError);
    expect(await valuesOf(session, w)).toEqual([0, 0]);
    expect(
      decodeNpz(encodeNpz([['w', arrayOf([1])]]))
        .get('w')
        ?.toArray(),
    ).toEqual([1]);
  });
});

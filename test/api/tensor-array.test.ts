/** Lists of tensors that a run keeps. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

async function run(build: () => unknown): Promise<unknown> {
  const graph = new tf.Graph();
  const fetches = graph.asDefault(build);
  using session = new tf.Session({ graph });
  const plain = (value: unknown): unknown => (value instanceof tf.NdArray ? value.toArray() : value);
  const values: unknown = await session.run(fetches as never);
  return Array.isArray(values) ? values.map(plain) : plain(values);
}

const two = () => new tf.TensorArray('float32', 2);
const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];

describe('TensorArray', () => {
  it('gives what was written', async () => {
    expect(
      await run(() => {
        const array = two().write(0, [1, 2]).write(1, [3, 4]);
        const rest = new tf.TensorArray('int32', 1, { dynamicSize: true }).write(3, tf.constant(7, 'int32'));
        return [array.stack(), array.identity().size(), rest.size(), rest.read(3)];
      }),
    ).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      2,
      4,
      7,
    ]);
  });

  it('takes tensors apart and puts them together', async () => {
    const open = { clearAfterRead: false, inferShape: false };
    expect(
      await run(() => {
        const unstacked = new tf.TensorArray('float32', 3, open).unstack(rows);
        const split = new tf.TensorArray('float32', 2, open).split(rows, [1, 2]);
        const words = new tf.TensorArray('string', 2).scatter([1, 0], ['b', 'a']);
        return [unstacked.read(1), unstacked.gather([2, 0]), split.read(1), split.concat(), words.stack()];
      }),
    ).toEqual([[3, 4], [rows[2], rows[0]], rows.slice(1), rows, ['a', 'b']]);
  });

  it('knows the shape of its elements', () =>
    new tf.Graph().asDefault(() => {
      const array = two().write(0, tf.ones([3]));
      expect([String(array.read(0).shape), String(array.stack().shape)]).toEqual(['(3,)', '(2, 3)']);
      expect(() => array.write(1, tf.ones([4]))).toThrow('Inconsistent shapes: saw (4,) but expected (3,)');
      expect(() => array.write(1, tf.ones([3], 'int32'))).toThrow('TensorArray dtype is float32');
      expect(() => new tf.TensorArray('float32')).toThrow('Size must be provided if handle is not provided');
      const free = new tf.TensorArray('float32', 2, { inferShape: false });
      expect(String(free.write(0, tf.ones([3])).read(0).shape)).toBe('<unknown>');
      const said = new tf.TensorArray('float32', 2, { elementShape: [null, 2] });
      expect(String(said.read(0).shape)).toBe('(?, 2)');
    }));

  it('refuses, in TensorFlow’s words, what it cannot do', async () => {
    await expect(run(() => two().write(2, 1).flow)).rejects.toThrow(
      'Tried to write to index 2 but array is not resizeable and size is: 2',
    );
    await expect(run(() => two().write(0, 1).write(0, 1).flow)).rejects.toThrow('has already been written to');
    await expect(run(() => two().read(5))).rejects.toThrow('Tried to read from index 5 but array size is: 2');
    await expect(run(() => two().read(1))).rejects.toThrow('Could not read from TensorArray index 1');
    await expect(
      run(() => {
        const array = two().write(0, 1);
        const first = array.read(0);
        return tf.controlDependencies([first], () => array.read(0));
      }),
    ).rejects.toThrow('Could not read index 0 twice because it was cleared');
    await expect(
      run(() => {
        const array = two().write(0, 1);
        return tf.controlDependencies([array.close()], () => array.read(0));
      }),
    ).rejects.toThrow('already been closed');
    await expect(
      run(() => new tf.TensorArray('float32', 2, { inferShape: false }).write(0, [1]).write(1, [1, 2]).stack()),
    ).rejects.toThrow('TensorArray has inconsistent shapes.  Index 0 has shape: [1] but index 1 has shape: [2]');
  });

  it('gives zeros where nothing was written, if the shape is known', async () => {
    expect(await run(() => new tf.TensorArray('float32', 2, { elementShape: [2] }).write(0, [1, 2]).stack())).toEqual([
      [1, 2],
      [0, 0],
    ]);
  });

  it('hands gradients through', async () => {
    const gradient = (build: (x: tf.Tensor) => tf.Tensor) =>
      run(() => {
        const x = tf.constant(rows);
        return tf.gradients(build(x), x)[0];
      });
    const weights = [
      [1, 2],
      [3, 4],
    ];
    expect(await gradient((x) => new tf.TensorArray('float32', 3).unstack(x).gather([2, 0]).mul(weights))).toEqual([
      [3, 4],
      [0, 0],
      [1, 2],
    ]);
    expect(
      await gradient((x) => {
        const array = new tf.TensorArray('float32', 3, { clearAfterRead: false }).unstack(x);
        return array
          .read(1)
          .mul(2)
          .add(array.read(1).mul(array.read(2)));
      }),
    ).toEqual([
      [0, 0],
      [7, 8],
      [3, 4],
    ]);
    expect(
      await gradient((x) => {
        const array = new tf.TensorArray('float32', 2, { inferShape: false }).split(x, [1, 2]);
        return array.concat().mul(x);
      }),
    ).toEqual([
      [2, 4],
      [6, 8],
      [10, 12],
    ]);
    expect(await gradient((x) => two().write(0, x).write(1, tf.square(x)).stack())).toEqual([
      [3, 5],
      [7, 9],
      [11, 13],
    ]);
  });

  it('goes from pass to pass of a loop, and through branches', async () => {
    expect(
      await run(() => {
        const input = new tf.TensorArray('float32', 3).unstack([1, 2, 3]);
        const [, output] = tf.whileLoop(
          (i) => i.less(3),
          (i, out) => {
            const x = input.read(i);
            const written = tf.cond(
              x.greater(1),
              () => out.write(i, x.mul(10)),
              () => out.write(i, x),
            );
            return [i.add(1), written];
          },
          [tf.constant(0, 'int32'), new tf.TensorArray('float32', 3)],
        );
        return output.stack();
      }),
    ).toEqual([1, 20, 30]);
  });
});

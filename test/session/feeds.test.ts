import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

describe('feeds', () => {
  it('come as a map, as pairs, or by name', async () => {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const y = x.mul(3);
    using sess = new tf.Session();
    expect(await sess.run(y, new Map([[x, 2]]))).toBe(6);
    expect(await sess.run(y, [[x, 2]])).toBe(6);
    expect(await sess.run(y, { 'x:0': 2 })).toBe(6);
  });

  it('replace any tensor, and what lies before it does not run', async () => {
    const x = tf.placeholder('float32', [], { name: 'never fed'.replace(' ', '_') });
    const y = x.mul(3);
    using sess = new tf.Session();
    expect(await sess.run([y.add(1), y], [[y, 10]])).toEqual([11, 10]);
  });

  it('of one output of an operation leave the others computed', async () => {
    const x = tf.placeholder('float32', [2]);
    const [first, second] = tf.unstack(x);
    using sess = new tf.Session();
    const feeds = [
      [first, 5],
      [x, [1, 2]],
    ] as const;
    expect(await sess.run([first.add(1), second.add(1), first], feeds)).toEqual([6, 3, 5]);
  });

  it('replace what an operation gives, not that it runs where a control edge asks for it', async () => {
    const v = new tf.Variable(0);
    const bumped = tf.identity(v.assignAdd(1));
    const after = tf.controlDependencies([bumped], () => tf.identity(bumped));
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    expect(await sess.run([after, bumped.op], [[bumped, 5]])).toEqual([5, null]);
    expect(await sess.run(v)).toBe(1);
  });

  it('are converted to the type of the tensor', async () => {
    const x = tf.placeholder('float32', [null]);
    const i = tf.placeholder('int32', []);
    using sess = new tf.Session();
    const [xs, int] = await sess.run(
      [x.mul(1), i.mul(1)],
      [
        [x, new Float64Array([0.5, 2])],
        [i, 7n],
      ],
    );
    expect((xs as tf.NdArray).dtype).toBe('float32');
    expect((xs as tf.NdArray).toArray()).toEqual([0.5, 2]);
    expect(int).toBe(7);
  });

  it('of another shape, type or key are refused with both named', async () => {
    const x = tf.placeholder('float32', [null, 2], { name: 'x' });
    const small = tf.placeholder('uint8', [], { name: 'small' });
    const y = x.mul(1);
    using sess = new tf.Session();
    await expect(sess.run(y, [[x, [1, 2, 3]]])).rejects.toThrow(
      "Cannot feed value of shape (3,) for Tensor 'x:0', which has shape '(?, 2)'",
    );
    await expect(sess.run(y, [[x, y as never]])).rejects.toThrow('The value of a feed cannot be a tf.Tensor object.');
    await expect(sess.run(y, { 'nowhere:0': 1 })).rejects.toThrow('Cannot interpret feed_dict key as Tensor:');
    await expect(sess.run(small.mul(1), [[small, 300]])).rejects.toThrow(
      'Type of feed value 300 is not compatible with Tensor type uint8.',
    );
    await expect(sess.run(y, [[x, [[1, 2], [3]]]])).rejects.toThrow('ragged');
    await expect(sess.run(y, [[x, 'text']])).rejects.toThrow('Cannot feed');
  });

  it('that are promises are to be awaited first', async () => {
    using sess = new tf.Session({ graph: new tf.Graph() });
    const x = sess.graph.asDefault(() => tf.placeholder('float32', [], { name: 'x' }));
    await expect(sess.run(x, [[x, sess.run(x, [[x, 1]]) as never]])).rejects.toThrow(
      "The value fed for Tensor 'x:0' is a promise: await it first.",
    );
  });

  it('that are no values are refused', async () => {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const i = tf.placeholder('int64', [null], { name: 'i' });
    const s = tf.placeholder('int32', [null]);
    using sess = new tf.Session();
    for (const value of [undefined, null, {}, 'a']) {
      await expect(sess.run(x.mul(2), [[x, value as never]]), String(value)).rejects.toThrow('Cannot feed');
    }
    await expect(sess.run(i.mul(2), [[i, [1, Number.NaN]]])).rejects.toThrow('Cannot feed NaN where int64 is expected');
    await expect(sess.run(s.mul(2), [[s, [Infinity]]])).rejects.toThrow('Cannot feed Infinity where int32 is expected');
  });

  it('of a callable are as many as it was made for', async () => {
    const x = tf.placeholder('float32', []);
    using sess = new tf.Session();
    const double = sess.makeCallable({ y: x.mul(2) }, [x]);
    expect([await double(2), await double(3)]).toEqual([{ y: 4 }, { y: 6 }]);
    await expect(double()).rejects.toThrow('This callable takes 1 values, one a feed, but 0 were given.');
    expect(() => sess.makeCallable('nowhere:0')).toThrow('cannot be interpreted as a Tensor');
  });

  it('that are missing are named with type and shape', async () => {
    const x = tf.placeholder('float32', [null, 784], { name: 'x' });
    using sess = new tf.Session();
    await expect(sess.run(x.mul(2))).rejects.toThrow(
      "You must feed a value for placeholder tensor 'x' with dtype float and shape [?,784]",
    );
    await expect(sess.run(x.mul(2))).rejects.toThrow(tf.errors.InvalidArgumentError);
  });

  it('whose sizes do not go together fail with the runtime’s words and the line of the file', async () => {
    const x = tf.placeholder('float32', [null]);
    const y = tf.placeholder('float32', [null]);
    const sum = tf.add(x, y, { name: 'sum' });
    using sess = new tf.Session();
    const run = sess.run(sum, [
      [x, [1, 2]],
      [y, [1, 2, 3]],
    ]);
    await expect(run).rejects.toThrow('Incompatible shapes: [2] vs. [3]');
    const error = (await run.catch((e: unknown) => e)) as InstanceType<typeof tf.errors.InvalidArgumentError>;
    expect(error.operation).toMatchObject({ name: 'sum', type: 'Add', inputShapes: ['[2]', '[3]'] });
    expect(error.operation?.source?.file).toMatch(/feeds\.test\.ts$/);
  });
});

describe('what goes wrong in a kernel', () => {
  it('names the operation, its type and the line of the file', async () => {
    const i = tf.placeholder('int32', []);
    const picked = tf.gather(tf.constant([1, 2, 3]), i, { name: 'picked' });
    using sess = new tf.Session();
    const error = (await sess.run(picked, [[i, 7]]).catch((e: unknown) => e)) as InstanceType<
      typeof tf.errors.InvalidArgumentError
    >;
    expect(error).toBeInstanceOf(tf.errors.InvalidArgumentError);
    expect(error.message).toContain('7 is not in [0, 3)');
    expect(error.operation).toMatchObject({ name: 'picked', type: 'GatherV2' });
    expect(error.operation?.source?.file).toMatch(/feeds\.test\.ts$/);
  });
});

describe('sizes that only values say', () => {
  it('are taken from feeds', async () => {
    const x = tf.placeholder('float32', [null]);
    const shape = tf.placeholder('int32', [2]);
    const y = tf.reshape(x, shape).mul(2);
    using sess = new tf.Session();
    const run = async (size: number[]) =>
      (
        (await sess.run(y, [
          [x, [1, 2, 3, 4, 5, 6]],
          [shape, size],
        ])) as tf.NdArray
      ).shape;
    expect(await run([2, 3])).toEqual([2, 3]);
    expect(await run([3, 2])).toEqual([3, 2]);
    expect(await run([2, 3])).toEqual([2, 3]);
  });

  it('are taken from what has been computed, while each operation still runs once', async () => {
    const v = new tf.Variable(0);
    const x = tf.placeholder('float32', [null]);
    const bumped = tf.controlDependencies([v.assignAdd(1)], () => tf.identity(x));
    const kept = tf.booleanMask(bumped, tf.greater(bumped, 0));
    const total = tf.reduceSum(kept.mul(tf.cast(tf.size(kept), 'float32')));
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    expect(await sess.run(total, [[x, [1, -2, 3]]])).toBe(8);
    expect(await sess.run(total, [[x, [-1, -2, -3]]])).toBe(0);
    expect(await sess.run(v)).toBe(2);
  });
});

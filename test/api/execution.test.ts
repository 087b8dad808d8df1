/** What the functions compute, where the golden values of TensorFlow do not reach: variables, effects, dynamic sizes. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import type { Fetches } from '../../engine/session/index.ts';
import { plain, runAll } from './run-all.ts';

describe('variables', () => {
  it('start from others, whatever order the initialisers run in', async () => {
    const results = await runAll(() => {
      const a = new tf.Variable(2, { name: 'a' });
      const b = new tf.Variable(tf.stack([a, a]).mul(3), { name: 'b' });
      const c = new tf.Variable(b.initializedValue().add(a), { name: 'c' });
      return { fetches: [[a, b, c]] };
    });
    expect(results).toEqual([[2, [6, 6], [8, 8]]]);
  });

  it('are initialised from the initial values of those that hold nothing, and from the values of those that do', async () => {
    const results = await runAll(() => {
      const a = new tf.Variable(2, { name: 'a' });
      const b = new tf.Variable(a.mul(10), { name: 'b' });
      return { initialize: false, fetches: [b.initializer, b, a.assign(7), b.initializer, b] };
    });
    expect(results).toEqual([null, 20, 7, null, 70]);
  });

  it('can be added to, and changed slice by slice', async () => {
    const results = await runAll(() => {
      const v = new tf.Variable([
        [1, 2],
        [3, 4],
        [5, 6],
      ]);
      const step = new tf.Variable(0, { dtype: 'int64', trainable: false });
      return {
        fetches: [
          v.assignAdd([
            [1, 1],
            [1, 1],
            [1, 1],
          ]),
          tf.assignSub(v, [
            [1, 1],
            [1, 1],
            [1, 1],
          ]),
          tf.scatterUpdate(
            v,
            [2, 0],
            [
              [0, 0],
              [9, 9],
            ],
          ),
          tf.scatterAdd(
            v,
            [1, 1],
            [
              [1, 1],
              [1, 1],
            ],
          ),
          tf.scatterSub(v, 0, [9, 8]),
          tf.scatterMax(v, [0], 3),
          tf.scatterMin(v, [0], 2),
          tf.scatterMul(v, [0], [[5, 5]]),
          [step.assignAdd(1n), tf.assignAdd(step, 1).op],
        ],
      };
    });
    expect(results.slice(0, 8)).toEqual([
      [
        [2, 3],
        [4, 5],
        [6, 7],
      ],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [9, 9],
        [3, 4],
        [0, 0],
      ],
      [
        [9, 9],
        [5, 6],
        [0, 0],
      ],
      [
        [0, 1],
        [5, 6],
        [0, 0],
      ],
      [
        [3, 3],
        [5, 6],
        [0, 0],
      ],
      [
        [2, 2],
        [5, 6],
        [0, 0],
      ],
      [
        [10, 10],
        [5, 6],
        [0, 0],
      ],
    ]);
  });

  it('tell whether they are initialised', async () => {
    const results = await runAll(() => {
      const a = new tf.Variable(1, { name: 'a' });
      const b = new tf.Variable([1], { name: 'b' });
      const missing = tf.reportUninitializedVariables();
      const ready = tf.stack([tf.isVariableInitialized(a), tf.isVariableInitialized(b)]);
      return { initialize: false, fetches: [missing, ready, a.initializer, missing, ready, b.initializer, missing] };
    });
    expect(results).toEqual([['a', 'b'], [false, false], null, ['b'], [true, false], null, []]);
  });

  it('refuse to be read before', async () => {
    await expect(runAll(() => ({ initialize: false, fetches: [new tf.Variable(1, { name: 'v' })] }))).rejects.toThrow(
      'Attempting to use uninitialized value v',
    );
  });

  it('may change their shape if it is not validated', async () => {
    const results = await runAll(() => {
      const v = new tf.Variable([1, 2], { validateShape: false });
      return { fetches: [v, tf.assign(v, [1, 2, 3], { validateShape: false }), tf.shape(v), v.value().add(1)] };
    });
    expect(results).toEqual([[1, 2], [1, 2, 3], [3], [2, 3, 4]]);
  });

  it('can be loaded without adding to the graph', async () => {
    const graph = new tf.Graph();
    const v = graph.asDefault(() => new tf.Variable([1, 2]));
    const size = graph.getOperations().length;
    using session = new tf.Session({ graph });
    await v.load([5, 6], session);
    expect(plain(await v.eval(session))).toEqual([5, 6]);
    expect(graph.getOperations().length).toBe(size);
  });
});

describe('sizes that only a run tells', () => {
  it('come from fed shapes, axes and positions', async () => {
    const results = await runAll(() => {
      const x = tf.constant([
        [1, 2, 3],
        [4, 5, 6],
      ]);
      const shape = tf.placeholder('int32', [2]);
      const axis = tf.placeholder('int32', []);
      return {
        feeds: [
          [shape, [3, 2]],
          [axis, 1],
        ],
        fetches: [
          tf.reshape(x, shape),
          tf.concat([x, x], axis),
          tf.tile(x, shape),
          tf.expandDims(x, axis).shape.rank === 3 ? tf.shape(tf.expandDims(x, axis)) : x,
          tf.gather(x, [2, 0], { axis }),
        ],
      };
    });
    expect(results[0]).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(results[1]).toEqual([
      [1, 2, 3, 1, 2, 3],
      [4, 5, 6, 4, 5, 6],
    ]);
    expect((results[2] as number[][]).map((row) => row.length)).toEqual([6, 6, 6, 6, 6, 6]);
    expect(results[3]).toEqual([2, 1, 3]);
    expect(results[4]).toEqual([
      [3, 1],
      [6, 4],
    ]);
  });

  it('come from values: where, unique, masks', async () => {
    const results = await runAll(() => {
      const { y, idx } = tf.unique([3, 1, 3, 2, 1]);
      const mask = tf.placeholder('bool', [3]);
      const rows = tf.booleanMask(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        mask,
      );
      return { feeds: [[mask, [true, false, true]]], fetches: [[y, idx], rows, tf.shape(rows), tf.where(mask)] };
    });
    expect(results).toEqual([
      [
        [3, 1, 2],
        [0, 1, 0, 2, 1],
      ],
      [
        [1, 2],
        [5, 6],
      ],
      [2, 2],
      [[0], [2]],
    ]);
  });

  it('let gradients through', async () => {
    const results = await runAll(() => {
      const x = tf.placeholder('float32', [null, 2]);
      const mask = tf.placeholder('bool', [null]);
      const rows = tf.booleanMask(x, mask);
      const joined = tf.concat([x, x.mul(2)], 1);
      return {
        feeds: [
          [
            x,
            [
              [1, 2],
              [3, 4],
            ],
          ],
          [mask, [false, true]],
        ],
        fetches: [
          tf.gradients(rows.mul(rows), [x]) as tf.Tensor[],
          tf.gradients(joined.mul(joined), [x]) as tf.Tensor[],
        ],
      };
    });
    expect(results[0]).toEqual([
      [
        [0, 0],
        [6, 8],
      ],
    ]);
    expect(results[1]).toEqual([
      [
        [10, 20],
        [30, 40],
      ],
    ]);
  });
});

describe('composites', () => {
  it('sort and argsort, of the smallest integer too', async () => {
    const x = tf.constant(Int32Array.of(5, -2147483648, 0, -1));
    using sess = new tf.Session();
    const [rising, places] = await sess.run([tf.sort(x), tf.argsort(x)]);
    expect([rising.toArray(), places.toArray()]).toEqual([
      [-2147483648, -1, 0, 5],
      [1, 3, 2, 0],
    ]);
  });

  it('sequenceMask, meshgrid, scatterNd, unsortedSegmentSum', async () => {
    const results = await runAll(() => ({
      fetches: [
        tf.sequenceMask([1, 3, 0]),
        tf.sequenceMask([1, 2], 2, 'int32'),
        tf.meshgrid([1, 2], [3, 4, 5]),
        tf.scatterNd(
          [[1], [1]],
          [
            [1, 2],
            [3, 4],
          ],
          [3, 2],
        ),
        tf.unsortedSegmentSum([1, 2, 3, 4], [1, -1, 1, 0], 3),
      ],
    }));
    expect(results).toEqual([
      [
        [true, false, false],
        [true, true, true],
        [false, false, false],
      ],
      [
        [1, 0],
        [1, 1],
      ],
      [
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [
          [3, 3],
          [4, 4],
          [5, 5],
        ],
      ],
      [
        [0, 0],
        [4, 6],
        [0, 0],
      ],
      [4, 4, 0],
    ]);
  });

  it('gradients of gradients of gathers, slices and mirrored frames', async () => {
    const results = await runAll(() => {
      const x = tf.placeholder('float32', [3]);
      const twice = (y: tf.Tensor) => {
        const [first] = tf.gradients(y.pow(3), [x]) as tf.Tensor[];
        return tf.gradients(first, [x])[0] as tf.Tensor;
      };
      return {
        feeds: [[x, [1, 2, 3]]],
        fetches: [
          twice(tf.gather(x, [0, 2, 2])),
          twice(tf.gatherNd(x, [[1], [1]])),
          twice(tf.stridedSlice(x, [2], [0], [-1])),
          twice(tf.pad(x, [[1, 2]], 'REFLECT')),
          twice(tf.slice(x, [1], [1])),
          twice(tf.tile(x, [2])),
        ],
      };
    });
    expect(results).toEqual([
      [6, 0, 36],
      [0, 24, 0],
      [0, 12, 18],
      [12, 36, 18],
      [0, 12, 0],
      [12, 24, 36],
    ]);
  });

  it('placeholderWithDefault is its default unless it is fed', async () => {
    const build = (feed: boolean) =>
      runAll(() => {
        const x = tf.placeholderWithDefault([1, 2], [null]);
        return { feeds: feed ? [[x, [7]]] : [], fetches: [x.add(1)] };
      });
    expect(await build(false)).toEqual([[2, 3]]);
    expect(await build(true)).toEqual([[8]]);
  });
});

describe('effects', () => {
  it('Assert and checkNumerics end the run with what was wrong', async () => {
    const attempt = (build: () => Fetches) => runAll(() => ({ fetches: [build()] }));
    await expect(attempt(() => tf.Assert(false, ['the value was', tf.constant([1, 2])]))).rejects.toThrow(
      'the value was',
    );
    expect(await attempt(() => tf.Assert(true, ['fine']))).toEqual([null]);
    await expect(attempt(() => tf.checkNumerics(tf.constant([1]).div(0), 'here'))).rejects.toThrow('here');
    await expect(
      attempt(() => {
        tf.log(tf.constant(-1), { name: 'bad' });
        return tf.addCheckNumericsOps();
      }),
    ).rejects.toThrow('bad:0');
  });

  it('checks of the whole graph leave variables and branches alone', async () => {
    const results = await runAll(() => {
      const a = new tf.Variable(1);
      const b = new tf.Variable(a.add(1));
      return { fetches: [b.assign(7), tf.addCheckNumericsOps(), b] };
    });
    expect(results).toEqual([7, null, 7]);
    await expect(
      runAll(() => {
        const a = new tf.Variable(1);
        const b = new tf.Variable(a.add(1), { name: 'b' });
        b.div(0, { name: 'bad' });
        return { fetches: [b.assign(3), tf.addCheckNumericsOps()] };
      }),
    ).rejects.toThrow('bad:0');
  });

  it('tuple and controlDependencies order what they are given', async () => {
    const results = await runAll(() => {
      const v = new tf.Variable(1);
      const read = tf.controlDependencies([v.assign(5)], () => v.readValue());
      return { fetches: [read, tf.tuple([v.assignAdd(1), tf.constant(2)])] };
    });
    expect(results).toEqual([5, [6, 2]]);
  });

  it('random numbers are drawn anew at each run and the same in each session', async () => {
    const draw = () =>
      runAll(() => {
        const x = tf.randomUniform([3], { minval: -1, maxval: 1, seed: 4 });
        const order = tf.randomShuffle(
          tf.constant([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
          { seed: 4 },
        );
        const picks = tf.multinomial([[0, Number.NEGATIVE_INFINITY]], 3, { seed: 1 });
        return { fetches: [x, x, order, picks] };
      });
    const [first, second, order, picks] = (await draw()) as number[][];
    expect(first).not.toEqual(second);
    expect(first.every((value) => value >= -1 && value < 1)).toBe(true);
    expect([...order].sort()).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(picks).toEqual([[0, 0, 0]]);
    expect(await draw()).toEqual([first, second, order, picks]);
  });
});

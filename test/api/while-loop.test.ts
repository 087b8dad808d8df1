/** Loops: what is built, what runs, what is refused. Numbers are compared in test/golden/control.test.ts. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

const graphOf = <T>(body: () => T): T => new tf.Graph().asDefault(body);

/** Runs what `build` gives in a new graph. */
async function run<T>(build: () => T): Promise<unknown> {
  const graph = new tf.Graph();
  const fetches = graph.asDefault(build);
  using session = new tf.Session({ graph });
  return await session.run(fetches as never);
}

const zero = () => tf.constant(0, 'int32');

describe('whileLoop', () => {
  it('gives its variables in their structure, a single one by itself', () =>
    graphOf(() => {
      const [i, { a, b }] = tf.whileLoop(
        (i) => i.less(3),
        (i, { a, b: [b] }) => [i.add(1), { a: a.mul(2), b: [b] }],
        [zero(), { a: tf.ones([2]), b: [1] as const }],
      );
      expect([i, a, b[0]].map(({ name }) => name)).toEqual(['while/Exit:0', 'while/Exit_1:0', 'while/Exit_2:0']);
      const one = tf.whileLoop(
        (x) => x.less(3),
        (x) => x.add(1),
        [0],
      );
      expect(one.name).toBe('while_1/Exit:0');
      const same = tf.whileLoop(
        (x) => x.less(3),
        (x) => [x.add(1)],
        [0],
        { returnSameStructure: true },
      );
      expect(same).toHaveLength(1);
    }));

  it('keeps sizes that stay, and opens those that change', () =>
    graphOf(() => {
      const x = tf.placeholder('float32', [null, 3]);
      const condition = () => tf.constant(true);
      const kept = tf.whileLoop(condition, (a) => a.mul(x), [tf.zerosLike(x)]);
      expect(kept.shape.equals(x.shape)).toBe(true);
      const changed = tf.whileLoop(condition, (a) => tf.concat([a, x], 0), [x]);
      expect([String(changed.shape), changed.shape.equals(x.shape)]).toEqual(['(?, 3)', false]);
    }));

  it('refuses what TensorFlow refuses', () =>
    graphOf(() => {
      const x = tf.ones([2]);
      const open = tf.placeholder('float32', [null]);
      const yes = () => true;
      const loop = (cond: unknown, body: unknown, vars: unknown, options?: object) => () =>
        tf.whileLoop(cond as never, body as never, vars as never, options);
      const keep = (a: unknown) => a;
      expect(loop(yes, (a: tf.Tensor) => tf.concat([a, a], 0), [x])).toThrow(
        /'ones:0' enters the loop with shape \(2,\), but has shape \(4,\) after one iteration.*`shapeInvariants`/,
      );
      expect(loop(yes, (a: tf.Tensor) => tf.concat([a, open], 0), [x])).toThrow(
        'but has shape (?,) after one iteration',
      );
      expect(loop(yes, keep, [x], { shapeInvariants: [[3]] })).toThrow(
        'enters the loop with shape (2,), but the specified shape invariant is (3,)',
      );
      expect(loop(yes, keep, [x], { shapeInvariants: [] })).toThrow("'shapeInvariants' must have the structure");
      expect(loop(yes, (a: tf.Tensor) => tf.cast(a, 'int32'), [x])).toThrow('but has type int32 after one iteration');
      expect(loop(yes, (a: unknown) => [a], [x, x])).toThrow("don't have the same nested structure");
      expect(loop(yes, () => undefined, [x])).toThrow('None values not supported');
      expect(loop(yes, async (a: unknown) => a, [x])).toThrow('returned a promise');
      expect(loop(keep, keep, [tf.constant(1)])).toThrow("'LoopCond' Op has type float32");
      expect(loop(() => tf.constant([true]), keep, [x])).toThrow('Shape must be rank 0 but is rank 1');
      expect(loop(yes, keep, [])).toThrow("'loopVars' must be provided");
      expect(loop(yes, keep, x)).toThrow("'loopVars' must be a list");
      expect(loop(3, keep, [x])).toThrow("'cond' must be callable");
      expect(loop(yes, 3, [x])).toThrow("'body' must be callable");
      expect(loop(yes, keep, [x], { maximumIterations: [1] })).toThrow("'maximumIterations' must be a scalar");
      expect(loop(yes, keep, [x], { parallelIterations: 0 })).toThrow('must be a positive integer');
    }));

  it('stops after maximumIterations', async () => {
    const forever = (maximumIterations: number) =>
      tf.whileLoop(
        () => true,
        (x) => x.add(1),
        [0],
        { maximumIterations },
      );
    expect(await run(() => [forever(5), forever(0)])).toEqual([5, 0]);
  });

  it('compiles its body once for each set of shapes', async () => {
    const graph = new tf.Graph();
    const { n, fixed, growing } = graph.asDefault(() => {
      const n = tf.placeholder('int32', []);
      const fixed = tf.whileLoop(
        (i) => i.less(n),
        (i) => i.add(1),
        [zero()],
      );
      const growing = tf.whileLoop(
        (a) => tf.size(a).less(n),
        (a) => tf.concat([a, [1]], 0),
        [tf.ones([1])],
        { shapeInvariants: [[null]] },
      );
      return { n, fixed, growing };
    });
    using session = new tf.Session({ graph });
    expect(await session.run(fixed, [[n, 3]])).toBe(3);
    const plans = session.describePlans().length;
    expect(await session.run(fixed, [[n, 5000]])).toBe(5000);
    expect(session.describePlans()).toHaveLength(plans);
    const grown = (await session.run(growing, [[n, 6]])) as tf.NdArray;
    expect(grown.shape).toEqual([6]);
  });

  it('runs effects in every pass, and sees variables as they are', async () => {
    const graph = new tf.Graph();
    const { v, doubled } = graph.asDefault(() => {
      const v = new tf.Variable(1, { name: 'v' });
      const body = (i: tf.Tensor<'int32'>) =>
        tf.controlDependencies([v.assign(tf.identity(v.asGraphElement()).mul(2))], () => i.add(1));
      const doubled = tf.whileLoop((i) => i.less(5), body, [zero()]);
      return { v, doubled };
    });
    using session = new tf.Session({ graph });
    await session.run(v.initializer);
    expect(await session.run(doubled)).toBe(5);
    expect(await session.run(v)).toBe(32);
  });

  it('hands loops on to loops, and to what waits for elements', async () => {
    const values = await run(() => {
      const count = tf.whileLoop(
        (i) => i.less(3),
        (i) => i.add(1),
        [zero()],
      );
      const size = tf.fill(tf.expandDims(count, 0), 2);
      return tf.whileLoop(
        (_, a) => tf.reduceSum(a).less(50),
        (i, a) => [i.add(count), a.mul(2)],
        [zero(), size],
      );
    });
    expect(values).toMatchObject([12, { shape: [3], data: Float32Array.of(32, 32, 32) }]);
  });

  it('does not run on a branch that is not taken', async () => {
    const graph = new tf.Graph();
    const { p, v, y } = graph.asDefault(() => {
      const p = tf.placeholder('bool', []);
      const v = new tf.Variable(0, { name: 'v' });
      const loop = () =>
        tf.whileLoop(
          (i) => i.less(3),
          (i) => tf.controlDependencies([v.assignAdd(1)], () => i.add(1)),
          [zero()],
        );
      const y = tf.cond(p, loop, () => tf.constant(-1, 'int32'));
      return { p, v, y };
    });
    using session = new tf.Session({ graph });
    await session.run(v.initializer);
    expect(await session.run(y, [[p, false]])).toBe(-1);
    expect(await session.run(v)).toBe(0);
    expect(await session.run(y, [[p, true]])).toBe(3);
    expect(await session.run(v)).toBe(3);
  });

  it('is not to be looked into, nor fed', async () => {
    const graph = new tf.Graph();
    const inside: tf.Tensor[] = [];
    const y = graph.asDefault(() => {
      const body = (x: tf.Tensor) => {
        inside.push(tf.add(x, 1));
        return inside[0];
      };
      return tf.whileLoop((x) => tf.less(x, 3), body, [0]);
    });
    using session = new tf.Session({ graph });
    await expect(session.run(inside[0])).rejects.toThrow("'while/Add' has been marked as not fetchable");
    await expect(session.run(y, [[inside[0], 3]])).rejects.toThrow('may not be fed');
    const copy = new tf.Graph();
    copy.asDefault(() => tf.importGraphDef(graph.asGraphDef(), { name: '' }));
    using other = new tf.Session({ graph: copy });
    await expect(other.run('while/Add:0')).rejects.toThrow("'while/Add' has been marked as not fetchable");
    expect(await other.run('while/Exit:0')).toBe(3);
  });

  it('says where an operation in a body failed', async () => {
    const failing = run(() =>
      tf.whileLoop(
        (i) => i.less(5),
        (i) => tf.controlDependencies([tf.Assert(i.less(2), ['too far', i])], () => i.add(1)),
        [zero()],
      ),
    );
    await expect(failing).rejects.toThrow(/too far.*while\/Assert.*while-loop\.test\.ts/s);
  });

  it('may give a variable its initial value', async () => {
    const graph = new tf.Graph();
    const v = graph.asDefault(() => {
      const count = tf.whileLoop(
        (x) => x.less(7),
        (x) => x.add(1),
        [0],
      );
      return new tf.Variable(count.mul(2), { name: 'v' });
    });
    using session = new tf.Session({ graph });
    await session.run(v.initializer);
    expect(await session.run(v)).toBe(14);
  });

  it('makes variables outside, from values that are outside', async () => {
    const graph = new tf.Graph();
    const y = graph.asDefault(() => {
      const inside = (x: tf.Tensor) => {
        const body = () => new tf.Variable(tf.ones([2]), { name: 'w' });
        expect(body).toThrow('Initializer for variable while/w/ is from inside a control-flow construct');
        const v = new tf.Variable(() => tf.constant(2), { name: 'v' });
        return tf.multiply(x, v);
      };
      return tf.whileLoop((x) => tf.less(x, 10), inside, [1.5]);
    });
    using session = new tf.Session({ graph });
    await session.run(
      graph.asDefault(() => tf.variablesInitializer(graph.getCollection('variables').slice(-1) as never)),
    );
    expect(await session.run(y)).toBe(12);
  });

  it('is left out by what checks all numbers', async () => {
    const graph = new tf.Graph();
    const { y, check } = graph.asDefault(() => {
      const y = tf.sqrt(
        tf
          .whileLoop(
            (x) => tf.less(x, 10),
            (x) => tf.multiply(x, 2),
            [1],
          )
          .mul(-1),
      );
      return { y, check: tf.addCheckNumericsOps() };
    });
    using session = new tf.Session({ graph });
    await expect(session.run([y, check])).rejects.toThrow('Sqrt');
  });

  it('gives each operation of a body, or a branch, its own line', () =>
    new tf.Graph().asDefault(() => {
      const lines: (number | undefined)[] = [];
      const lineOf = ({ op }: tf.Tensor) => op.source?.line;
      const y = tf.whileLoop(
        (x) => tf.less(x, 10),
        (x) => {
          const a = tf.add(x, 1);
          const b = tf.cond(
            tf.less(a, 3),
            () => {
              const inner = tf.multiply(a, 2);
              lines.push(lineOf(inner));
              return inner;
            },
            () => a,
          );
          lines.push(lineOf(a), lineOf(b));
          return b;
        },
        [1],
      );
      const [inner, a, b] = lines.map((line) => line! - lineOf(y)!);
      expect([0 < a, a < b, b < inner]).toEqual([true, true, true]);
    }));

  it('leaves the graph as it was built where a body throws', () =>
    new tf.Graph().asDefault((graph) => {
      const failing = () => {
        throw new Error('mine');
      };
      expect(() => tf.whileLoop((x) => tf.less(x, 1), failing, [0])).toThrow('mine');
      expect(graph.controlFlow).toBe(null);
      expect(graph.findOperation('while/LoopCond')).toBeDefined();
      expect(tf.constant(1).op.controlInputs).toEqual([]);
    }));
});

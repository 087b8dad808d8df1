/** Branches: what is built, what is run, what is refused. Numbers are compared in test/golden/control.test.ts. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

const graphOf = <T>(body: () => T): T => new tf.Graph().asDefault(body);

function inputs() {
  return {
    p: tf.placeholder('bool', [], { name: 'p' }),
    x: tf.placeholder('float32', [2], { name: 'x' }),
  };
}

describe('cond', () => {
  it('gives the structure of its branches, a list of one as its item', () =>
    graphOf(() => {
      const { p, x } = inputs();
      const results = tf.cond(
        p,
        () => ({ a: x, b: [x, 1] as const }),
        () => ({ a: x, b: [x, 2] as const }),
      );
      expect([results.a.name, results.b[0].name, results.b[1].name]).toEqual([
        'cond/Merge:0',
        'cond/Merge_1:0',
        'cond/Merge_2:0',
      ]);
      const one = tf.cond(
        p,
        () => [x],
        () => [x],
      );
      expect(one.name).toBe('cond_1/Merge:0');
      const strict = tf.cond(
        p,
        () => [x],
        () => [x],
        { strict: true },
      );
      expect(strict).toHaveLength(1);
    }));

  it('leaves open what differs between the branches', () =>
    graphOf(() => {
      const { p, x } = inputs();
      const result = tf.cond(
        p,
        () => x,
        () => tf.zeros([3]),
      );
      expect(String(result.shape)).toBe('(?,)');
    }));

  it('refuses, as TensorFlow does, what is no pair of branches', () =>
    graphOf(() => {
      const { p, x } = inputs();
      const fetch = (pred: unknown, a: unknown, b: unknown) => () => tf.cond(pred as never, a as never, b as never);
      const same = () => x;
      expect(fetch(true, same, same)).toThrow("'pred' must not be a JavaScript boolean");
      expect(fetch(p, x, same)).toThrow("'trueFn' must be callable");
      expect(fetch(p, same, x)).toThrow("'falseFn' must be callable");
      expect(fetch(p, () => undefined, same)).toThrow("'trueFn' must have a return value");
      expect(
        fetch(
          p,
          () => [],
          () => [],
        ),
      ).toThrow('at least one result');
      expect(fetch(p, () => [x, x], same)).toThrow("don't have the same nested structure");
      expect(
        fetch(
          p,
          () => ({ a: x }),
          () => ({ b: x }),
        ),
      ).toThrow("don't have the same nested structure");
      expect(fetch(p, same, () => tf.constant(1, 'int32'))).toThrow(
        "Received float32 from 'trueFn' and int32 from 'falseFn'",
      );
      expect(fetch(x, same, same)).toThrow("Input 'pred' of 'Switch' Op has type float32");
      expect(fetch(p, async () => x, same)).toThrow('returned a promise');
    }));

  it('runs the effects of the branch taken alone', async () => {
    const graph = new tf.Graph();
    const { p, v, either } = graph.asDefault(() => {
      const p = tf.placeholder('bool', [], { name: 'p' });
      const v = new tf.Variable(1, { name: 'v' });
      const never = new tf.Variable(1, { name: 'never' });
      const either = tf.cond(
        p,
        () => v.assignAdd(10),
        () =>
          tf.cond(
            p,
            () => never.assignAdd(1),
            () => v.assignAdd(1),
          ),
      );
      return { p, v, either };
    });
    using session = new tf.Session({ graph });
    await session.run(v.initializer);
    expect(await session.run(either, [[p, true]])).toBe(11);
    expect(await session.run(either, [[p, false]])).toBe(12);
    expect(await session.run(v)).toBe(12);
  });

  it('waits for operations that a branch gives', async () => {
    const graph = new tf.Graph();
    const { p, v, done } = graph.asDefault(() => {
      const p = tf.placeholder('bool', [], { name: 'p' });
      const v = new tf.Variable(1, { name: 'v' });
      const done = tf.cond(
        p,
        () => tf.group(v.assignAdd(1)),
        () => tf.noOp(),
      );
      return { p, v, done };
    });
    using session = new tf.Session({ graph });
    await session.run(v.initializer);
    expect(await session.run(done, [[p, false]])).toBe(false);
    expect(await session.run(done, [[p, true]])).toBe(true);
    expect(await session.run(v)).toBe(2);
  });

  it('gives a variable read in a branch its gradient', async () => {
    const graph = new tf.Graph();
    const { p, v, slope } = graph.asDefault(() => {
      const p = tf.placeholder('bool', [], { name: 'p' });
      const v = new tf.Variable(3, { name: 'v' });
      const square = () => tf.square(tf.identity(v.asGraphElement()));
      const y = tf.cond(p, square, () => tf.constant(1));
      expect(graph.getOperations().map(({ type }) => type)).toContain('RefSwitch');
      return { p, v, slope: tf.gradients(y, v)[0]! };
    });
    using session = new tf.Session({ graph });
    await session.run(v.initializer);
    expect(await session.run(slope, [[p, true]])).toBe(6);
    expect(await session.run(slope, [[p, false]])).toBe(0);
  });

  it('keeps its inside from fetches', async () => {
    const graph = new tf.Graph();
    const inside: tf.Tensor[] = [];
    const p = graph.asDefault(() => {
      const { p, x } = inputs();
      const doubled = () => {
        inside.push(x.mul(2));
        return inside[0];
      };
      tf.cond(p, doubled, () => x);
      return p;
    });
    using session = new tf.Session({ graph });
    await expect(session.run(inside[0], [[p, true]])).rejects.toThrow(
      "Operation 'cond/mul' has been marked as not fetchable",
    );
  });

  it('says where an operation inside failed', async () => {
    const graph = new tf.Graph();
    const { p, x, y } = graph.asDefault(() => {
      const { p, x } = inputs();
      const failing = () => tf.checkNumerics(tf.log(x), 'inside');
      return { p, x, y: tf.cond(p, failing, () => x) };
    });
    using session = new tf.Session({ graph });
    await expect(
      session.run(y, [
        [p, true],
        [x, [-1, 1]],
      ]),
    ).rejects.toThrow(/inside.*cond\/CheckNumerics/s);
  });
});

describe('case', () => {
  const graph = new tf.Graph();
  const { p, q, first, exclusive, must } = graph.asDefault(() => {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const q = tf.placeholder('bool', [], { name: 'q' });
    const pairs = [
      [p, () => tf.constant(1)],
      [q, () => tf.constant(2)],
    ] as const;
    return {
      p,
      q,
      first: tf.case(pairs, { default: () => 3 }),
      exclusive: tf.case(pairs, { default: () => 3, exclusive: true }),
      must: tf.case(new Map(pairs)),
    };
  });
  const run = async (fetch: tf.Tensor, a: boolean, b: boolean) => {
    using session = new tf.Session({ graph });
    return await session.run(fetch, [
      [p, a],
      [q, b],
    ]);
  };

  it('takes the first condition that holds', async () => {
    expect(await run(first, true, true)).toBe(1);
    expect(await run(first, false, true)).toBe(2);
    expect(await run(first, false, false)).toBe(3);
    expect(await run(must, false, true)).toBe(2);
  });

  it('ends a run in which too many, or none, hold', async () => {
    expect(await run(exclusive, false, true)).toBe(2);
    await expect(run(exclusive, true, true)).rejects.toThrow(/exclusive=True/);
    await expect(run(must, false, false)).rejects.toThrow(/None of conditions evaluated as True/);
  });

  it('refuses what is no list of pairs', () => {
    const wrong = (pairs: unknown) => () => graph.asDefault(() => tf.case(pairs as never));
    expect(wrong([])).toThrow("'predFnPairs' is empty");
    expect(wrong(3)).toThrow("'predFnPairs' must be a list");
    expect(wrong([[first, () => 1]])).toThrow('pred must be Tensor of type bool');
    expect(wrong([[p, 1]])).toThrow('fn for pred p:0 must be callable');
  });
});

/** What operations that check let through, and what they say of what they do not. */

import { beforeEach, describe, expect, it } from 'vitest';
import { resetDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

async function passes(check: tf.Operation): Promise<unknown> {
  using session = new tf.Session();
  return session.run(check);
}

const fed = (values: readonly number[]) => tf.identity(tf.constant(values));

describe('a run goes on where it is so, and ends where it is not', () => {
  it.each<[string, () => tf.Operation, () => tf.Operation, string]>([
    ['==', () => tf.assertEqual(fed([1, 1]), 1), () => tf.assertEqual(fed([1, 2]), 1), 'x == y did not hold'],
    ['!=', () => tf.assertNoneEqual(fed([2, 3]), 1), () => tf.assertNoneEqual(fed([1, 2]), 1), 'x != y did not hold'],
    ['<', () => tf.assertLess(fed([0]), 1), () => tf.assertLess(fed([1]), 1), 'x < y did not hold'],
    ['<=', () => tf.assertLessEqual(fed([1]), 1), () => tf.assertLessEqual(fed([2]), 1), 'x <= y did not hold'],
    ['>', () => tf.assertGreater(fed([2]), 1), () => tf.assertGreater(fed([1]), 1), 'x > y did not hold'],
    ['>=', () => tf.assertGreaterEqual(fed([1]), 1), () => tf.assertGreaterEqual(fed([0]), 1), 'x >= y did not hold'],
    ['positive', () => tf.assertPositive(fed([1])), () => tf.assertPositive(fed([1, 0])), 'x > 0 did not hold'],
    ['negative', () => tf.assertNegative(fed([-1])), () => tf.assertNegative(fed([0])), 'x < 0 did not hold'],
    [
      'not negative',
      () => tf.assertNonNegative(fed([0])),
      () => tf.assertNonNegative(fed([-1])),
      'x >= 0 did not hold',
    ],
    ['not positive', () => tf.assertNonPositive(fed([0])), () => tf.assertNonPositive(fed([1])), 'x <= 0 did not hold'],
    ['near', () => tf.assertNear(fed([1 + 1e-6]), 1), () => tf.assertNear(fed([1.001]), 1), 'not equal to tolerance'],
    [
      'near as told',
      () => tf.assertNear(fed([1.4]), 1, { atol: 0.5 }),
      () => tf.assertNear(fed([9]), 1, { rtol: 1 }),
      '',
    ],
  ])('%s', async (_name, right, wrong, message) => {
    expect(await passes(right())).toBeNull();
    await expect(passes(wrong())).rejects.toThrow(tf.errors.InvalidArgumentError);
    await expect(passes(wrong())).rejects.toThrow(message);
  });

  it('telling what one asked it to tell', async () => {
    const check = tf.assertEqual(fed([1]), 2, { message: 'sizes differ', data: ['so they are', fed([7])] });
    await expect(passes(check)).rejects.toThrow(/sizes differ.*so they are.*7/s);
  });

  it('of a number of axes', async () => {
    const x = tf.placeholder('float32');
    using session = new tf.Session();
    const exactly = tf.assertRank(x, 1);
    const least = tf.assertRankAtLeast(x, 1);
    await session.run([exactly, least], [[x, [1, 2]]]);
    await session.run(least, [[x, [[1]]]]);
    await expect(session.run(exactly, [[x, [[1]]]])).rejects.toThrow('must have rank 1');
    await expect(session.run(least, [[x, 1]])).rejects.toThrow('must have rank at least 1');
  });
});

describe('what is known before a run', () => {
  it('is refused when it is built', () => {
    expect(() => tf.assertRank(tf.ones([2]), 2, { message: 'a matrix' })).toThrow(/a matrix.*must have rank 2/);
    expect(() => tf.assertRankAtLeast(tf.ones([]), 1)).toThrow('must have rank at least 1');
    expect(() => tf.assertType(tf.ones([2]), 'int32')).toThrow('must be of type int32, but is float32');
    expect(() => tf.assertInteger(tf.ones([2]))).toThrow('Expected "x" to be integer type. Found: float32');
  });

  it('needs no check in the run', () => {
    const checks = [
      tf.assertRank(tf.ones([2]), 1),
      tf.assertType(1, 'float32'),
      tf.assertInteger(tf.constant(1, 'int32')),
    ];
    expect(checks.map(({ type }) => type)).toEqual(['NoOp', 'NoOp', 'NoOp']);
  });
});

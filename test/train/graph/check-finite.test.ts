import { beforeEach, describe, expect, it } from 'vitest';
import { GraphError, InvalidArgumentError } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

/** log(x) is the first to go wrong where x is 0 or less; the product spreads it. */
function model() {
  const x = tf.placeholder('float32', [2], { name: 'x' });
  const w = new tf.Variable([1, 1], { name: 'w' });
  const logs = tf.log(tf.multiply(x, w, { name: 'scaled' }), { name: 'logs' });
  return { x, w, loss: tf.reduceSum(tf.multiply(logs, 2, { name: 'doubled' }), { name: 'loss' }) };
}

async function session() {
  const made = new tf.Session();
  await made.run(tf.globalVariablesInitializer());
  return made;
}

async function failure(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidArgumentError);
  return (error as Error).message;
}

describe('checkFinite', () => {
  it('watches what goes into loops and comes out of them, not their passes', async () => {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const step = (z: tf.Tensor) =>
      tf.cond(
        z.less(1),
        () => z.mul(4),
        () => z.mul(2),
      );
    const grown = tf.whileLoop((z) => z.less(10), step, [tf.log(x, { name: 'start' })]);
    const safe = tf.train.checkFinite(grown);
    using s = await session();
    expect(await s.run(safe, [[x, Math.E]])).toBeCloseTo(16, 5);
    expect(await failure(s.run(safe, [[x, -1]]))).toContain("NaN or infinity in 'start:0'");
  });

  it('gives the tensor itself while all is well', async () => {
    const { x, loss } = model();
    const safe = tf.train.checkFinite(loss);
    expect(safe.name).toBe('check_finite:0');
    using s = await session();
    expect(await s.run(safe, [[x, [1, 1]]])).toBe(0);
  });

  it('names the first operation that went wrong, not the last', async () => {
    const { x, loss } = model();
    const safe = tf.train.checkFinite(loss, { message: 'my loss' });
    using s = await session();
    const message = await failure(s.run(safe, [[x, [1, -1]]]));
    expect(message).toContain("NaN or infinity in 'logs:0' (operation type Log)");
    expect(message).toContain('[my loss]');
    expect(await failure(s.run(safe, [[x, [Number.NaN, 1]]]))).toContain("'x:0' (operation type Placeholder)");
  });

  it('says the step of the loop, or of the global step', async () => {
    const { x, loss } = model();
    const safe = tf.train.checkFinite(loss);
    using s = await session();
    let message = '';
    for (const step of tf.train.steps(5)) {
      if (step === 3) message = await failure(s.run(safe, [[x, [0, 1]]]));
    }
    expect(message).toContain('(at step 3)');
    expect(await failure(s.run(safe, [[x, [0, 1]]]))).not.toContain('step');

    const step = tf.train.getOrCreateGlobalStep();
    const counted = tf.train.checkFinite(loss);
    await s.run(step.initializer);
    await s.run(step.assignAdd(41));
    expect(await failure(s.run(counted, [[x, [0, 1]]]))).toContain('[at global step] [41]');
  });

  it('lets an infinity pass that does no harm', async () => {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const y = tf.divide(tf.constant(1), tf.exp(x));
    using s = await session();
    expect(await s.run(tf.train.checkFinite(y), [[x, 1000]])).toBe(0);
  });

  it('checks the gradients of a train step', async () => {
    const w = new tf.Variable([0, 4], { name: 'w' });
    // √w is finite at 0, its derivative is not.
    const train = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduceSum(tf.sqrt(w)));
    const safe = tf.train.checkFinite(train);
    expect(safe).toBeInstanceOf(tf.Operation);
    using s = await session();
    expect(await failure(s.run(safe))).toMatch(/NaN or infinity in 'gradients\/Sqrt_grad/);
  });

  it('stops the updates it is waited for by', async () => {
    const { x, w, loss } = model();
    const safe = tf.train.checkFinite(loss);
    const train = tf.controlDependencies([safe], () => new tf.train.GradientDescentOptimizer(0.1).minimize(loss));
    using s = await session();
    await failure(s.run(train, [[x, [0, 1]]]));
    expect(((await s.run(w)) as tf.NdArray).toArray()).toEqual([1, 1]);
  });

  it('needs something to check', () => {
    expect(() => tf.train.checkFinite([])).toThrow(GraphError);
    expect(() => tf.train.checkFinite(tf.constant(1, { dtype: 'int32' }))).toThrow('no floating-point values');
    expect(() => tf.train.checkFinite('loss' as never)).toThrow('not loss');
  });
});

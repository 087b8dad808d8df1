import { describe, expect, it } from 'vitest';
import { bundlesOf } from '../../../engine/backends/cpu/bundles.ts';
import * as tf from '../../../engine/index.ts';
import { DraftPlan } from './draft-plan.ts';

const MATRIX = 4 * 24 * 10;

/** Beginning and end of each bundle, however small. */
const bundlesIn = (draft: DraftPlan, taken: readonly number[] = [], worthwhile = 0): number[][] =>
  bundlesOf(draft.plan(), (at) => taken.includes(at), worthwhile).map(({ begin, end }) => [begin, end]);

/** Updates of variables, each by a gradient of its own. */
function updates(count: number): DraftPlan {
  const draft = new DraftPlan();
  for (let i = 0; i < count; i++) {
    const variable = draft.value([24, 10], `v${i}`);
    draft.map(draft.value([24, 10], `v${i}`), variable, draft.value([24, 10], i * MATRIX));
  }
  return draft;
}

describe('bundles of kernels', () => {
  it('take all that do not depend on one another, in place or not', () => {
    expect(bundlesIn(updates(4))).toEqual([[0, 4]]);
  });
  it('begin anew where a kernel reads what one before wrote', () => {
    const draft = updates(2);
    const old = draft.value([24, 10], 'v1');
    draft.map(draft.value([24, 10], 'v9'), old).map(draft.value([24, 10], 'v8'), draft.value([24, 10], 0));
    expect(bundlesIn(draft)).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });
  it('begin anew where a kernel writes what one before read', () => {
    const draft = updates(2);
    draft.map(draft.value([24, 10], MATRIX + 64), draft.value([24, 10], 'x'));
    expect(bundlesIn(draft)).toEqual([[0, 2]]);
  });
  it('begin anew where a kernel writes what one before wrote', () => {
    const draft = updates(2);
    draft.map(draft.value([24, 10], 'v0'), draft.value([24, 10], 'x'));
    expect(bundlesIn(draft)).toEqual([[0, 2]]);
  });
  it('may read the same', () => {
    const draft = new DraftPlan();
    const x = draft.value([24, 10], 'x');
    draft.map(draft.value([24, 10], 0), x).sum(draft.value([24], MATRIX), x, [1]);
    expect(bundlesIn(draft)).toEqual([[0, 2]]);
  });
  it('leave out scalars, and what chains have taken', () => {
    const draft = updates(3);
    draft.map(draft.value([], 'p'), draft.value([], 'q'));
    expect(bundlesIn(draft)).toEqual([[0, 3]]);
    expect(bundlesIn(draft, [1])).toEqual([]);
  });
  it('are not made of little work', () => {
    expect(bundlesIn(updates(3), [], 3 * 240 + 1)).toEqual([]);
    expect(bundlesIn(updates(3), [], 3 * 240)).toEqual([[0, 3]]);
  });
});

describe('a session with bundles', () => {
  /** Weights and biases, large and tiny, after some steps of Adam. */
  async function trained(config: tf.SessionConfig): Promise<number[]> {
    tf.resetDefaultGraph();
    const sizes = [[3, 7001], [7], [300, 40], [1], [2]];
    const variables = sizes.map((size) => new tf.Variable(tf.ones(size)));
    const squares = variables.map((v, i) => tf.reduceSum(tf.square(v.sub(i))));
    const train = new tf.train.AdamOptimizer(0.1).minimize(tf.addN(squares));
    using session = new tf.Session({ config });
    await session.run(tf.globalVariablesInitializer());
    for (let step = 0; step < 3; step++) await session.run(train);
    const results = (await session.run(variables)) as tf.NdArray[];
    return results.flatMap(({ data }) => [...(data as Float32Array)]);
  }
  it.each([1, 3])('computes the same on %i threads', async (threads) => {
    const [bundled, apart] = [
      await trained({ kernels: 'webAssembly', intraOpParallelismThreads: threads }),
      await trained({ kernels: 'javascript' }),
    ];
    const worst = bundled.reduce((most, value, i) => Math.max(most, Math.abs(value - apart[i])), 0);
    expect(bundled).toHaveLength(3 * 7001 + 7 + 12000 + 3);
    expect(worst).toBeLessThan(1e-6);
  });

  const { train } = tf;
  const optimizers: Readonly<Record<string, () => tf.train.Optimizer>> = {
    Adadelta: () => new train.AdadeltaOptimizer(0.1),
    Adagrad: () => new train.AdagradOptimizer(0.1),
    Adam: () => new train.AdamOptimizer(0.1),
    Ftrl: () => new train.FtrlOptimizer(0.1),
    Momentum: () => new train.MomentumOptimizer(0.1, 0.9),
    ProximalAdagrad: () => new train.ProximalAdagradOptimizer(0.1),
    RMSProp: () => new train.RMSPropOptimizer(0.1),
  };
  it.each(Object.keys(optimizers))('%s updates all variables in one job', async (name) => {
    tf.resetDefaultGraph();
    const x = tf.placeholder('float32', [64, 100]);
    const layer = (input: tf.Tensor, sizes: [number, number]) =>
      tf.matmul(input, new tf.Variable(tf.ones(sizes))).add(new tf.Variable(tf.zeros([sizes[1]])));
    const y = layer(tf.nn.relu(layer(x, [100, 80])), [80, 70]);
    const step = optimizers[name]().minimize(tf.reduceMean(tf.square(y)));
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    await session.run(step, [[x, tf.NdArray.zeros('float32', [64, 100])]]);
    const updates = session
      .describePlans()
      .at(-1)!
      .kernels.filter(
        ({ label, covers }) => !label.includes('scalar') && covers.some((each) => /\/update_/.test(each)),
      );
    expect(updates.map(({ joinsPrevious }) => joinsPrevious)).toEqual([undefined, 'bundle', 'bundle', 'bundle']);
  });
});

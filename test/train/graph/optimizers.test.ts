import { beforeEach, describe, expect, it } from 'vitest';
import { DTypeError, GraphError, GraphKeys, type Operation } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

function problem() {
  const w = new tf.Variable([1, 2], { name: 'w' });
  return { w, loss: tf.reduceSum(tf.square(w), { name: 'loss' }) };
}

const namesOf = (ops: readonly Operation[]) => ops.map(({ name, type }) => `${name} ${type}`);

async function valueAfter(train: Operation, variable: tf.Variable, runs = 1): Promise<unknown> {
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  for (let i = 0; i < runs; i++) await session.run(train);
  const value = await session.run(variable);
  return value instanceof tf.NdArray ? value.toArray() : value;
}

describe('the graph of a step', () => {
  it('has TensorFlow’s names: slots at the variable, everything else in the optimizer’s scope', () => {
    const { loss } = problem();
    const before = tf.getDefaultGraph().getOperations().length;
    const train = tf.nameScope('train', () => new tf.train.AdamOptimizer().minimize(loss));
    const made = namesOf(tf.getDefaultGraph().getOperations().slice(before)).filter((n) => !n.includes('gradients'));
    expect(made).toEqual([
      'train/beta1_power/initial_value Const',
      'train/beta1_power VariableV2',
      'train/beta1_power/Assign Assign',
      'train/beta1_power/read Identity',
      'train/beta2_power/initial_value Const',
      'train/beta2_power VariableV2',
      'train/beta2_power/Assign Assign',
      'train/beta2_power/read Identity',
      'w/Adam/Initializer/zeros Const',
      'w/Adam VariableV2',
      'w/Adam/Assign Assign',
      'w/Adam/read Identity',
      'w/Adam_1/Initializer/zeros Const',
      'w/Adam_1 VariableV2',
      'w/Adam_1/Assign Assign',
      'w/Adam_1/read Identity',
      'train/Adam/learning_rate Const',
      'train/Adam/beta1 Const',
      'train/Adam/beta2 Const',
      'train/Adam/epsilon Const',
      'train/Adam/update_w/ApplyAdam ApplyAdam',
      'train/Adam/mul Mul',
      'train/Adam/Assign Assign',
      'train/Adam/mul_1 Mul',
      'train/Adam/Assign_1 Assign',
      'train/Adam NoOp',
    ]);
    expect(train.name).toBe('train/Adam');
    expect(tf.getCollection(GraphKeys.TRAIN_OP)).toEqual([train]);
  });

  it('numbers the slots of a second optimizer on, and shares those of one that is used twice', () => {
    const { loss, w } = problem();
    const adam = new tf.train.AdamOptimizer();
    adam.minimize(loss);
    const slots = [adam.getSlot(w, 'm'), adam.getSlot(w, 'v')];
    adam.minimize(loss, { name: 'again' });
    expect([adam.getSlot(w, 'm'), adam.getSlot(w, 'v')]).toEqual(slots);
    const other = new tf.train.AdamOptimizer();
    other.minimize(loss);
    expect(other.getSlot(w, 'm')?.name).toBe('w/Adam_2:0');
    expect(adam.getSlotNames()).toEqual(['m', 'v']);
    expect(adam.getSlot(w, 'none')).toBeNull();
    expect(adam.variables().map((v) => v.op.name)).toEqual(['beta1_power', 'beta2_power', 'w/Adam', 'w/Adam_1']);
  });

  it('counts the global step after the updates', () => {
    const { loss } = problem();
    const globalStep = tf.train.getOrCreateGlobalStep();
    const train = new tf.train.GradientDescentOptimizer(0.5).minimize(loss, { globalStep });
    expect(train.type).toBe('AssignAdd');
    expect(train.inputs.map((input) => input.name)).toEqual(['global_step:0', 'GradientDescent/value:0']);
    const [, one] = train.inputs;
    expect(one.op.controlInputs.map((op) => op.name)).toEqual(['GradientDescent/update']);
    expect(one.op.controlInputs[0].controlInputs.map((op) => op.name)).toEqual([
      'GradientDescent/update_w/ApplyGradientDescent',
    ]);
  });

  it('makes no slots wait for control dependencies around the call', () => {
    const { loss } = problem();
    const gate = tf.noOp({ name: 'gate' });
    tf.controlDependencies([gate], () => new tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss));
    const graph = tf.getDefaultGraph();
    expect(graph.getOperationByName('w/Momentum/Assign').controlInputs).toEqual([]);
    expect(graph.getOperationByName('Momentum/learning_rate').controlInputs).toEqual([gate]);
  });
});

describe('what is updated', () => {
  it('is varList only', async () => {
    const a = new tf.Variable(1, { name: 'a' });
    const b = new tf.Variable(1, { name: 'b' });
    const loss = tf.multiply(a, b);
    const train = new tf.train.GradientDescentOptimizer(0.5).minimize(loss, { varList: [b] });
    expect(await valueAfter(train, a)).toBe(1);
    expect(await valueAfter(train, b)).toBe(0.5);
  });

  it('skips variables that the loss does not depend on', () => {
    const { w, loss } = problem();
    const unused = new tf.Variable(1, { name: 'unused' });
    const optimizer = new tf.train.MomentumOptimizer(0.1, 0.9);
    const pairs = optimizer.computeGradients(loss);
    expect(pairs.map(([gradient, variable]) => [gradient?.shape.toString(), variable])).toEqual([
      ['(2,)', w],
      [undefined, unused],
    ]);
    optimizer.applyGradients(pairs);
    expect(optimizer.getSlot(unused, 'momentum')).toBeNull();
  });

  it('takes gradients that the caller changed', async () => {
    const { w, loss } = problem();
    const optimizer = new tf.train.GradientDescentOptimizer(1);
    const clipped = optimizer.computeGradients(loss).map(([g, v]) => [tf.clipByValue(g!, -0.5, 0.5), v] as const);
    expect(await valueAfter(optimizer.applyGradients(clipped), w)).toEqual([0.5, 1.5]);
  });

  it('follows a learning rate that is a tensor', async () => {
    const { w, loss } = problem();
    const step = tf.train.getOrCreateGlobalStep();
    const rate = tf.train.piecewiseConstant(step, [0], [0.25, 0]);
    const train = new tf.train.GradientDescentOptimizer(rate).minimize(loss, { globalStep: step });
    // w − 0.25 · 2w, and then nothing more.
    expect(await valueAfter(train, w, 1)).toEqual([0.5, 1]);
    expect(await valueAfter(train, w, 2)).toEqual([0.5, 1]);
  });

  it('keeps float64 variables float64', async () => {
    const w = new tf.Variable(tf.constant([1, 2], { dtype: 'float64' }), { name: 'w' });
    const optimizer = new tf.train.AdamOptimizer(0.25);
    const train = optimizer.minimize(tf.reduceSum(tf.square(w)));
    expect(optimizer.getSlot(w, 'm')?.dtype).toBe('float64');
    const [first, second] = (await valueAfter(train, w)) as number[];
    expect(first).toBeCloseTo(0.75, 6);
    expect(second).toBeCloseTo(1.75, 6);
  });

  it('takes arguments by position or by name', async () => {
    const { w, loss } = problem();
    const byName = new tf.train.GradientDescentOptimizer({ learningRate: 0.25 }).minimize(loss);
    expect(await valueAfter(byName, w)).toEqual([0.5, 1]);
    expect(new tf.train.AdamOptimizer({ name: 'mine' }).getName()).toBe('mine');
    const momentum = new tf.train.MomentumOptimizer(0.25, 0.5, { useNesterov: true }).minimize(loss);
    expect(momentum.graph.getOperationByName('Momentum/update_w/ApplyMomentum').attr('use_nesterov', 'bool')).toBe(
      true,
    );
  });
});

describe('rows that were gathered', () => {
  const table = () => new tf.Variable(tf.ones([4, 2]), { name: 'table' });

  it('alone are updated, also where several gathers add up', async () => {
    const rows = table();
    const picked = tf.concat([tf.gather(rows, [1]), tf.gather(rows, [3, 1])], 0);
    const optimizer = new tf.train.MomentumOptimizer(0.5, 0.9);
    const train = optimizer.minimize(tf.reduceSum(picked));
    expect(train.graph.getOperations().some((op) => op.type === 'SparseApplyMomentum')).toBe(true);
    expect(await valueAfter(train, rows)).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
      [0.5, 0.5],
    ]);
  });

  it('are found under indices of any rank', async () => {
    const rows = table();
    const loss = tf.reduceSum(tf.gather(rows, tf.constant([[0], [2]], { dtype: 'int32' })));
    const train = new tf.train.RMSPropOptimizer(0.1, { decay: 0 }).minimize(loss);
    const after = (await valueAfter(train, rows)) as number[][];
    expect(after.map(([x]) => Number(x.toFixed(4)))).toEqual([0.9, 1, 0.9, 1]);
  });

  it.each([
    // Of rows 0 (twice), 1 and 3: by turns, 0 is in the first part, and 1 and 3 are rows 0 and 1 of the second.
    ['mod', [0, 1, 1], [0.5, 0.5, 1]],
    // In runs of three, 0 and 1 are in the first part, and 3 is row 0 of the second.
    ['div', [0, 0.5, 1], [0.5, 1, 1]],
  ] as const)('of a table in parts are updated in each by themselves, by %s', async (strategy, first, second) => {
    const parts = ['first', 'second'].map((name) => new tf.Variable(tf.ones([3, 1]), { name }));
    const rows = tf.nn.embeddingLookup(parts, [0, 1, 3, 0], { partitionStrategy: strategy });
    const train = new tf.train.MomentumOptimizer(0.5, 0.9).minimize(tf.reduceSum(rows));
    const types = train.graph.getOperations().map((op) => op.type);
    expect(types.filter((type) => /^(Sparse)?ApplyMomentum$/.test(type))).toEqual(Array(2).fill('SparseApplyMomentum'));
    const flat = async (part: tf.Variable) => ((await valueAfter(train, part)) as number[][]).flat();
    expect(await flat(parts[0])).toEqual(first);
    expect(await flat(parts[1])).toEqual(second);
  });

  it('give a dense update where the same table is used whole', async () => {
    const rows = table();
    const loss = tf.add(tf.reduceSum(tf.gather(rows, [0])), tf.reduceSum(rows));
    const train = new tf.train.MomentumOptimizer(0.5, 0.9).minimize(loss);
    expect(train.graph.getOperations().some((op) => op.type === 'ApplyMomentum')).toBe(true);
    expect(await valueAfter(train, rows)).toEqual([
      [0, 0],
      [0.5, 0.5],
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
  });

  it('go through ScatterSub in plain gradient descent', async () => {
    const rows = table();
    const train = new tf.train.GradientDescentOptimizer(0.25).minimize(tf.reduceSum(tf.gather(rows, [2, 2])));
    expect(await valueAfter(train, rows)).toEqual([
      [1, 1],
      [1, 1],
      [0.5, 0.5],
      [1, 1],
    ]);
  });
});

describe('mistakes', () => {
  const sgd = () => new tf.train.GradientDescentOptimizer(0.1);

  it.each([
    ['no variables', () => sgd().minimize(tf.constant(1)), 'No variables to optimize.'],
    [
      'a loss that depends on none',
      () => {
        problem();
        sgd().minimize(tf.constant(1, { name: 'other' }));
      },
      `No gradients provided for any variable, check your graph for ops that do not support gradients, between variables ["<tf.Variable 'w:0' shape=(2,) dtype=float32_ref>"] and loss Tensor("other:0", shape=(), dtype=float32).`,
    ],
    ['an empty list', () => sgd().applyGradients([]), 'No variables provided.'],
    [
      'nothing but null',
      () => sgd().applyGradients([[null, problem().w]]),
      `No gradients provided for any variable: ["<tf.Variable 'w:0' shape=(2,) dtype=float32_ref>"].`,
    ],
  ])('%s: GraphError', (_, body, message) => {
    expect(body).toThrow(GraphError);
    tf.resetDefaultGraph();
    expect(body).toThrow(message);
  });

  it.each([
    [
      'an integer loss',
      () => sgd().minimize(tf.constant(1, { dtype: 'int32', name: 'i' })),
      'Invalid type int32 for i:0, expected: [float32, float64].',
    ],
    ['an operation as loss', () => sgd().minimize(tf.noOp() as never), 'The loss to minimize must be a tensor'],
    [
      'a tensor as variable',
      () => sgd().minimize(problem().loss, { varList: [problem().loss as never] }),
      'Only variables',
    ],
    [
      'a gradient of another type',
      () => sgd().applyGradients([[tf.constant([1, 2], { dtype: 'float64' }), problem().w]]),
      'must be a tensor of type float32',
    ],
  ])('%s: DTypeError', (_, body, message) => {
    expect(body).toThrow(DTypeError);
    tf.resetDefaultGraph();
    expect(body).toThrow(message);
  });

  it.each([
    ['gateGradients', () => sgd().minimize(problem().loss, { gateGradients: 7 }), 'Optimizer.GATE_GRAPH.  Not 7.'],
    ['a missing learning rate', () => new tf.train.GradientDescentOptimizer({}), 'needs a value for learningRate'],
    [
      'an accumulator of 0',
      () => new tf.train.AdagradOptimizer(0.1, { initialAccumulatorValue: 0 }),
      'must be positive: 0',
    ],
    ['a power above 0', () => new tf.train.FtrlOptimizer(0.1, { learningRatePower: 1 }), 'negative or zero'],
    ['a strength below 0', () => new tf.train.FtrlOptimizer(0.1, { l1RegularizationStrength: -1 }), 'positive or zero'],
  ])('%s: RangeError', (_, body, message) => {
    expect(body).toThrow(RangeError);
    tf.resetDefaultGraph();
    expect(body).toThrow(message);
  });

  it('refuses a gradient of another shape', () => {
    const { w } = problem();
    expect(() => sgd().applyGradients([[tf.constant([1, 2, 3]), w]])).toThrow(/2 and 3/);
  });
});

import { describe, expect, it } from 'vitest';
import type * as tensorloom from '../../../engine/index.ts';
import { nodesOfAnalysis, nodesOfRun } from './analyzed.ts';

/** Methods and classes: what the analysis builds is what a run builds, node by node. */
type Program = (tf: typeof tensorloom) => unknown;

const programs: Readonly<Record<string, Program>> = {
  "Python's operators as methods": (tf) => {
    const x = tf.placeholder('float32', [null, 3]);
    return [x.add(1), x.sub(x), x.mul(2), x.div(3), x.truediv(2), x.floordiv(2), x.mod(2), x.pow(2), x.neg(), x.abs()];
  },
  'functions of the tensor as methods, with options': (tf) => {
    const x = tf.placeholder('float32', [null, 4]);
    const w = new tf.Variable(tf.truncatedNormal([4, 5]), { name: 'w' });
    return [
      x.matmul(w, { name: 'product' }).relu().reshape([-1, 5, 1]),
      x.cast('int32').equal(1),
      x.reduceSum(1, { keepDims: true }),
      x.softmax().argmax(1),
      x.split(2, 1).map((part) => part.square()),
      x.transpose().expandDims(0).squeeze([0]),
      w.add(1).reduceMean(),
      w.gather([0, 1]),
      x.dropout(0.5),
      x.biasAdd([1, 2, 3, 4]),
    ];
  },
  'variables: made of values, tensors and functions, assigned to, read': (tf) => {
    const a = new tf.Variable(3);
    const b = new tf.Variable([[1, 2]], { name: 'b', dtype: 'float64', trainable: false });
    const c = new tf.Variable(() => tf.zeros([2, 2]), { name: 'c' });
    const d = new tf.Variable(a.initializedValue(), { name: 'd' });
    const e = new tf.Variable(a.mul(2), { name: 'from_a' });
    return [a.assign(4), a.assignAdd(a), c.assignSub(tf.ones([2, 2])), d.readValue(), b.value().neg(), e.shape.rank];
  },
  'graphs: scopes, devices, order, collections, look-ups': (tf) => {
    const graph = tf.getDefaultGraph();
    return graph.nameScope('a', (scope) => {
      const x = graph.device('/cpu:0', () => tf.constant([1, 2], { name: 'x' }));
      graph.addToCollection('xs', x);
      graph.addToCollections(['xs', 'ys'], tf.constant(3));
      const found = graph.getTensorByName(`${scope}x:0`);
      const op = graph.getOperationByName('a/x');
      graph.controlDependencies([op, found], () => tf.noOp({ name: graph.uniqueName('last', false).slice(2) }));
      return tf.stack(graph.getCollection<tensorloom.Tensor>('ys')).add(op.outputs[0]);
    });
  },
  'shapes as numbers of the program': (tf) => {
    const x = tf.ones([2, 3, 4]);
    const [rows, columns] = x.shape.asList();
    return [
      tf.zeros([rows!, columns!]),
      tf.zeros([x.shape.rank!]),
      tf.zeros(x.shape),
      tf.zeros([x.shape.size as number]),
      tf.ones(new tf.TensorShape([2, 2])),
      tf.placeholder('float32', tf.TensorShape.of(5, 6)),
    ];
  },
  'each optimizer': (tf) => {
    const w = new tf.Variable(tf.zeros([3]), { name: 'w' });
    const loss = tf.reduceSum(tf.square(w));
    const step = tf.train.getOrCreateGlobalStep();
    return [
      new tf.train.GradientDescentOptimizer(0.1).minimize(loss),
      new tf.train.AdamOptimizer({ learningRate: 0.1, beta1: 0.8 }).minimize(loss, step),
      new tf.train.MomentumOptimizer(0.1, 0.9, { useNesterov: true }).minimize(loss),
      new tf.train.RMSPropOptimizer(0.1, { centered: true }).minimize(loss),
      new tf.train.AdagradOptimizer(0.1, 0.2).minimize(loss),
      new tf.train.AdadeltaOptimizer().minimize(loss),
      new tf.train.FtrlOptimizer(0.1).minimize(loss),
      new tf.train.AdagradDAOptimizer(0.1, step).minimize(loss),
      new tf.train.ProximalAdagradOptimizer(0.1).minimize(loss),
      new tf.train.ProximalGradientDescentOptimizer(0.1, { l1RegularizationStrength: 0.01 }).minimize(loss),
      new tf.train.AdamOptimizer(tf.train.exponentialDecay(0.1, step, 100, 0.9)).minimize(loss),
      new tf.train.AdamOptimizer(() => 0.25).minimize(loss, { varList: [w], name: 'lazily' }),
    ];
  },
  'gradients taken out, changed and given back': (tf) => {
    const w = new tf.Variable(tf.zeros([3, 2]), { name: 'w' });
    new tf.Variable(1, { name: 'unused' });
    const optimizer = new tf.train.MomentumOptimizer(0.1, 0.9);
    const pairs = optimizer.computeGradients(tf.reduceSum(tf.matmul(tf.ones([4, 3]), w)));
    const clipped = pairs.map(([gradient, variable]) => [gradient && tf.clipByNorm(gradient, 1), variable] as const);
    const train = optimizer.applyGradients(clipped, { globalStep: tf.train.getOrCreateGlobalStep() });
    return [train, optimizer.getSlot(w, 'momentum')!.assign(tf.zeros([3, 2])), tf.constant(optimizer.getSlotNames())];
  },
  'moving averages': (tf) => {
    const w = new tf.Variable(tf.zeros([3]), { name: 'w' });
    const average = new tf.train.ExponentialMovingAverage(0.99, { numUpdates: tf.train.getOrCreateGlobalStep() });
    const update = average.apply([w]);
    return [update, average.average(w)!.neg(), tf.constant(average.averageName(w))];
  },
  "a saver's nodes": (tf) => {
    const w = new tf.Variable(1, { name: 'w' });
    return [
      new tf.train.Saver(),
      new tf.train.Saver({ w_as: w }, { name: 'renamed' }),
      new tf.train.Saver([w], { maxToKeep: 1 }),
    ];
  },
};

describe('methods and classes, analysed', () => {
  it.each(Object.entries(programs))('%s: the nodes of a run', (_name, program) => {
    const { nodes, told } = nodesOfAnalysis(program);
    expect(nodes).toEqual(nodesOfRun(program));
    expect(told.filter((text) => !/^(?:unused-graph-part|variable-without-gradient)/.test(text))).toEqual([]);
  });
});

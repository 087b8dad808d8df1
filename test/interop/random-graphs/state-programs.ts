/** Programs with variables: assignments, scattered updates, the kernels of optimizers, optimizers, branches. */

import { type DType, Graph, NdArray, type Operation, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op, type RegisteredOp } from '../../../engine/ops/index.ts';
import { Grower, indexTypes, numericTypes, signedTypes } from './grower.ts';
import type { Phase, Program } from './program.ts';
import { updateOperands } from './update-kernels.ts';

type Body = (g: Grower) => { readonly phases: readonly Phase[]; readonly feeds?: Program['feeds'] };

function program(name: string, seed: number, body: Body): Program {
  const graph = new Graph();
  return { name, graph, feeds: [], ...graph.asDefault(() => body(new Grower(seed, { plain: true }))) };
}

const names = (items: readonly (Tensor | tf.Variable)[]) =>
  items.map((item) => (item instanceof tf.Variable ? item.value().name : item.name));

const run = (...targets: readonly Operation[]): Phase => ({ targets: targets.map(({ name }) => name), fetches: [] });
const read = (...items: readonly (Tensor | tf.Variable)[]): Phase => ({ targets: [], fetches: names(items) });
const initialize = () => run(tf.globalVariablesInitializer());

/** Each update in a run of its own, and the variable read after each. */
export function updateProgram(seed: number): Program {
  return program(`updates ${seed}`, seed, (g) => {
    const dtype = g.c.of(numericTypes);
    const index = g.c.of(indexTypes);
    // TensorFlow takes a variable without elements for initialized.
    const [rows, columns] = [2 + g.c.below(4), 1 + g.c.below(4)];
    const v = new tf.Variable(tf.constant(g.array(dtype, [rows, columns])), { name: 'v' });
    const old = op('Variable', [], { shape: v.shape, dtype }, 'old');
    const copied = addOp('Assign', [old, tf.constant(g.array(dtype, [rows, columns]))]);
    const isSet = op('IsVariableInitialized', [old]);
    const indices = tf.constant(g.array(index, [3], 0, rows));
    const distinct = tf.constant(
      new NdArray(index, [2], index === 'int64' ? BigInt64Array.of(0n, 1n) : Int32Array.of(1, 0)),
    );
    const rowsOf = (n: number) => tf.constant(g.array(dtype, [n, columns], 0));
    const updates: Operation[] = [
      ...['ScatterAdd', 'ScatterSub', 'ScatterMul', ...(dtype === 'uint8' ? [] : ['ScatterMax', 'ScatterMin'])].map(
        (type) => addOp(type, [v.op.outputs[0], indices, rowsOf(3)]),
      ),
      addOp('ScatterUpdate', [v.op.outputs[0], distinct, rowsOf(2)]),
      // Zero divides no integer.
      addOp('ScatterDiv', [v.op.outputs[0], indices, tf.constant(g.array(dtype, [3, columns], 1, 4))]),
      addOp('ScatterNdUpdate', [v.op.outputs[0], tf.expandDims(distinct, 1), rowsOf(2)]),
      ...['ScatterNdAdd', 'ScatterNdSub'].map((type) =>
        addOp(type, [
          v.op.outputs[0],
          tf.constant(
            [
              [1, 0],
              [0, columns - 1],
              [1, 0],
            ],
            index,
          ),
          tf.constant(g.array(dtype, [3], 0)),
        ]),
      ),
      addOp('ScatterAdd', [v.op.outputs[0], tf.constant(0, index), tf.constant(g.array(dtype, [columns]))]),
      addOp('AssignAdd', [old, rowsOf(rows)]),
      addOp('AssignSub', [old, rowsOf(rows)]),
    ];
    const held = tf.identity(old);
    return {
      phases: [
        read(isSet),
        { ...initialize(), targets: [...initialize().targets!, copied.name] },
        read(isSet),
        ...updates.flatMap((update) => [run(update), read(v, held)]),
      ],
    };
  });
}

/** Variables whose initial values read other variables, and branches by hand. */
export function branchProgram(seed: number): Program {
  return program(`branches ${seed}`, seed, (g) => {
    const dtype = g.c.of(signedTypes);
    const a = new tf.Variable(tf.constant(g.array(dtype, [2, 3])), { name: 'a' });
    const b = new tf.Variable(tf.add(tf.multiply(a, 2), a.initializedValue()), { name: 'b' });
    const c = new tf.Variable(tf.square(b), { name: 'c' });
    const x = tf.constant(g.array(dtype, [4]));
    const pred = tf.placeholder('bool', [], { name: 'pred' });
    const [no, yes] = addOp('Switch', [x, pred]).outputs;
    const [merged, index] = addOp('Merge', [[tf.negative(no), tf.add(tf.square(yes), x)]]).outputs;
    return {
      feeds: [[pred, new NdArray('bool', [], Uint8Array.of(g.c.below(2)))]],
      phases: [initialize(), read(a, b, c), read(merged, index), read(tf.reduceSum(tf.add(merged, 1)))],
    };
  });
}

/** One update kernel, three times, on variables of its own. */
export function kernelProgram(def: RegisteredOp, seed: number): Program {
  return program(`${def.type} ${seed}`, seed, (g) => {
    const dtype: DType = g.c.of(['float32', 'float64']);
    const operands = updateOperands(g, def, dtype, [5, 1 + g.c.below(4)]);
    const variables: tf.Variable[] = [];
    const inputs = operands.map(({ name, array, isVariable }) => {
      if (!isVariable) return tf.constant(array);
      variables.push(new tf.Variable(tf.constant(array), { name }));
      return variables.at(-1)!.op.outputs[0];
    });
    const flags = { use_nesterov: 'use_nesterov' in def.attributes ? g.flip() : undefined };
    const update = addOp(def.type, inputs, flags);
    const step = [run(update), read(...variables)];
    return { phases: [initialize(), read(...variables), ...step, ...step, ...step] };
  });
}

const optimizers: readonly ((step: tf.Variable) => tf.train.Optimizer)[] = [
  () => new tf.train.GradientDescentOptimizer(0.1),
  () => new tf.train.MomentumOptimizer(0.05, 0.9),
  () => new tf.train.MomentumOptimizer(0.05, 0.9, { useNesterov: true }),
  () => new tf.train.AdamOptimizer(0.02),
  () => new tf.train.RMSPropOptimizer(0.01, { momentum: 0.5 }),
  () => new tf.train.RMSPropOptimizer(0.01, { centered: true }),
  () => new tf.train.AdagradOptimizer(0.1),
  () => new tf.train.AdadeltaOptimizer(0.5),
  () => new tf.train.FtrlOptimizer(0.1, { l1RegularizationStrength: 0.01 }),
  () => new tf.train.ProximalGradientDescentOptimizer(0.1, { l1RegularizationStrength: 0.01 }),
  () => new tf.train.ProximalAdagradOptimizer(0.1, { l2RegularizationStrength: 0.01 }),
  (step) => new tf.train.AdagradDAOptimizer(0.1, step),
];

/** A small network of random form, three steps of an optimizer, every variable after each. */
export function trainingProgram(seed: number): Program {
  return program(`training ${seed}`, seed, (g) => {
    const dtype: DType = g.c.chance(3) ? 'float64' : 'float32';
    const [batch, inputs, hidden, classes] = [3, 4, 2 + g.c.below(4), 3];
    const xs = g.array(dtype, [batch, inputs]);
    const x = tf.placeholder(dtype, [null, inputs], { name: 'x' });
    const table = new tf.Variable(tf.multiply(tf.constant(g.array(dtype, [6, 2])), 0.5), { name: 'table' });
    const rows = [g.c.below(2), 2 + g.c.below(2), 4 + g.c.below(2)];
    const ids = tf.constant(rows, g.c.of(indexTypes));
    const layer = (input: Tensor, n: number, m: number, name: string) => {
      const draw = tf.truncatedNormal([n, m], { stddev: 0.5, seed: g.c.below(1000), dtype });
      const w = new tf.Variable(draw, { name: `${name}/w` });
      return tf.nn.biasAdd(tf.matmul(input, w), new tf.Variable(tf.zeros([m], dtype), { name: `${name}/b` }));
    };
    const activation = g.c.of([tf.nn.relu, tf.nn.tanh, tf.nn.elu, tf.nn.sigmoid, tf.nn.softplus, tf.nn.selu]);
    const embedded = tf.concat([x, tf.nn.embeddingLookup(table, ids)], 1);
    const logits = layer(activation(layer(embedded, inputs + 2, hidden, 'one')), hidden, classes, 'two');
    const labels = tf.constant(g.array('int32', [batch], 0, classes));
    const loss = g.c.of([
      () => tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits })),
      () => tf.reduceMean(tf.square(tf.subtract(logits, tf.oneHot(labels, classes, { dtype })))),
      () => tf.nn.softmaxCrossEntropyWithLogits({ labels: tf.oneHot(labels, classes, { dtype }), logits }),
    ])();
    const globalStep = new tf.Variable(0, { name: 'global_step', trainable: false, dtype: 'int64' });
    const optimizer = optimizers[seed % optimizers.length](globalStep);
    const train = optimizer.minimize(loss, { globalStep });
    const variables = tf.globalVariables();
    const step = [run(train), read(loss, ...variables)];
    return {
      feeds: [[x, xs]],
      phases: [initialize(), read(loss, ...variables), ...step, ...step, ...step],
    };
  });
}

/** Variables, their initializers and regularizers. */

import type { Program } from './public-function-calls.ts';

export const stateCalls: Readonly<Record<string, Program>> = {
  assign: (tf) => tf.assign(new tf.Variable([1, 2]), [3, 4]),
  assignAdd: (tf) => tf.assignAdd(new tf.Variable(tf.zeros([2])), [1, 1], { useLocking: true }),
  assignSub: (tf) => tf.assignSub(new tf.Variable([1]), [1]),
  scatterUpdate: (tf) => tf.scatterUpdate(new tf.Variable(tf.zeros([4, 2])), [1], [[5, 6]]),
  scatterAdd: (tf) => tf.scatterAdd(new tf.Variable(tf.zeros([4])), [1, 2], [5, 6]),
  scatterSub: (tf) => tf.scatterSub(new tf.Variable(tf.zeros([4])), 1, 5),
  scatterMul: (tf) => tf.scatterMul(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterDiv: (tf) => tf.scatterDiv(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterMax: (tf) => tf.scatterMax(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterMin: (tf) => tf.scatterMin(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterNdUpdate: (tf) =>
    tf.scatterNdUpdate(
      new tf.Variable(tf.zeros([4, 2])),
      [
        [1, 0],
        [3, 1],
      ],
      [5, 6],
    ),
  scatterNdAdd: (tf) => tf.scatterNdAdd(new tf.Variable(tf.zeros([4, 2])), [[1]], [[5, 6]]),
  scatterNdSub: (tf) => tf.scatterNdSub(new tf.Variable(tf.zeros([4])), [[1]], [5], { useLocking: true }),
  globalVariables: (tf) => {
    const w = new tf.Variable(1, { name: 'w' });
    return tf.globalVariables().length === 1 && tf.globalVariables()[0] === w ? tf.noOp() : null;
  },
  localVariables: (tf) => {
    new tf.Variable(1, { collections: [tf.GraphKeys.LOCAL_VARIABLES], trainable: false });
    return tf.constant(tf.localVariables().length);
  },
  trainableVariables: (tf) => {
    new tf.Variable(1, { name: 'a/w' });
    new tf.Variable(1, { name: 'b/w', trainable: false });
    return tf.constant(tf.trainableVariables('a').map((variable) => variable.name));
  },
  variablesInitializer: (tf) => tf.variablesInitializer([new tf.Variable(1), new tf.Variable([2])], { name: 'start' }),
  globalVariablesInitializer: (tf) => [new tf.Variable(() => tf.randomNormal([2, 3])), tf.globalVariablesInitializer()],
  localVariablesInitializer: (tf) => tf.localVariablesInitializer(),
  isVariableInitialized: (tf) => tf.isVariableInitialized(new tf.Variable(1)),
  reportUninitializedVariables: (tf) => [new tf.Variable(1), tf.reportUninitializedVariables()],
  getVariable: (tf) => {
    tf.getVariable('i', [2], 'int32');
    tf.getVariable('v', { initializer: tf.constant([1, 2]) });
    tf.getVariable('p', { dtype: 'float32', initializer: 3 });
    tf.getVariable('f', { initializer: () => tf.zeros([4]) });
    tf.getVariable('o', [2, 3], { initializer: (shape, { dtype }) => tf.ones([...shape], dtype) });
    tf.getVariable('t', [2, 3], 'float64', tf.truncatedNormalInitializer({ stddev: 0.1 }));
    tf.getVariable('z', [2], { initializer: tf.zerosInitializer, regularizer: (w) => tf.nn.l2Loss(w) });
    const w = tf.getVariable('w', { shape: [2, 3], regularizer: tf.regularizers.l2(0.1), trainable: false });
    tf.getVariableScope().reuseVariables();
    return [w.neg(), tf.getVariable('w').neg(), tf.constant(w === tf.getVariable('w', [2, null]))];
  },
  getVariableScope: (tf) => {
    const scope = tf.getVariableScope();
    scope.setInitializer(tf.onesInitializer());
    scope.setRegularizer(tf.regularizers.l1());
    scope.setDtype('float64');
    tf.getVariable('w', [2]);
    return tf.variableScope('a', (inner) => [
      tf.getVariable('v', [1]),
      tf.constant([inner.name, inner.originalNameScope, inner.prefix, inner.dtype, String(inner.reuse)]),
      tf.constant([inner.globalVariables().length, scope.trainableVariables().length]),
      tf.constant([inner.localVariables().length, inner.getCollection(tf.GraphKeys.REGULARIZATION_LOSSES).length]),
    ]);
  },
  variableScope: (tf) => {
    const layer = () => tf.variableScope('layer', () => tf.getVariable('w', [2]).neg());
    const model = tf.variableScope('model', { initializer: tf.initializers.zeros() }, (scope) => {
      layer();
      return scope;
    });
    tf.variableScope(model, { reuse: true }, layer);
    tf.variableScope('model', { reuse: tf.AUTO_REUSE, regularizer: (w) => tf.reduceSum(w) }, () => [
      layer(),
      tf.getVariable('b', { shape: [] }),
    ]);
    const named = () => tf.variableScope(null, { defaultName: 'block', auxiliaryNameScope: true }, layer);
    return [named(), named(), tf.variableScope('plain', { auxiliaryNameScope: false }, () => tf.constant(1))];
  },
  zerosInitializer: (tf) => [
    tf.zerosInitializer()([2, 3]),
    tf.initializers.zeros('int32')([2]),
    new tf.Variable(() => tf.zerosInitializer()([2])),
  ],
  onesInitializer: (tf) => tf.onesInitializer({ dtype: 'int32' })(new tf.TensorShape([2])),
  constantInitializer: (tf) => [
    tf.constantInitializer(5)([2, 2], 'int32'),
    tf.getVariable('c', [2, 3], 'float32', tf.constantInitializer([1, 2], 'float32')),
  ],
  truncatedNormalInitializer: (tf) => tf.truncatedNormalInitializer(0, 0.1)([2]),
  varianceScalingInitializer: (tf) => tf.varianceScalingInitializer(2, 'fan_avg', 'uniform')([2, 3]),
  uniformUnitScalingInitializer: (tf) => tf.uniformUnitScalingInitializer({ factor: 1.5 })([3, 3, 2]),
  glorotUniformInitializer: (tf) => tf.glorotUniformInitializer()([2, 3], { dtype: 'float64' }),
  glorotNormalInitializer: (tf) => tf.getVariable('w', [2, 3], { initializer: tf.glorotNormalInitializer }),
  orthogonalInitializer: (tf) => [
    tf.orthogonalInitializer(2, 7)([3, 3, 2]),
    tf.getVariable('w', [2, 3], { initializer: tf.initializers.orthogonal() }),
  ],
  'initializers.identity': (tf) => tf.initializers.identity({ gain: 2 })([2, 3]),
  tablesInitializer: (tf) => tf.controlDependencies([tf.tablesInitializer()], () => tf.constant(1)),
  'initializers.heNormal': (tf) => tf.initializers.heNormal(7)([2, 3]),
  'initializers.heUniform': (tf) => tf.initializers.heUniform()([2, 3]),
  'initializers.lecunNormal': (tf) => tf.initializers.lecunNormal()([2, 3]),
  'initializers.lecunUniform': (tf) => tf.initializers.lecunUniform()([2, 3]),
  'regularizers.l1': (tf) => tf.regularizers.l1()(tf.ones([2])),
  'regularizers.l2': (tf) => tf.regularizers.l2({ l: 0.1 })([1, 2]),
  'regularizers.l1L2': (tf) => tf.regularizers.l1L2(0.1, 0.2)(tf.getVariable('w', [2])),
};

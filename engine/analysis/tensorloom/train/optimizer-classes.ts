/** Optimizers and moving averages: the engine's own, which build the real nodes. */

import {
  AdadeltaOptimizer,
  AdagradDAOptimizer,
  AdagradOptimizer,
  AdamOptimizer,
  ExponentialMovingAverage,
  FtrlOptimizer,
  GradientDescentOptimizer,
  MomentumOptimizer,
  Optimizer,
  ProximalAdagradOptimizer,
  ProximalGradientDescentOptimizer,
  RMSPropOptimizer,
} from '../../../train/graph/index.ts';
import { callEngine } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { type ClassSpec, constant, engineMethod, getter, type Native, withheldAll } from '../classes/class-spec.ts';

type EngineClass = new (...args: never[]) => object;

/** `new` with the arguments as the engine takes them. */
function constructs(name: string, signature: string, engineClass: EngineClass): Native {
  const target = callable(`${name}${signature}`, (_self, args) => new engineClass(...(args as never[])));
  return (call, world) => callEngine(world, target, call);
}

export const optimizerClass: ClassSpec = {
  name: 'train.Optimizer',
  engineClass: Optimizer,
  members: {
    getName: engineMethod(Optimizer, '()'),
    minimize: engineMethod(
      Optimizer,
      '(loss: tensor, globalStep?: variable, varList?: any, {gateGradients, gradLoss: tensor, aggregationMethod, colocateGradientsWithOps, name})',
    ),
    computeGradients: engineMethod(
      Optimizer,
      '(loss: tensor, varList?: any, {gateGradients, gradLoss: tensor, aggregationMethod, colocateGradientsWithOps})',
    ),
    applyGradients: engineMethod(Optimizer, '(gradientsAndVariables: any, globalStep?: variable, {name})'),
    getSlot: engineMethod(Optimizer, '(variable: variable, slotName: string)'),
    getSlotNames: engineMethod(Optimizer, '()'),
    variables: engineMethod(Optimizer, '()'),
    ...withheldAll('slot createNonSlot nonSlot createSlots prepare input finish applyDense applySparse'),
  },
  statics: { GATE_NONE: constant(0), GATE_OP: constant(1), GATE_GRAPH: constant(2) },
};

const options = 'useLocking = false, name';

/** Each optimizer with what its constructor takes: hyperparameters may be numbers, tensors, or functions that make them. */
const optimizers: Readonly<Record<string, readonly [EngineClass, string]>> = {
  AdadeltaOptimizer: [AdadeltaOptimizer, `(learningRate = 0.001, rho = 0.95, epsilon = 1e-8, {${options}})`],
  AdagradDAOptimizer: [
    AdagradDAOptimizer,
    `(learningRate: any, globalStep: variable, {initialGradientSquaredAccumulatorValue = 0.1, l1RegularizationStrength = 0, l2RegularizationStrength = 0, ${options}})`,
  ],
  AdagradOptimizer: [AdagradOptimizer, `(learningRate: any, initialAccumulatorValue = 0.1, {${options}})`],
  AdamOptimizer: [AdamOptimizer, `(learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, {${options}})`],
  FtrlOptimizer: [
    FtrlOptimizer,
    `(learningRate: any, learningRatePower = -0.5, initialAccumulatorValue = 0.1, l1RegularizationStrength = 0, l2RegularizationStrength = 0, {l2ShrinkageRegularizationStrength = 0, ${options}})`,
  ],
  GradientDescentOptimizer: [GradientDescentOptimizer, `(learningRate: any, {${options}})`],
  MomentumOptimizer: [MomentumOptimizer, `(learningRate: any, momentum: any, {useNesterov = false, ${options}})`],
  ProximalAdagradOptimizer: [
    ProximalAdagradOptimizer,
    `(learningRate: any, initialAccumulatorValue = 0.1, l1RegularizationStrength = 0, l2RegularizationStrength = 0, {${options}})`,
  ],
  ProximalGradientDescentOptimizer: [
    ProximalGradientDescentOptimizer,
    `(learningRate: any, l1RegularizationStrength = 0, l2RegularizationStrength = 0, {${options}})`,
  ],
  RMSPropOptimizer: [
    RMSPropOptimizer,
    `(learningRate: any, decay = 0.9, momentum = 0, epsilon = 1e-10, {centered = false, ${options}})`,
  ],
};

export const optimizerClasses: readonly ClassSpec[] = Object.entries(optimizers).map(
  ([name, [engineClass, signature]]): ClassSpec => ({
    name: `train.${name}`,
    base: optimizerClass,
    engineClass,
    construct: constructs(`train.${name}`, signature, engineClass),
    members: {},
  }),
);

export const movingAverageClass: ClassSpec = {
  name: 'train.ExponentialMovingAverage',
  engineClass: ExponentialMovingAverage,
  construct: constructs(
    'train.ExponentialMovingAverage',
    '(decay: any, numUpdates?: any, {zeroDebias = false, name})',
    ExponentialMovingAverage,
  ),
  members: {
    name: getter(ExponentialMovingAverage, (average) => average.name),
    apply: engineMethod(ExponentialMovingAverage, '(varList?: any)'),
    average: engineMethod(ExponentialMovingAverage, '(primary: tensor)'),
    averageName: engineMethod(ExponentialMovingAverage, '(primary: tensor)'),
    variablesToRestore: engineMethod(ExponentialMovingAverage, '(movingAverageVariables?: any)'),
  },
};

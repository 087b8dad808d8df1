/** Learning rates that fall along a cosine (Loshchilov and Hutter 2016), once, again and again, or along with a line. */

import type { TensorLike } from '../../../api/index.ts';
import { publicFunction, readOptions } from '../../../api/machinery.ts';
import type { Tensor } from '../../../graph/index.ts';
import { add, cosine, divide, floor, logarithm, minimum, multiply, power, subtract } from './operators.ts';
import { type LearningRate, type ScheduleOptions, schedule } from './schedule.ts';

export interface CosineDecayOptions extends ScheduleOptions {
  /** The part of the learning rate that is left at the end. Default 0. */
  readonly alpha?: number;
}

/** ½ · (1 + cos(π · fraction)) · scale */
function halfCosine(fraction: Tensor, scale?: Tensor): Tensor {
  const wave = add(cosine(multiply(fraction, Math.PI)), 1);
  return multiply(scale ? multiply(scale, 0.5) : 0.5, wave);
}

/** From the learning rate to alpha times it in `decaySteps`, along half a cosine; a scalar tensor. */
export const cosineDecay = publicFunction(
  'train.cosineDecay(learningRate: tensor, globalStep: tensor, decaySteps: tensor, alpha = 0, {name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    decaySteps: TensorLike,
    alpha?: number | CosineDecayOptions,
    options?: CosineDecayOptions,
  ): LearningRate => {
    const given = readOptions<CosineDecayOptions>(['alpha'], [alpha, options]);
    return schedule('CosineDecay', learningRate, globalStep, given, (s) => {
      const rest = given.alpha ?? 0;
      const steps = s.of(decaySteps);
      const fraction = divide(minimum(s.of(globalStep), steps), steps);
      const decayed = add(multiply(1 - rest, halfCosine(fraction)), rest);
      return multiply(s.rate, decayed, s.scope);
    });
  },
);

export interface CosineDecayRestartsOptions extends CosineDecayOptions {
  /** Each period is that many times as long as the one before. Default 2. */
  readonly tMul?: number;
  /** Each period starts from that many times the rate of the one before. Default 1. */
  readonly mMul?: number;
}

/** As cosineDecay over `firstDecaySteps`, then again from the top, over longer periods; a scalar tensor. */
export const cosineDecayRestarts = publicFunction(
  'train.cosineDecayRestarts(learningRate: tensor, globalStep: tensor, firstDecaySteps: tensor, {tMul = 2, mMul = 1, alpha = 0, name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    firstDecaySteps: TensorLike,
    options: CosineDecayRestartsOptions = {},
  ): LearningRate =>
    schedule('SGDRDecay', learningRate, globalStep, options, (s) => {
      const { tMul = 2, mMul = 1, alpha = 0 } = options;
      const completed = divide(s.of(globalStep), s.of(firstDecaySteps));
      const [restarts, fraction] = tMul === 1 ? equalPeriods(completed) : growingPeriods(completed, s.of(tMul));
      const decayed = add(multiply(1 - alpha, halfCosine(fraction, power(s.of(mMul), restarts))), alpha);
      return multiply(s.rate, decayed, s.scope);
    }),
);

/** The number of periods that are over, and the part of the current one that is. */
function equalPeriods(completed: Tensor): [restarts: Tensor, fraction: Tensor] {
  const restarts = floor(completed);
  return [restarts, subtract(completed, restarts)];
}

/** Periods of length 1, t, t², …: the sum of the first n is (1 − tⁿ) / (1 − t). */
function growingPeriods(completed: Tensor, t: Tensor): [restarts: Tensor, fraction: Tensor] {
  const oneLess = subtract(1, t);
  const restarts = floor(divide(logarithm(subtract(1, multiply(completed, oneLess))), logarithm(t)));
  const length = power(t, restarts);
  const before = divide(subtract(1, length), oneLess);
  return [restarts, divide(subtract(completed, before), length)];
}

export interface LinearCosineDecayOptions extends ScheduleOptions {
  /** Periods of the cosine. Default 0.5. */
  readonly numPeriods?: number;
  /** Added to the line. Default 0. */
  readonly alpha?: number;
  /** Added to the product. Default 0.001. */
  readonly beta?: number;
}

/** learningRate · ((alpha + line) · cosine + beta), the line from 1 to 0 in `decaySteps`; a scalar tensor. */
export const linearCosineDecay = publicFunction(
  'train.linearCosineDecay(learningRate: tensor, globalStep: tensor, decaySteps: tensor, {numPeriods = 0.5, alpha = 0, beta = 0.001, name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    decaySteps: TensorLike,
    options: LinearCosineDecayOptions = {},
  ): LearningRate =>
    schedule('LinearCosineDecay', learningRate, globalStep, options, (s) => {
      const { numPeriods = 0.5, alpha = 0, beta = 0.001 } = options;
      const steps = s.of(decaySteps);
      const step = minimum(s.of(globalStep), steps);
      const line = divide(subtract(steps, step), steps);
      const wave = halfCosine(multiply(2 * numPeriods, divide(step, steps)));
      return multiply(s.rate, add(multiply(add(alpha, line), wave), beta), s.scope);
    }),
);

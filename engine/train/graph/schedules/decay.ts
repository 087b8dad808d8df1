/** Learning rates that fall with the steps made: exponentially, with their inverse, or along a polynomial. */

import { convertToTensor, type TensorLike } from '../../../api/index.ts';
import { publicFunction, readOptions } from '../../../api/machinery.ts';
import type { Tensor } from '../../../graph/index.ts';
import { scalarTensor } from '../../../ops/index.ts';
import {
  add,
  ceil,
  divide,
  equal,
  exponential,
  floor,
  minimum,
  multiply,
  negative,
  power,
  select,
  subtract,
} from './operators.ts';
import { type LearningRate, type Schedule, type ScheduleOptions, schedule } from './schedule.ts';

export interface DecayOptions extends ScheduleOptions {
  /** Let the rate fall in steps, after each `decaySteps`, rather than all the time. Default false. */
  readonly staircase?: boolean;
}

/** How many decay periods have passed. */
function periods({ of }: Schedule, globalStep: TensorLike, decaySteps: Tensor, staircase: boolean): Tensor {
  const passed = divide(of(globalStep), decaySteps);
  return staircase ? floor(passed) : passed;
}

/** learningRate · decayRate^(globalStep / decaySteps), a scalar tensor. */
export const exponentialDecay = publicFunction(
  'train.exponentialDecay(learningRate: tensor, globalStep: tensor, decaySteps: tensor, decayRate: tensor, staircase = false, {name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    decaySteps: TensorLike,
    decayRate: TensorLike,
    staircase?: boolean | DecayOptions,
    options?: DecayOptions,
  ): LearningRate => {
    const given = readOptions<DecayOptions>(['staircase'], [staircase, options]);
    return schedule('ExponentialDecay', learningRate, globalStep, given, (s) => {
      const steps = s.of(decaySteps);
      const rate = s.of(decayRate);
      return multiply(s.rate, power(rate, periods(s, globalStep, steps, given.staircase ?? false)), s.scope);
    });
  },
);

/** learningRate · e^(−decayRate · globalStep / decaySteps), a scalar tensor. */
export const naturalExpDecay = publicFunction(
  'train.naturalExpDecay(learningRate: tensor, globalStep: tensor, decaySteps: tensor, decayRate: tensor, staircase = false, {name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    decaySteps: TensorLike,
    decayRate: TensorLike,
    staircase?: boolean | DecayOptions,
    options?: DecayOptions,
  ): LearningRate => {
    const given = readOptions<DecayOptions>(['staircase'], [staircase, options]);
    const base = exponential(negative(convertToTensor(decayRate, { name: 'Neg/x' })));
    return exponentialDecay(learningRate, globalStep, decaySteps, base, given);
  },
);

/** learningRate / (1 + decayRate · globalStep / decaySteps), a scalar tensor. */
export const inverseTimeDecay = publicFunction(
  'train.inverseTimeDecay(learningRate: tensor, globalStep: tensor, decaySteps: tensor, decayRate: tensor, staircase = false, {name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    decaySteps: TensorLike,
    decayRate: TensorLike,
    staircase?: boolean | DecayOptions,
    options?: DecayOptions,
  ): LearningRate => {
    const given = readOptions<DecayOptions>(['staircase'], [staircase, options]);
    return schedule('InverseTimeDecay', learningRate, globalStep, given, (s) => {
      const steps = s.of(decaySteps);
      const rate = s.of(decayRate);
      const passed = periods(s, globalStep, steps, given.staircase ?? false);
      const one = s.of(scalarTensor(1, 'int32'));
      return divide(s.rate, add(one, multiply(rate, passed), 'Add'), s.scope);
    });
  },
);

export interface PolynomialDecayOptions extends ScheduleOptions {
  /** Default 0.0001. */
  readonly endLearningRate?: TensorLike;
  /** Default 1: a straight line. */
  readonly power?: TensorLike;
  /** Start again from a lower rate whenever the end is reached. Default false. */
  readonly cycle?: boolean;
}

/** (learningRate − end) · (1 − step / decaySteps)^power + end, and `end` after `decaySteps`; a scalar tensor. */
export const polynomialDecay = publicFunction(
  'train.polynomialDecay(learningRate: tensor, globalStep: tensor, decaySteps: tensor, endLearningRate = 0.0001, power = 1, cycle = false, {name})',
  (
    learningRate: TensorLike,
    globalStep: TensorLike,
    decaySteps: TensorLike,
    endLearningRate?: TensorLike | PolynomialDecayOptions,
    exponent?: TensorLike | PolynomialDecayOptions,
    cycle?: boolean | PolynomialDecayOptions,
    options?: PolynomialDecayOptions,
  ): LearningRate => {
    const given = readOptions<PolynomialDecayOptions>(
      ['endLearningRate', 'power', 'cycle'],
      [endLearningRate, exponent, cycle, options],
    );
    return schedule('PolynomialDecay', learningRate, globalStep, given, (s) => {
      const end = s.of(given.endLearningRate ?? 0.0001);
      const degree = s.of(given.power ?? 1);
      const step = s.of(globalStep);
      const steps = s.of(decaySteps);
      const [at, span] = given.cycle
        ? [step, multiply(steps, cycles(step, steps), 'Mul')]
        : [minimum(step, steps), steps];
      const left = subtract(1, divide(at, span));
      return add(multiply(subtract(s.rate, end), power(left, degree), 'Mul'), end, s.scope);
    });
  },
);

/** How often the decay has been started: 1 at step 0 too. */
function cycles(step: Tensor, steps: Tensor): Tensor {
  const one = convertToTensor(1, { dtype: step.dtype, name: 'one' });
  return select(equal(step, 0), one, ceil(divide(step, steps)));
}

/** Learning-rate schedules: functions of the global step. */

export {
  type CosineDecayOptions,
  type CosineDecayRestartsOptions,
  cosineDecay,
  cosineDecayRestarts,
  type LinearCosineDecayOptions,
  linearCosineDecay,
} from './cosine.ts';
export {
  type DecayOptions,
  exponentialDecay,
  inverseTimeDecay,
  naturalExpDecay,
  type PolynomialDecayOptions,
  polynomialDecay,
} from './decay.ts';
export { piecewiseConstant } from './piecewise.ts';
export type { ScheduleOptions } from './schedule.ts';

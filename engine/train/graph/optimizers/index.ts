/** The optimizers. */

export { AdadeltaOptimizer, type AdadeltaOptions } from './adadelta.ts';
export {
  AdagradOptimizer,
  type AdagradOptions,
  ProximalAdagradOptimizer,
  type ProximalAdagradOptions,
} from './adagrad.ts';
export { AdagradDAOptimizer, type AdagradDAOptions } from './adagrad-da.ts';
export { AdamOptimizer, type AdamOptions } from './adam.ts';
export { FtrlOptimizer, type FtrlOptions } from './ftrl.ts';
export { GradientDescentOptimizer, type GradientDescentOptions } from './gradient-descent.ts';
export type { IndexedSlices } from './indexed-slices.ts';
export { MomentumOptimizer, type MomentumOptions } from './momentum.ts';
export {
  type ApplyGradientsOptions,
  type ComputeGradientsOptions,
  type GradientAndVariable,
  type MinimizeOptions,
  Optimizer,
  type OptimizerOptions,
} from './optimizer.ts';
export { ProximalGradientDescentOptimizer, type ProximalGradientDescentOptions } from './proximal-gradient-descent.ts';
export { RMSPropOptimizer, type RMSPropOptions } from './rms-prop.ts';
export type { Hyperparameter } from './rule-optimizer.ts';

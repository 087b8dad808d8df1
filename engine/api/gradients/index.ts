/** Derivatives as operations of the same graph. */

export {
  type CustomGradientOptions,
  customGradient,
  type GradientOfCustom,
} from './custom-gradient.ts';
export type { GivenGradient } from './given-gradients.ts';
export * from './gradients.ts';
export * from './hessians.ts';
export { type OperationGradient, RegisterGradient } from './register-gradient.ts';

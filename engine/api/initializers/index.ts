/** What variables begin with. */

export type { Initializer, InitializerFactory, InitializerShape, MadeInitializer } from './initializer.ts';
export { orthogonalInitializer } from './orthogonal.ts';
export * from './plain.ts';
export { randomNormalInitializer, randomUniformInitializer, truncatedNormalInitializer } from './random.ts';
export {
  glorotNormalInitializer,
  glorotUniformInitializer,
  uniformUnitScalingInitializer,
  varianceScalingInitializer,
} from './scaled.ts';

/** `tf.initializers`: the initializers under their short names, and those that have no other. */

export {
  globalVariablesInitializer as globalVariables,
  localVariablesInitializer as localVariables,
  tablesInitializer,
  variablesInitializer as variables,
} from '../state/initializers.ts';
export { identityInitializer as identity, orthogonalInitializer as orthogonal } from './orthogonal.ts';
export { constantInitializer as constant, onesInitializer as ones, zerosInitializer as zeros } from './plain.ts';
export {
  randomNormalInitializer as randomNormal,
  randomUniformInitializer as randomUniform,
  truncatedNormalInitializer as truncatedNormal,
} from './random.ts';
export {
  glorotNormalInitializer as glorotNormal,
  glorotUniformInitializer as glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  uniformUnitScalingInitializer as uniformUnitScaling,
  varianceScalingInitializer as varianceScaling,
} from './scaled.ts';

/** `tf.random`: random tensors under their short names. */

export { type CategoricalOptions, categorical } from './categorical.ts';
export {
  multinomial,
  randomNormal as normal,
  randomShuffle as shuffle,
  randomUniform as uniform,
  setRandomSeed,
  truncatedNormal,
} from './random.ts';

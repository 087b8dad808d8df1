/** `tf.savedModel`: models as TensorFlow serves them, graph, variables and signatures in one folder. */

export { signatureConstants, tagConstants } from '../graph/index.ts';
export { type LoadedSavedModel, type LoadSavedModelOptions, load, maybeSavedModelDirectory } from './load.ts';
export { type NamedTensors, simpleSave } from './save.ts';
export type { Signature, TensorInfo } from './signatures.ts';

/** Checkpoints in TensorFlow's V2 format ("tensor bundle"). */

export {
  formatCheckpointState,
  parseCheckpointState,
  readCheckpointState,
  writeCheckpointState,
} from './checkpoint-state.ts';
export { BundleNotFoundError, TensorNotFoundError } from './errors.ts';
export { type BundleEntry, BundleReader } from './reader.ts';
export { type WriteBundleOptions, type WrittenBundle, writeBundle } from './writer.ts';

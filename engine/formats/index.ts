/**
 * The public face of the room: files of TensorFlow and of plain arrays, to and from values. Knows no graph, operation or
 * session. Everything malformed is a FormatError.
 *
 * - messages: the generated types and schemas (`GraphDef`, `GraphDefSchema`, …), encodeMessage, decodeMessage, pbtxt
 * - events: tfrecord framing and event files, as codecs
 * - values: NdArray to and from TensorProto
 * - checkpoints: writeBundle, BundleReader, the `checkpoint` state file
 * - arrays: safetensors, npy, npz, idx
 *
 * A browser imports pure.ts, which leaves out what touches files.
 */

export { gunzipIdx, readIdxFile } from './arrays/idx-file.ts';
export { SafetensorsReader } from './arrays/safetensors-file.ts';
export { temporaryWriter, writeFileAtomic } from './atomic-write.ts';
export {
  type BundleEntry,
  BundleNotFoundError,
  BundleReader,
  formatCheckpointState,
  parseCheckpointState,
  readCheckpointState,
  TensorNotFoundError,
  type WriteBundleOptions,
  type WrittenBundle,
  writeBundle,
  writeCheckpointState,
} from './bundle/index.ts';
export { makeFolders } from './make-folders.ts';
export { nodeFileSystem } from './node-file-system.ts';
export * from './pure.ts';

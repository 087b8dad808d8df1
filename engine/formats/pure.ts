/** The part of this room's face that needs no Node: codecs over bytes, for browsers. index.ts has all of it. */

export { create, equals, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
export { decodeIdx, decodeIdxHeader, encodeIdx, type IdxHeader } from './arrays/idx.ts';
export { decodeNpy, encodeNpy } from './arrays/npy.ts';
export { decodeNpz, encodeNpz } from './arrays/npz.ts';
export {
  decodeSafetensors,
  decodeSafetensorsEntry,
  decodeSafetensorsHeader,
  encodeSafetensors,
  type SafetensorsEntry,
  type SafetensorsFile,
  type SafetensorsHeader,
} from './arrays/safetensors.ts';
export type { ZipOptions } from './arrays/zip.ts';
export { type BundleIndex, decodeBundleIndex, encodeBundleIndex } from './bundle/index-file.ts';
export { indexPath, shardPath } from './bundle/shard-name.ts';
export { crc32c, maskCrc, maskedCrc32c, unmaskCrc } from './crc32c.ts';
export {
  decodeEvent,
  decodeEventFile,
  type EventFileEnd,
  encodeEvent,
  eventFileName,
  eventFileVersion,
  isEventFileName,
  versionEvent,
} from './event-file.ts';
export type { FileSystem, OpenFile } from './file-system.ts';
export { FormatError, type FormatFault } from './format-error.ts';
export * from './generated/checkpoint_pb.js';
export * from './generated/control_flow_pb.js';
export * from './generated/event_pb.js';
export * from './generated/graph_debug_info_pb.js';
export * from './generated/graph_pb.js';
export * from './generated/meta_graph_pb.js';
export * as onnx from './generated/onnx_pb.js';
export * from './generated/summary_pb.js';
export * from './generated/tensor_pb.js';
export * from './generated/trace_pb.js';
export {
  decodeGraphDef,
  decodeMetaGraphDef,
  decodeSavedModel,
  encodeGraphDef,
  encodeMetaGraphDef,
  encodeSavedModel,
} from './graphdef.ts';
export { decodeMessage, encodeMessage } from './message.ts';
export { formatPbtxt, type ParsePbtxtOptions, parsePbtxt } from './pbtxt/index.ts';
export { stringElement, utf8 } from './string-element.ts';
export { type DecodeTensorOptions, decodeTensorProto, encodeTensorProto } from './tensor-proto.ts';
export { decodeShape, decodeStaticShape, encodeShape } from './tensor-shape.ts';
export {
  decodeRecord,
  encodeRecord,
  RecordDecoder,
  type RecordDecoderOptions,
  type RecordResult,
  recordOverhead,
} from './tfrecord.ts';

/** GraphDef, MetaGraphDef and SavedModel in their binary form. The text form is in pbtxt/. */

import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { type GraphDef, GraphDefSchema } from './generated/graph_pb.js';
import { type MetaGraphDef, MetaGraphDefSchema, type SavedModel, SavedModelSchema } from './generated/meta_graph_pb.js';
import { decodeMessage, encodeMessage } from './message.ts';

export function encodeGraphDef(graph: MessageInitShape<typeof GraphDefSchema>): Uint8Array {
  return encodeMessage(GraphDefSchema, create(GraphDefSchema, graph));
}
/** @throws FormatError */
export function decodeGraphDef(bytes: Uint8Array, what = 'a GraphDef'): GraphDef {
  return decodeMessage(GraphDefSchema, bytes, what);
}

export function encodeMetaGraphDef(metaGraph: MessageInitShape<typeof MetaGraphDefSchema>): Uint8Array {
  return encodeMessage(MetaGraphDefSchema, create(MetaGraphDefSchema, metaGraph));
}
/** @throws FormatError */
export function decodeMetaGraphDef(bytes: Uint8Array, what = 'a MetaGraphDef'): MetaGraphDef {
  return decodeMessage(MetaGraphDefSchema, bytes, what);
}

export function encodeSavedModel(model: MessageInitShape<typeof SavedModelSchema>): Uint8Array {
  return encodeMessage(SavedModelSchema, create(SavedModelSchema, model));
}
/** @throws FormatError */
export function decodeSavedModel(bytes: Uint8Array, what = 'a SavedModel'): SavedModel {
  return decodeMessage(SavedModelSchema, bytes, what);
}

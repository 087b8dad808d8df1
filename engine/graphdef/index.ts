/** Graphs to and from TensorFlow's GraphDef and MetaGraphDef. */

import './graph-method.ts';

export { type CollectionCodec, registerCollection } from './collections.ts';
export { type ExportOptions, encodeGraph, exportGraphDef, formatGraph } from './export.ts';
export { type ImportOptions, importGraphDef } from './import.ts';
export {
  type ExportMetaGraphOptions,
  exportMetaGraph,
  type ImportedMetaGraph,
  type ImportMetaGraphOptions,
  importMetaGraph,
  metaGraphOf,
} from './meta-graph.ts';

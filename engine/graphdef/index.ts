/** Graphs to and from TensorFlow's GraphDef and MetaGraphDef. */

import './graph-method.ts';

export { attributeText } from './attribute-text.ts';
export { staticSizes } from './attributes.ts';
export type { CollectionCodec } from './collection-codec.ts';
export { registerCollection } from './collections.ts';
export {
  type DescribeOptions,
  describeGraphDef,
  type FunctionDescription,
  type GraphDefDescription,
} from './describe.ts';
export { type DescribeGraphOptions, describeGraph } from './describe-graph.ts';
export type { DescribedDimension, GraphDescription, NodeDescription, OutputDescription } from './description.ts';
export { type ExportOptions, encodeGraph, exportGraphDef, formatGraph } from './export.ts';
export { type ImportOptions, importGraphDef } from './import.ts';
export {
  type ExportMetaGraphOptions,
  exportMetaGraph,
  type ImportedMetaGraph,
  type ImportMetaGraphOptions,
  importMetaGraph,
  metaGraphOf,
  prefixedSaver,
} from './meta-graph.ts';

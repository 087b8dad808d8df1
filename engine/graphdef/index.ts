/** Graphs to and from TensorFlow's GraphDef and MetaGraphDef. */

export { type ExportOptions, encodeGraph, exportGraphDef, formatGraph } from './export.ts';
export { type ImportOptions, importGraphDef } from './import.ts';

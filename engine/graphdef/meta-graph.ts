/** MetaGraphs: a graph with its collections and its saver, as `tf.train.export_meta_graph` and `import_meta_graph`. */

import {
  AttrValueSchema,
  create,
  decodeMetaGraphDef,
  encodeMetaGraphDef,
  equals,
  FormatError,
  formatPbtxt,
  type GraphDef,
  type MessageInitShape,
  type MetaGraphDef,
  MetaGraphDefSchema,
  type NodeDef,
  parsePbtxt,
  type SaverDef,
  type SaverDefSchema,
} from '../formats/index.ts';
import { type AttrValue, type Graph, getDefaultGraph } from '../graph/index.ts';
import { findOp } from '../ops/index.ts';
import { encodeAttribute } from './attributes.ts';
import { exportCollection, importCollections } from './collections.ts';
import { exportGraphDef } from './export.ts';
import { importGraphDef } from './import.ts';

/** What is said of the TensorFlow that wrote it. */
const tensorflowVersion = '1.15.0';

export interface ExportMetaGraphOptions {
  /** The names of the saver's nodes, and its settings. */
  readonly saverDef?: MessageInitShape<typeof SaverDefSchema> | null;
  /** The collections to write, by name. Default all. */
  readonly collections?: readonly string[];
  /** Leave out the nodes' devices. Default false. */
  readonly clearDevices?: boolean;
  /** Leave out attributes that have their default value, for older readers. Default false. */
  readonly stripDefaultAttrs?: boolean;
  /** Text (`.pbtxt`, in UTF-8) in place of the binary form. Default false. */
  readonly asText?: boolean;
  /** Told of each collection that is left out. Default: a warning of the process, once for a graph and collection. */
  readonly note?: (text: string) => void;
}

/** The bytes of a MetaGraphDef, what a `.meta` file holds. */
export function exportMetaGraph(graph: Graph, options: ExportMetaGraphOptions = {}): Uint8Array {
  const metaGraph = metaGraphOf(graph, options);
  return options.asText
    ? new TextEncoder().encode(formatPbtxt(MetaGraphDefSchema, metaGraph))
    : encodeMetaGraphDef(metaGraph);
}

/** The MetaGraphDef as a message. */
export function metaGraphOf(graph: Graph, options: ExportMetaGraphOptions = {}): MetaGraphDef {
  const graphDef = exportGraphDef(graph);
  for (const node of graphDef.node) {
    if (options.clearDevices) node.device = '';
    if (options.stripDefaultAttrs) stripDefaults(node);
  }
  const note = options.note ?? ((text: string) => warnOnce(graph, text));
  const keys = options.collections ?? graph.collections.names.sort();
  const collections = keys.flatMap((key) => {
    const collection = exportCollection(graph, key, note);
    return collection ? [[key, collection] as const] : [];
  });
  return create(MetaGraphDefSchema, {
    metaInfoDef: {
      // Empty: readers look into it for the defaults of attributes that they do not know, and there are none such.
      strippedOpList: {},
      tensorflowVersion,
      strippedDefaultAttrs: options.stripDefaultAttrs ?? false,
    },
    graphDef,
    ...(options.saverDef && { saverDef: options.saverDef }),
    collectionDef: Object.fromEntries(collections),
  });
}

function stripDefaults(node: NodeDef): void {
  for (const [name, spec] of Object.entries(findOp(node.op)?.attributes ?? {})) {
    if (spec.default === undefined || !node.attr[name]) continue;
    const standard = encodeAttribute({ kind: spec.kind, value: spec.default } as AttrValue);
    if (equals(AttrValueSchema, node.attr[name], standard)) delete node.attr[name];
  }
}

const warned = new WeakMap<Graph, Set<string>>();

function warnOnce(graph: Graph, text: string): void {
  const texts = warned.get(graph) ?? new Set();
  warned.set(graph, texts);
  if (texts.has(text)) return;
  texts.add(text);
  process.emitWarning(text);
}

export interface ImportMetaGraphOptions {
  /** Names are put under this scope. */
  readonly importScope?: string;
  /** Default: the default graph. */
  readonly graph?: Graph;
  /** Drop the devices that the nodes name. Default false. */
  readonly clearDevices?: boolean;
}

export interface ImportedMetaGraph {
  readonly metaGraph: MetaGraphDef;
  /** How to save and restore, with names as they are in the graph now; undefined if the file says nothing of it. */
  readonly saverDef: SaverDef | undefined;
}

/**
 * Adds a MetaGraph's nodes and collections (its variables as Variable objects) to a graph.
 * @param source the message, the bytes of a `.meta` file in either form, or text
 * @throws FormatError for a malformed message, LookupError for an operation type this engine does not have
 */
export function importMetaGraph(
  source: MetaGraphDef | Uint8Array | string,
  options: ImportMetaGraphOptions = {},
): ImportedMetaGraph {
  const metaGraph = readSource(source);
  const { graphDef } = metaGraph;
  if (!graphDef) {
    throw new FormatError({ what: 'the MetaGraphDef', problem: 'it has no graph', cure: 'It may be another message.' });
  }
  const graph = options.graph ?? getDefaultGraph();
  const { importScope: name = '' } = options;
  const prefix =
    name === '' ? graph.currentNameScope : `${name.endsWith('/') ? name.slice(0, -1) : graph.uniqueName(name, false)}/`;
  importGraphDef(options.clearDevices ? withoutDevices(graphDef) : graphDef, { graph, name });
  importCollections(graph, metaGraph.collectionDef, prefix);
  const { saverDef } = metaGraph;
  return { metaGraph, saverDef: saverDef && prefixedSaver(saverDef, prefix) };
}

function readSource(source: MetaGraphDef | Uint8Array | string): MetaGraphDef {
  if (typeof source === 'string') return parseText(source);
  if (!(source instanceof Uint8Array)) return source;
  try {
    return decodeMetaGraphDef(source);
  } catch (error) {
    const text = textOf(source);
    if (text === undefined) throw error;
    return parseText(text);
  }
}

/** Fields of later TensorFlows are passed over, as the binary form does. */
const parseText = (text: string): MetaGraphDef =>
  parsePbtxt(MetaGraphDefSchema, text, { what: 'the MetaGraphDef', allowUnknownFields: true });

/** Text, if the bytes are such: UTF-8 without control characters. */
function textOf(bytes: Uint8Array): string | undefined {
  const isControl = (byte: number) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
  try {
    return bytes.some(isControl) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const withoutDevices = (graphDef: GraphDef): GraphDef => ({
  ...graphDef,
  node: graphDef.node.map((node) => ({ ...node, device: '' })),
});

/** With the names that an import gave its nodes. */
export function prefixedSaver(saverDef: SaverDef, prefix: string): SaverDef {
  const { filenameTensorName, saveTensorName, restoreOpName } = saverDef;
  return {
    ...saverDef,
    filenameTensorName: prefix + filenameTensorName,
    saveTensorName: prefix + saveTensorName,
    restoreOpName: prefix + restoreOpName,
  };
}

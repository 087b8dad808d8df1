/**
 * Finds the GraphDef in the bytes of a file: a GraphDef, MetaGraphDef or SavedModel, binary or text. Which one is told by
 * the name, then by the content.
 */

import { basename } from 'node:path';
import {
  decodeGraphDef,
  FormatError,
  type GraphDef,
  GraphDefSchema,
  MetaGraphDefSchema,
  parsePbtxt,
  SavedModelSchema,
} from '../../engine/formats/index.ts';
import { limits } from '../../webview/protocol.ts';
import { countFields, fieldBytes } from './wire-fields.ts';

type Form = 'graph' | 'metaGraph' | 'savedModel';

/** What each form has its graph in: field 2 of a MetaGraphDef; of a SavedModel's first, which is its field 2. */
const graphIn: Readonly<Record<Form, (bytes: Uint8Array) => Uint8Array | undefined>> = {
  graph: (bytes) => bytes,
  metaGraph: (bytes) => fieldBytes(bytes, 2),
  savedModel: (bytes) => {
    const metaGraph = fieldBytes(bytes, 2);
    return metaGraph && fieldBytes(metaGraph, 2);
  },
};

const textIn: Readonly<Record<Form, (text: string, what: string) => GraphDef | undefined>> = {
  graph: (text, what) => parsePbtxt(GraphDefSchema, text, { what, allowUnknownFields: true }),
  metaGraph: (text, what) => parsePbtxt(MetaGraphDefSchema, text, { what, allowUnknownFields: true }).graphDef,
  savedModel: (text, what) =>
    parsePbtxt(SavedModelSchema, text, { what, allowUnknownFields: true }).metaGraphs[0]?.graphDef,
};

/** @throws FormatError, or an Error that names the size of a graph that is too large */
export function graphFromBytes(bytes: Uint8Array, path: string): GraphDef {
  const forms = formsByName(path);
  return isText(bytes) ? graphFromText(bytes, path, forms) : graphFromBinary(bytes, path, forms);
}

function formsByName(path: string): readonly Form[] {
  const name = basename(path).toLowerCase();
  if (name.endsWith('.meta')) return ['metaGraph', 'graph', 'savedModel'];
  if (name.startsWith('saved_model.')) return ['savedModel', 'graph', 'metaGraph'];
  return ['graph', 'metaGraph', 'savedModel'];
}

function graphFromBinary(bytes: Uint8Array, path: string, forms: readonly Form[]): GraphDef {
  let fault: unknown;
  for (const form of forms) {
    const found = graphIn[form](bytes);
    if (!found) continue;
    checkSize(countFields(found, 1), path);
    try {
      const graph = decodeGraphDef(found, path);
      if (isGraph(graph)) return checked(graph, path);
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault ?? noGraph(path);
}

function graphFromText(bytes: Uint8Array, path: string, forms: readonly Form[]): GraphDef {
  const text = new TextDecoder().decode(bytes);
  let fault: unknown;
  for (const form of forms) {
    try {
      const graph = textIn[form](text, path);
      if (graph && isGraph(graph)) return checked(graph, path);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      fault ??= error;
    }
  }
  throw fault ?? noGraph(path);
}

/** A message of another kind, read as a GraphDef, has nodes of no operation, or none. */
const isGraph = ({ node }: GraphDef): boolean => node.some(({ op }) => op !== '');

function checked(graph: GraphDef, path: string): GraphDef {
  checkSize(graph.node.length, path);
  const inputs = graph.node.reduce((sum, { input }) => sum + input.length, 0);
  if (inputs > mostInputs) {
    throw new Error(`${path}: the graph has ${inputs} edges, more than the ${mostInputs} that can be shown.`);
  }
  return graph;
}

const mostInputs = 10 * limits.nodes;

function checkSize(nodes: number, path: string): void {
  if (nodes > limits.nodes) {
    throw new Error(`${path}: the graph has ${nodes} nodes, more than the ${limits.nodes} that can be shown.`);
  }
}

function noGraph(path: string): FormatError {
  return new FormatError({
    what: path,
    problem: 'it holds no graph',
    cure: 'Open a GraphDef (.pb, .pbtxt), a MetaGraph (.meta), a SavedModel (saved_model.pb) or an event file.',
  });
}

/** Without control characters in its first part: the binary forms have some there. */
function isText(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 &&
    bytes.subarray(0, 1000).every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)
  );
}

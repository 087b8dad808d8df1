/**
 * A graph's collections to and from CollectionDefs. The kind of a list follows from its items; variables, and what other
 * rooms register, are messages of their own.
 */

import { Variable } from '../api/index.ts';
import {
  type CollectionDef,
  CollectionDefSchema,
  create,
  decodeMessage,
  encodeMessage,
  utf8,
  VariableDefSchema,
} from '../formats/index.ts';
import { type Graph, GraphKeys, isGraphElement, Operation, Tensor } from '../graph/index.ts';
import type { CollectionCodec } from './collection-codec.ts';
import { condCodec, whileCodec } from './control-contexts.ts';

const variableCodec: CollectionCodec = {
  encode: (item) => (item instanceof Variable ? encodeVariable(item) : undefined),
  decode: decodeVariable,
};

const codecs = new Map<string, CollectionCodec>([
  [GraphKeys.COND_CONTEXT, condCodec],
  [GraphKeys.WHILE_CONTEXT, whileCodec],
  ...[
    GraphKeys.GLOBAL_VARIABLES,
    GraphKeys.LOCAL_VARIABLES,
    GraphKeys.MODEL_VARIABLES,
    GraphKeys.TRAINABLE_VARIABLES,
    GraphKeys.MOVING_AVERAGE_VARIABLES,
    GraphKeys.METRIC_VARIABLES,
    GraphKeys.GLOBAL_STEP,
  ].map((key) => [key, variableCodec] as const),
]);

/** Teaches exports and imports the items of a collection (`savers`), as `ops.register_proto_function`. */
export function registerCollection(key: string, codec: CollectionCodec): void {
  codecs.set(key, codec);
}

/** The message, or undefined and a note when the items are of no kind, or of several, that a message can hold. */
export function exportCollection(graph: Graph, key: string, note: (text: string) => void): CollectionDef | undefined {
  const items = graph.collections.get(key);
  const kind = kindOf(items, codecs.get(key));
  if (kind) return create(CollectionDefSchema, { kind });
  note(`Collection '${key}' is left out of the MetaGraph: its items are not all nodes, numbers, strings or variables.`);
  return undefined;
}

type Kind = Exclude<CollectionDef['kind'], { case: undefined }>;
type KindInit = {
  [K in Kind['case']]: { case: K; value: Omit<Extract<Kind, { case: K }>['value'], '$typeName'> };
}[Kind['case']];

function kindOf(items: readonly unknown[], codec: CollectionCodec | undefined): KindInit | undefined {
  const encoded = items.map((item) => codec?.encode(item));
  if (codec && encoded.every((bytes) => bytes !== undefined)) return { case: 'bytesList', value: { value: encoded } };
  if (items.every((item) => typeof item === 'string' || item instanceof Uint8Array)) {
    return { case: 'bytesList', value: { value: items.map(utf8) } };
  }
  if (items.every((item) => typeof item === 'bigint' || Number.isSafeInteger(item))) {
    return { case: 'int64List', value: { value: items.map((item) => BigInt(item as number | bigint)) } };
  }
  if (items.every((item) => typeof item === 'number')) return { case: 'floatList', value: { value: [...items] } };
  const names = items.map(nodeName);
  return names.every((name) => name !== undefined) ? { case: 'nodeList', value: { value: names } } : undefined;
}

function nodeName(item: unknown): string | undefined {
  const element = isGraphElement(item) ? item.asGraphElement() : item;
  return element instanceof Tensor || element instanceof Operation ? element.name : undefined;
}

/**
 * Adds the items of all collections to the graph's. The same variable in several collections is one object.
 * @param prefix what the import put before names, with its `/`, or ''
 */
export function importCollections(
  graph: Graph,
  collections: Readonly<Record<string, CollectionDef>>,
  prefix: string,
): void {
  const variables = new Map<string, unknown>();
  for (const [key, { kind }] of Object.entries(collections)) {
    const codec = codecs.get(key);
    for (const value of kind.value?.value ?? []) graph.collections.add(key, item(value, codec));
  }

  function item(value: unknown, codec: CollectionCodec | undefined): unknown {
    if (typeof value === 'string') return graph.asGraphElement(prefix + value);
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    if (!(value instanceof Uint8Array) || !codec) return value;
    const identity = `${[...codecs.values()].indexOf(codec)}:${Buffer.from(value).toString('latin1')}`;
    if (!variables.has(identity)) variables.set(identity, codec.decode(value, graph, prefix));
    return variables.get(identity);
  }
}

function encodeVariable(variable: Variable): Uint8Array {
  return encodeMessage(
    VariableDefSchema,
    create(VariableDefSchema, {
      variableName: variable.name,
      initialValueName: variable.initialValue.name,
      initializerName: variable.initializer.name,
      snapshotName: variable.value().name,
      trainable: variable.trainable,
    }),
  );
}

function decodeVariable(bytes: Uint8Array, graph: Graph, prefix: string): Variable {
  const def = decodeMessage(VariableDefSchema, bytes, 'a variable of the MetaGraph');
  const initializer = graph.getOperationByName(prefix + def.initializerName);
  return Variable.fromNodes({
    ref: graph.getTensorByName(prefix + def.variableName),
    snapshot: graph.getTensorByName(prefix + def.snapshotName),
    initializer,
    // Older files do not name it.
    initialValue: def.initialValueName ? graph.getTensorByName(prefix + def.initialValueName) : initializer.inputs[1],
    trainable: def.trainable,
  });
}

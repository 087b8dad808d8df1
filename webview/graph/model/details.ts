/** What the card says of an operation, scope or series. Lists are bounded; each says how many there are in all. */

import type { GraphOutput, NodeStats, SourcePlace } from '../../protocol.ts';
import { kindOf } from './bundles.ts';
import { type GraphModel, type ItemId, kindOfItem, type OperationItem } from './items.ts';
import { membership, operationsIn } from './members.ts';
import { type Parameters, parametersOf } from './parameters.ts';
import { formatBytes, formatMicros, formatShape } from './shapes.ts';
import type { EdgeKind, NodeKind } from './visible.ts';

export type { Parameters } from './parameters.ts';

export const detailLimit = 200;

export interface Bounded<T> {
  readonly shown: readonly T[];
  readonly total: number;
}

export interface TensorInfo {
  readonly dtype: string;
  /** `?×784`, `scalar`, `unknown shape` */
  readonly shape: string;
}

/** An edge into or out of the item, from or to an operation outside of it. */
export interface Connection {
  /** The operation at the other end: its whole name, and its item; null where the graph has no such node. */
  readonly name: string;
  readonly item: ItemId | null;
  /** `name:1` for outputs other than the first. */
  readonly tensor: string;
  readonly info: TensorInfo | null;
  readonly kind: EdgeKind;
}

export interface Fault {
  readonly name: string;
  readonly item: ItemId;
  readonly message: string;
}

export interface StatsSummary {
  /** Sum over its operations. */
  readonly micros: number;
  readonly bytes: number;
  /** `1.2 ms`, `3.4 MiB` */
  readonly time: string;
  readonly memory: string;
  /** How many of its operations ran. */
  readonly ran: number;
  readonly devices: readonly string[];
}

export interface Details {
  readonly id: ItemId;
  readonly kind: NodeKind;
  readonly label: string;
  readonly name: string;
  /** '' for scopes. */
  readonly op: string;
  /** Operations in it. */
  readonly operations: number;
  /** Those that could not be made, itself included. */
  readonly faults: Bounded<Fault>;
  /** Operations by type, most frequent first; of an operation, itself. */
  readonly opCounts: Bounded<{ readonly op: string; readonly count: number }>;
  /** Devices asked for and how many operations ask for each; '' is none. */
  readonly devices: readonly { readonly device: string; readonly count: number }[];
  /** Of an operation. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Of an operation. */
  readonly outputTensors: readonly TensorInfo[];
  readonly inputs: Bounded<Connection>;
  readonly outputs: Bounded<Connection>;
  readonly controlInputs: Bounded<Connection>;
  readonly controlOutputs: Bounded<Connection>;
  /** Variables in it, largest first. */
  readonly parameters: Bounded<Parameters> & {
    /** Elements and bytes of all of them whose shape is known, without optimizers' slots. */
    readonly count: number;
    readonly bytes: number;
  };
  /** null where there is no trace or none of its operations ran. */
  readonly stats: StatsSummary | null;
  /** Of a scope: that of its first operation that has one; of a loop, its own. */
  readonly source: SourcePlace | null;
  /** The scope that it is in; null at the top. */
  readonly scope: ItemId | null;
  /** Scopes of the same structure, itself included; 0 for operations and series. */
  readonly sameStructure: number;
}

/** null where the model has no such item. */
export function details(model: GraphModel, id: ItemId, stats: readonly NodeStats[] = []): Details | null {
  const item = model.items.get(id);
  if (item === undefined) return null;
  const operations = operationsIn(item).sort((a, b) => a.node - b.node);
  const node = item.kind === 'operation' ? model.graph.nodes[item.node]! : null;
  const parameters = parametersOf(model, operations);
  // A slot on its own is what was asked for.
  const own = parameters.length === 1 ? parameters : parameters.filter(({ slot }) => !slot);
  const around = item.scope;
  return {
    id,
    kind: kindOfItem(item),
    label: item.label,
    name: item.name,
    op: node?.op ?? '',
    operations: operations.length,
    faults: bounded(faultsOf(model, operations)),
    opCounts: bounded(counted(operations.map(({ op }) => op)).map(([op, count]) => ({ op, count }))),
    devices: counted(operations.map(({ node: at }) => model.graph.nodes[at]!.device))
      .slice(0, detailLimit)
      .map(([device, count]) => ({ device, count })),
    attributes: node?.attributes ?? [],
    outputTensors: node?.outputs.map(tensorInfo) ?? [],
    ...connections(model, operations),
    parameters: {
      ...bounded(parameters),
      count: own.reduce((sum, { count }) => sum + (count ?? 0), 0),
      bytes: own.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    },
    stats: statsOf(operations, stats),
    source: (item.kind === 'scope' ? item.loop?.source : undefined) ?? sourceOf(model, operations),
    scope: around === null || around.scope === null ? null : around.id,
    sameStructure: item.kind === 'scope' && item.template >= 0 ? model.templateSizes[item.template]! : 0,
  };
}

function bounded<T>(all: readonly T[]): Bounded<T> {
  return { shown: all.slice(0, detailLimit), total: all.length };
}

/** Each value and how often it occurs, most frequent first. */
function counted(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function tensorInfo({ dtype, shape }: GraphOutput): TensorInfo {
  return { dtype, shape: shape === null ? 'unknown shape' : formatShape(shape) };
}

/** Counts without doubles, keeping the first few. */
class Collected {
  readonly #seen = new Set<string>();
  readonly #shown: Connection[] = [];

  add(key: string, connection: () => Connection): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.#shown.length < detailLimit) this.#shown.push(connection());
  }

  get all(): Bounded<Connection> {
    return { shown: this.#shown, total: this.#seen.size };
  }
}

function connections(model: GraphModel, members: readonly OperationItem[]) {
  const { edges, operations, graph } = model;
  const inside = membership(model, members);
  const inputs = new Collected();
  const outputs = new Collected();
  const controlInputs = new Collected();
  const controlOutputs = new Collected();

  const connect = (edge: number, other: number): Connection => {
    const output = edges.output[edge]!;
    const from = operations[edges.source[edge]!]!;
    const { name, id } = operations[other]!;
    const made = output < 0 ? undefined : graph.nodes[from.node]!.outputs[output];
    return {
      name,
      item: id,
      tensor: output > 0 ? `${from.name}:${output}` : from.name,
      info: made === undefined ? null : tensorInfo(made),
      kind: kindOf(model, edge),
    };
  };
  for (const { node } of members) {
    for (let i = edges.incomingStart[node]!; i < edges.incomingStart[node + 1]!; i += 1) {
      const edge = edges.incoming[i]!;
      const other = edges.source[edge]!;
      // An operation that reads itself is its own input; what stays within a scope is not the scope's.
      if (inside[other] === 1 && members.length > 1) continue;
      const output = edges.output[edge]!;
      (output < 0 ? controlInputs : inputs).add(`${other} ${output}`, () => connect(edge, other));
    }
    for (let i = edges.outgoingStart[node]!; i < edges.outgoingStart[node + 1]!; i += 1) {
      const edge = edges.outgoing[i]!;
      const other = edges.target[edge]!;
      if (inside[other] === 1 && members.length > 1) continue;
      const output = edges.output[edge]!;
      (output < 0 ? controlOutputs : outputs).add(`${node} ${output} ${other}`, () => connect(edge, other));
    }
  }
  for (const { node, input, control } of edges.missing) {
    if (inside[node] === 0) continue;
    const name = input.replace(/^\^/, '');
    (control ? controlInputs : inputs).add(`missing ${name}`, () => {
      return { name, item: null, tensor: name, info: null, kind: control ? 'control' : 'data' };
    });
  }
  return {
    inputs: inputs.all,
    outputs: outputs.all,
    controlInputs: controlInputs.all,
    controlOutputs: controlOutputs.all,
  };
}

function statsOf(members: readonly OperationItem[], stats: readonly NodeStats[]): StatsSummary | null {
  if (stats.length === 0) return null;
  const names = new Set(members.map(({ name }) => name));
  const own = stats.filter(({ name }) => names.has(name));
  if (own.length === 0) return null;
  const micros = own.reduce((sum, each) => sum + each.micros, 0);
  const bytes = own.reduce((sum, each) => sum + each.bytes, 0);
  return {
    micros,
    bytes,
    time: formatMicros(micros),
    memory: formatBytes(bytes),
    ran: new Set(own.map(({ name }) => name)).size,
    devices: [...new Set(own.map(({ device }) => device))].slice(0, detailLimit),
  };
}

export function faultsOf({ graph }: GraphModel, operations: readonly OperationItem[]): Fault[] {
  const faults: Fault[] = [];
  for (const { name, id, node } of operations) {
    const message = graph.nodes[node]!.fault;
    if (message !== undefined) faults.push({ name, item: id, message });
  }
  return faults;
}

function sourceOf({ graph }: GraphModel, members: readonly OperationItem[]): SourcePlace | null {
  for (const { node } of members) {
    const { source } = graph.nodes[node]!;
    if (source !== undefined) return source;
  }
  return null;
}

/** What the card says of an operation, scope or series. Lists are bounded; each says how many there are in all. */

import type { NodeStats, SourcePlace } from '../../protocol.ts';
import type { GraphModel, ItemId } from './items.ts';
import type { EdgeKind } from './visible.ts';

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

export interface Parameters {
  readonly name: string;
  readonly item: ItemId;
  readonly dtype: string;
  readonly shape: string;
  /** Elements; null where the shape is not fully known. */
  readonly count: number | null;
  readonly bytes: number | null;
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
  readonly kind: 'operation' | 'scope' | 'series';
  readonly label: string;
  readonly name: string;
  /** '' for scopes. */
  readonly op: string;
  /** Operations in it. */
  readonly operations: number;
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
    /** Elements and bytes of all of them whose shape is known. */
    readonly count: number;
    readonly bytes: number;
  };
  /** null where there is no trace or none of its operations ran. */
  readonly stats: StatsSummary | null;
  /** Of a scope: that of its first operation that has one. */
  readonly source: SourcePlace | null;
  /** The scope that it is in; null at the top. */
  readonly scope: ItemId | null;
  /** Scopes of the same structure, itself included; 0 for operations and series. */
  readonly sameStructure: number;
}

/** null where the model has no such item. */
export function details(model: GraphModel, id: ItemId, stats: readonly NodeStats[] = []): Details | null {
  throw new Error(`not written yet ${model} ${id} ${stats}`);
}

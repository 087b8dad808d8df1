import type { Graph } from '../graph/index.ts';

/** How the items of one collection become bytes and come back. */
export interface CollectionCodec {
  /** Undefined for an item that it does not know. */
  encode(item: unknown): Uint8Array | undefined;
  /** @param prefix what the import put before names, with its `/`, or '' */
  decode(bytes: Uint8Array, graph: Graph, prefix: string): unknown;
}

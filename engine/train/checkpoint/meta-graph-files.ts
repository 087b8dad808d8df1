/** `tf.train.exportMetaGraph` and `tf.train.importMetaGraph`. */

import { type Graph, getDefaultGraph, withDefaultGraph } from '../../graph/index.ts';
import { type ReadMetaGraphOptions, readMetaGraph, type WriteMetaGraphOptions, writeMetaGraph } from './meta-graph.ts';
import { Saver } from './saver.ts';

export interface ExportMetaGraphOptions extends WriteMetaGraphOptions {
  /** Default: the default graph. */
  readonly graph?: Graph;
  /** How to save and restore. Default none. */
  readonly saver?: Saver;
}

export interface ImportMetaGraphOptions extends ReadMetaGraphOptions {
  /** Default: the default graph. */
  readonly graph?: Graph;
}

/** The graph with its collections as the bytes of a MetaGraphDef; also written to `filename`, where that is given. */
export function exportMetaGraph(filename?: string, options: ExportMetaGraphOptions = {}): Promise<Uint8Array> {
  const { graph = getDefaultGraph(), saver, ...rest } = options;
  return writeMetaGraph(graph, saver?.asSaverDef() ?? null, filename, rest);
}

/**
 * Adds the graph of a `.meta` file (or of its bytes) to a graph, with its variables and other collections.
 * @returns a saver for its variables, to restore a checkpoint with; null where there are none.
 * @throws NotFoundError if there is no such file, FormatError if it is none, LookupError for an operation type that this
 *   engine does not have.
 */
export async function importMetaGraph(
  source: string | Uint8Array,
  { graph = getDefaultGraph(), ...options }: ImportMetaGraphOptions = {},
): Promise<Saver | null> {
  const { saverDef, hasVariables } = await readMetaGraph(graph, source, options);
  return withDefaultGraph(graph, () => {
    if (saverDef) return Saver.fromProto(saverDef);
    return hasVariables ? new Saver() : null;
  });
}

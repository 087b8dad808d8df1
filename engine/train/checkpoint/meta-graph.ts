/** `.meta` files: the graph with its collections and its saver, written and read back. */

import { readFile } from 'node:fs/promises';
import {
  type FileSystem,
  nodeFileSystem,
  type SaverDef,
  SaverDef_CheckpointFormatVersion,
  writeFileAtomic,
} from '../../formats/index.ts';
import { type Graph, GraphKeys } from '../../graph/index.ts';
import {
  importMetaGraph as decodeMetaGraph,
  type ExportMetaGraphOptions,
  exportMetaGraph as encodeMetaGraph,
} from '../../graphdef/index.ts';
import type { SaverNodes } from '../graph/index.ts';
import { fileFault } from './file-error.ts';
import { makeFolderOf } from './folder.ts';

/** What a MetaGraph says of its saver. */
export type SaverDefinition = Omit<SaverDef, '$typeName' | '$unknown'>;

/** The nodes of a saver and its settings, in format V2. */
export function saverDefinition(
  nodes: SaverNodes,
  maxToKeep: number,
  keepCheckpointEveryNHours: number,
): SaverDefinition {
  return {
    ...nodes,
    maxToKeep,
    keepCheckpointEveryNHours,
    sharded: false,
    version: SaverDef_CheckpointFormatVersion.V2,
  };
}

export interface WriteMetaGraphOptions extends Omit<ExportMetaGraphOptions, 'saverDef' | 'note'> {
  readonly fileSystem?: FileSystem;
}

/** The graph as the bytes of a MetaGraphDef; written to `path`, in one step, where that is given. */
export async function writeMetaGraph(
  graph: Graph,
  saverDef: SaverDefinition | null,
  path: string | undefined,
  { fileSystem = nodeFileSystem, ...options }: WriteMetaGraphOptions = {},
): Promise<Uint8Array> {
  const bytes = encodeMetaGraph(graph, { ...options, saverDef });
  if (path === undefined) return bytes;
  makeFolderOf(path, fileSystem);
  await writeFileAtomic(path, bytes, fileSystem).catch((error: unknown) => {
    throw fileFault(`write ${path}`, error);
  });
  return bytes;
}

export interface ReadMetaGraphOptions {
  /** Names are put under this scope. */
  readonly importScope?: string;
  /** Drop the devices that the nodes name. Default false. */
  readonly clearDevices?: boolean;
}

/** Adds a MetaGraph to a graph. @returns what it says of its saver, and whether it has variables to save. */
export async function readMetaGraph(
  graph: Graph,
  source: string | Uint8Array,
  options: ReadMetaGraphOptions = {},
): Promise<{ saverDef: SaverDefinition | undefined; hasVariables: boolean }> {
  const bytes =
    typeof source === 'string'
      ? await readFile(source).catch((error: unknown) => {
          throw fileFault(`read ${source}`, error);
        })
      : source;
  const { saverDef } = decodeMetaGraph(bytes, { ...options, graph });
  return { saverDef, hasVariables: graph.collections.get(GraphKeys.GLOBAL_VARIABLES).length > 0 };
}

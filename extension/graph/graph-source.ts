/** What a graph panel shows: its check when a panel is restored, its name, and when two are the same. Pure. */

import { basename, dirname, isAbsolute } from 'node:path';
import type { GraphSource } from '../host.ts';
import { isRecord, isText } from '../plain-data.ts';

const mostCharacters = 4096;

/** What `init.source` was in an earlier window; undefined where it is not that. */
export function readGraphSource(source: unknown): GraphSource | undefined {
  if (!isRecord(source)) return undefined;
  const isPath = (path: unknown): path is string => isText(path, mostCharacters) && isAbsolute(path);
  const { kind, path, folder } = source;
  if ((kind === 'file' || kind === 'model') && isPath(path)) return { kind, path };
  return kind === 'events' && isPath(folder) ? { kind, folder } : undefined;
}

export function isSameSource(one: GraphSource, other: GraphSource): boolean {
  return one.kind === other.kind && placeOf(one) === placeOf(other);
}

/** The file or folder that it is read from. */
export function placeOf(source: GraphSource): string {
  return source.kind === 'events' ? source.folder : source.path;
}

/** @param runName of the run whose folder it is, where it is a known one */
export function graphTitle(source: GraphSource, runName?: string): string {
  return `Graph: ${runName ?? basename(placeOf(source))}`;
}

/** Event files grow with each step of a run, and their graph stays as it is. */
export function isEventFile(path: string): boolean {
  return basename(path).includes('tfevents');
}

/** Where the traces of a graph lie; undefined: it has none. */
export function traceFolder(source: GraphSource): string | undefined {
  if (source.kind === 'events') return source.folder;
  return source.kind === 'file' && isEventFile(source.path) ? dirname(source.path) : undefined;
}

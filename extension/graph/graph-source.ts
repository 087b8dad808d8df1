/** What a graph panel shows: its check when a panel is restored, its name, and when two are the same. Pure. */

import { basename, dirname, isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GraphSource } from '../host.ts';
import { isRecord, isText } from '../plain-data.ts';

const mostCharacters = 4096;

/** What `init.source` was in an earlier window; undefined where it is not that. */
export function readGraphSource(source: unknown): GraphSource | undefined {
  if (!isRecord(source)) return undefined;
  const isPath = (path: unknown): path is string => isText(path, mostCharacters) && isAbsolute(path);
  const { kind, path, folder, uri } = source;
  if ((kind === 'file' || kind === 'run') && isPath(path)) return { kind, path };
  if (kind === 'model' && isText(uri, mostCharacters) && URL.canParse(uri)) return { kind, uri };
  return kind === 'events' && isPath(folder) ? { kind, folder } : undefined;
}

export function isSameSource(one: GraphSource, other: GraphSource): boolean {
  return one.kind === other.kind && placeOf(one) === placeOf(other);
}

/** The file or folder that it is read from; of what is not on a disk, its URI. */
export function placeOf(source: GraphSource): string {
  switch (source.kind) {
    case 'events':
      return source.folder;
    case 'model':
      return fileOf(source.uri);
    default:
      return source.path;
  }
}

/** What names a file elsewhere: its path, or its URI where it is not on a disk. */
export function fileOf(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
  } catch {
    // On another machine.
    return uri;
  }
}

export function isUri(file: string): boolean {
  // Two letters at least: one is a drive.
  return /^[a-z][\w+.-]+:/i.test(file);
}

export function graphName(source: GraphSource): string {
  return basename(placeOf(source)).replace(/^untitled:/, '');
}

/** @param runName of the run whose folder it is, where it is a known one */
export function graphTitle(source: GraphSource, runName?: string): string {
  const name = runName ?? graphName(source);
  return source.kind === 'run' ? `Graph by running: ${name}` : `Graph: ${name}`;
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

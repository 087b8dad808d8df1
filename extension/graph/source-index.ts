/** From a place in a source file to the node that it made. Pure. */

import { resolve } from 'node:path';
import type { GraphNode } from '../../webview/protocol.ts';
import { isUri } from './graph-source.ts';

/** The nodes that one place made, as the name to select. */
interface Made {
  readonly column: number;
  readonly name: string;
}

export interface SourceIndex {
  /** As the graph names them, in the order of their first node. */
  readonly files: readonly string[];
  /** By the file as the graph names it, then by line. */
  readonly lines: ReadonlyMap<string, ReadonlyMap<number, readonly Made[]>>;
}

export function indexSources(nodes: readonly Pick<GraphNode, 'name' | 'source'>[]): SourceIndex {
  const places = new Map<string, Map<number, Map<number, string[]>>>();
  for (const { name, source } of nodes) {
    if (source === undefined) continue;
    const lines = getOrMake(places, source.file, () => new Map<number, Map<number, string[]>>());
    const columns = getOrMake(lines, source.line, () => new Map<number, string[]>());
    getOrMake(columns, source.column, (): string[] => []).push(name);
  }
  const begun = firstNodes(nodes, places);
  const lines = new Map(
    [...places].map(([file, byLine]) => {
      const made = [...byLine].map(([line, byColumn]) => {
        const atLine = [...byColumn].map(([column, names]) => ({ column, name: representative(names, begun) }));
        return [line, atLine.sort((a, b) => a.column - b.column)] as const;
      });
      return [file, new Map(made)] as const;
    }),
  );
  return { files: [...lines.keys()], lines };
}

type Places = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<number, readonly string[]>>>;

/** The first node of each scope that the nodes of some place share. */
function firstNodes(nodes: readonly Pick<GraphNode, 'name'>[], places: Places): ReadonlyMap<string, string> {
  const wanted = new Set<string>();
  for (const byLine of places.values()) {
    for (const byColumn of byLine.values()) for (const names of byColumn.values()) wanted.add(sharedScope(names));
  }
  const first = new Map<string, string>();
  for (const { name } of nodes) {
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      const scope = name.slice(0, end);
      if (wanted.has(scope) && !first.has(scope)) first.set(scope, name);
    }
  }
  return first;
}

/**
 * The node or scope that the place made: of several on a line, the one whose call begins nearest before the column, as
 * that is the innermost one around it; before the first of them, the first.
 */
export function nodeAt(index: SourceIndex, file: string, line: number, column: number): string | undefined {
  const made = index.lines.get(file)?.get(line);
  return (made?.findLast((each) => each.column <= column) ?? made?.[0])?.name;
}

/**
 * What stands for all the nodes of one call: the scope that the call began (`tf.layers.dense` makes a dozen nodes in one),
 * or else the node made last, which is what the call returned. A scope around it that has other calls' nodes too is not
 * meant.
 * @param begun the first node of a scope
 */
function representative(names: readonly string[], begun: ReadonlyMap<string, string>): string {
  const scope = sharedScope(names);
  const beginner = begun.get(scope);
  return beginner !== undefined && names.includes(beginner) ? scope : (names.at(-1) as string);
}

/** '' where they share none; of one node, itself. */
function sharedScope(names: readonly string[]): string {
  let shared = (names[0] as string).split('/');
  for (const name of names) {
    const parts = name.split('/');
    const differs = shared.findIndex((part, place) => part !== parts[place]);
    if (differs >= 0) shared = shared.slice(0, differs);
  }
  return shared.join('/');
}

/** Equal for two spellings of one path, on file systems that take them so. What is not on a disk has one spelling. */
export function fileKey(path: string, platform: NodeJS.Platform = process.platform): string {
  if (isUri(path)) return path;
  const whole = resolve(path);
  return platform === 'win32' || platform === 'darwin' ? whole.toLowerCase() : whole;
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

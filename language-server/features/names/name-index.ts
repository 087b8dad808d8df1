/** Every place of a program where a scope or an operation is named: where it gets its name, and where it is asked for by it. */

import { type Program, type SourceRange, shownGraph, ts } from '../../../engine/analysis/index.ts';
import type { Graph } from '../../../engine/graph/index.ts';
import { type MadePath, madePaths } from './call-paths.ts';
import { type NameString, nameStrings } from './name-strings.ts';

/** One name between slashes, in one literal. */
export interface NamePart {
  /** All up to and including it: `model/fc1`. A literal in a function that is called twice gives a part for each call. */
  readonly path: string;
  readonly literal: ts.StringLiteralLike;
  /** Of the name alone. */
  readonly range: SourceRange;
  /** As the literal says it; the path may have a number behind it. */
  readonly text: string;
  readonly isMaker: boolean;
}

export class NameIndex {
  readonly graph: Graph;
  readonly made: readonly MadePath[];
  readonly strings: readonly NameString[];
  readonly #byPath = new Map<string, NamePart[]>();
  readonly #byFile = new Map<string, NamePart[]>();

  constructor(program: Program) {
    this.graph = shownGraph(program);
    this.made = madePaths(program, this.graph);
    this.strings = [...program.sources.values()].flatMap((source) => nameStrings(source, this.graph));
    for (const { name, path } of this.made) {
      if (name && ts.isStringLiteralLike(name)) this.#addMaker(name, path);
    }
    for (const { literal } of this.strings) this.#addUse(literal);
  }

  partsOf(path: string): readonly NamePart[] {
    return this.#byPath.get(path) ?? [];
  }
  /** The parts at an offset; several where one literal made several names. */
  at(file: string, offset: number): readonly NamePart[] {
    return (this.#byFile.get(file) ?? []).filter(({ range }) => range.start <= offset && offset <= range.end);
  }
  /** What was made under a name, whether a literal says it or not. */
  makersOf(path: string): readonly MadePath[] {
    return this.made.filter((made) => made.path === path);
  }

  #addMaker(literal: ts.StringLiteralLike, path: string): void {
    const parts = literal.text.split('/');
    const segments = path.split('/');
    this.#add(literal, parts, segments.length - parts.length, segments, true);
  }

  #addUse(literal: ts.StringLiteralLike): void {
    const name = literal.text.replace(/:\d+$/, '').replace(/\/$/, '');
    const parts = name.split('/');
    this.#add(literal, parts, 0, parts, false);
  }

  #add(
    literal: ts.StringLiteralLike,
    parts: readonly string[],
    skipped: number,
    segments: readonly string[],
    isMaker: boolean,
  ): void {
    const source = literal.getSourceFile();
    let start = literal.getStart(source) + 1;
    // With escapes in it, places in the text are not places in the name.
    if (source.text.slice(start, literal.end - 1) !== literal.text) return;
    for (const [i, text] of parts.entries()) {
      const path = segments.slice(0, skipped + i + 1).join('/');
      const range = { file: source.fileName, start, end: start + text.length };
      const part: NamePart = { path, literal, range, text, isMaker };
      append(this.#byPath, path, part);
      append(this.#byFile, source.fileName, part);
      start += text.length + 1;
    }
  }
}

function append(map: Map<string, NamePart[]>, key: string, part: NamePart): void {
  const parts = map.get(key);
  if (parts) parts.push(part);
  else map.set(key, [part]);
}

const indices = new WeakMap<Program, NameIndex>();

export function nameIndex(program: Program): NameIndex {
  let index = indices.get(program);
  if (!index) {
    index = new NameIndex(program);
    indices.set(program, index);
  }
  return index;
}

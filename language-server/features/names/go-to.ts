/** From a name in a string to where it is given, and to all others of the same thing. */

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver-types';
import { type SourceRange, sameRange } from '../../../engine/analysis/index.ts';
import type { FileView } from '../file-view.ts';
import { type NameIndex, type NamePart, nameIndex } from './name-index.ts';
import { partsAt } from './named-at.ts';

export function definition(view: FileView, position: Position): Location[] {
  const index = nameIndex(view.program);
  return distinct(partsAt(view, position).flatMap(({ path }) => makersOf(view, index, path))).map((range) =>
    view.locate(range),
  );
}

export function references(view: FileView, position: Position, withDeclaration: boolean): Location[] {
  return alike(view, position)
    .filter(({ isMaker }) => withDeclaration || !isMaker)
    .map(({ range }) => view.locate(range));
}

export function highlights(view: FileView, position: Position): DocumentHighlight[] {
  return alike(view, position)
    .filter(({ range }) => range.file === view.file)
    .map(({ range, isMaker }) => ({
      range: view.lines.range(range),
      kind: isMaker ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

/** All parts with the name of the one at the position, each place once. */
function alike(view: FileView, position: Position): NamePart[] {
  const index = nameIndex(view.program);
  const parts = partsAt(view, position).flatMap(({ path }) => index.partsOf(path));
  const distinct = parts.filter((part, i) => parts.findIndex((other) => sameRange(other.range, part.range)) === i);
  return distinct.sort((a, b) => compare(a.range, b.range));
}

function compare(a: SourceRange, b: SourceRange): number {
  return a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
}

/** The literals that give the name; where the library chose it, the call that made the operation. */
function makersOf(view: FileView, index: NameIndex, path: string): SourceRange[] {
  const literals = index.partsOf(path).filter(({ isMaker }) => isMaker);
  if (literals.length > 0) return literals.map(({ range }) => range);
  const calls = index.makersOf(path).map(({ call }) => call.origin.range);
  if (calls.length > 0) return calls;
  const op = index.graph.findOperation(path);
  const origin = op && view.program.originOf(op);
  return origin ? [origin.range] : [];
}

function distinct(ranges: readonly SourceRange[]): SourceRange[] {
  return ranges.filter((range, i) => ranges.findIndex((other) => sameRange(other, range)) === i);
}

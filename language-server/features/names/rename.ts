/** Renames a scope or an operation: the literal that gives the name, and every string that asks for it by that. */

import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { type SourceRange, sameRange } from '../../../engine/analysis/index.ts';
import type { Refusal } from '../../thread/questions.ts';
import type { FileView } from '../file-view.ts';
import { type NameIndex, type NamePart, nameIndex } from './name-index.ts';
import { partsAt } from './named-at.ts';

const validName = /^[A-Za-z0-9.][A-Za-z0-9_.-]*$/;

/** The literals that are changed, and all full names that change with them. */
interface Renaming {
  readonly index: NameIndex;
  readonly makers: readonly NamePart[];
  readonly paths: readonly string[];
  /** As the literals say it. */
  readonly text: string;
}

/** null where no name stands. */
export function prepareRename(
  view: FileView,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | Refusal | null {
  const [part] = partsAt(view, position);
  if (!part) return null;
  const renaming = renamingOf(view, part);
  if ('refusal' in renaming) return renaming;
  return { range: view.lines.range(part.range), placeholder: part.isMaker ? part.text : renaming.text };
}

export function rename(view: FileView, position: Position, newName: string): WorkspaceEdit | Refusal | null {
  const [part] = partsAt(view, position);
  if (!part) return null;
  const renaming = renamingOf(view, part);
  if ('refusal' in renaming) return renaming;
  if (!validName.test(newName)) {
    return {
      refusal: `'${newName}' is no name: letters, digits, '_', '.' and '-', of which '_' and '-' come after another.`,
    };
  }
  const { index, paths, text } = renaming;
  const renamed = (path: string) =>
    path.slice(0, path.length - lastOf(path).length) + newName + lastOf(path).slice(text.length);
  const taken = newName === text ? undefined : paths.map(renamed).find((path) => isTaken(index, path));
  if (taken !== undefined) return { refusal: `'${taken}' is in the graph already.` };
  return edits(view, renaming, (path) => lastOf(renamed(path)), newName);
}

/** Follows the name to its literals, from those to all that they name, and so on: all of it changes together. */
function renamingOf(view: FileView, { path }: NamePart): Renaming | Refusal {
  const index = nameIndex(view.program);
  const paths = new Set([path]);
  const makers: NamePart[] = [];
  for (const each of paths) {
    const found = index.partsOf(each).filter(({ isMaker }) => isMaker);
    const unwritten = index.makersOf(each).find(({ name }) => !found.some(({ literal }) => literal === name));
    if (found.length === 0 || unwritten) return refusalFor(view, index, each);
    for (const maker of found) {
      if (makers.some((known) => sameRange(known.range, maker.range))) continue;
      makers.push(maker);
      for (const other of index.at(maker.range.file, maker.range.start)) {
        if (other.isMaker && sameRange(other.range, maker.range)) paths.add(other.path);
      }
    }
  }
  const [{ text }] = makers;
  const numbered = [...paths].find((each) => lastOf(each) !== text);
  // With a number only because other calls of the same literal came before: they change alike.
  const isFirstElsewhere = numbered !== undefined && !paths.has(numbered.slice(0, -lastOf(numbered).length) + text);
  if (isFirstElsewhere || makers.some((maker) => maker.text !== text)) {
    return {
      refusal: `'${numbered ?? path}' has its number because something else is called '${text}' too: give it a name of its own first.`,
    };
  }
  return { index, makers, paths: [...paths], text };
}

function refusalFor(view: FileView, index: NameIndex, path: string): Refusal {
  const [maker] = index.makersOf(path);
  if (!maker) return { refusal: `Nothing in the analysed files makes '${path}'.` };
  const { file, start } = maker.call.origin.range;
  const line = view.lines.of(file).positionAt(start).line + 1;
  if (!maker.name)
    return { refusal: `'${path}' has no name of its own: give it one in line ${line}, as in { name: '…' }.` };
  return { refusal: `The name of '${path}' is computed in line ${line}: change it there.` };
}

function edits(
  view: FileView,
  { index, makers, paths }: Renaming,
  newLastOf: (path: string) => string,
  newName: string,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  const done: SourceRange[] = [];
  const add = (range: SourceRange, newText: string) => {
    if (done.some((each) => sameRange(each, range))) return;
    done.push(range);
    const uri = view.uriOf(range.file);
    changes[uri] ??= [];
    changes[uri].push({ range: view.lines.range(range), newText });
  };
  for (const { range } of makers) add(range, newName);
  for (const path of paths) {
    for (const { range, isMaker } of index.partsOf(path)) if (!isMaker) add(range, newLastOf(path));
  }
  return { changes };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** By an operation, or a scope with one in it. */
function isTaken({ graph }: NameIndex, path: string): boolean {
  return graph.getOperations().some(({ name }) => name === path || name.startsWith(`${path}/`));
}

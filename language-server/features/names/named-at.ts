/** What a string at a place names. */

import type { Position } from 'vscode-languageserver-types';
import { type SourceRange, ts } from '../../../engine/analysis/index.ts';
import type { Operation, Tensor } from '../../../engine/graph/index.ts';
import type { FileView } from '../file-view.ts';
import { nodeAt } from '../node-at.ts';
import { type NamePart, nameIndex } from './name-index.ts';

export interface Named {
  readonly range: SourceRange;
  readonly element: Tensor | Operation;
}

/** The tensor or operation that a whole string names, where it is used as a name. */
export function namedAt(view: FileView, offset: number): Named | undefined {
  const node = nodeAt(view.source, offset);
  if (!ts.isStringLiteralLike(node)) return undefined;
  const { graph, strings } = nameIndex(view.program);
  if (!strings.some(({ literal, kind }) => literal === node && kind !== 'scope')) return undefined;
  const [, name, index] = /^(.*?)(?::(\d{1,4}))?$/s.exec(node.text)!;
  const operation = graph.findOperation(name);
  const element = index === undefined ? operation : operation?.outputs[Number(index)];
  return element && { element, range: { file: view.file, start: node.getStart(view.source), end: node.end } };
}

/** The names that the part of a string between slashes stands for; several where a literal made several. */
export function partsAt(view: FileView, position: Position): readonly NamePart[] {
  const offset = view.offsetAt(position);
  // Asked wherever the cursor goes, mostly where there is no string.
  if (!ts.isStringLiteralLike(nodeAt(view.source, offset))) return [];
  return nameIndex(view.program).at(view.file, offset);
}

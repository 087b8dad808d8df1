/** What a string at a place names. */

import { type SourceRange, ts } from '../../../engine/analysis/index.ts';
import type { Operation, Tensor } from '../../../engine/graph/index.ts';
import type { FileView } from '../file-view.ts';
import { nodeAt } from '../node-at.ts';
import { nameIndex } from './name-index.ts';

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
  const [, name, index] = /^(.*?)(?::(\d{1,4}))?$/.exec(node.text)!;
  const operation = graph.findOperation(name);
  const element = index === undefined ? operation : operation?.outputs[Number(index)];
  return element && { element, range: { file: view.file, start: node.getStart(view.source), end: node.end } };
}

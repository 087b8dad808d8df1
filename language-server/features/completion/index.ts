/** What can be written at a place that only the graph knows of: the rest is TypeScript's own completion. */

import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { ts } from '../../../engine/analysis/index.ts';
import { slotAt } from '../api-calls.ts';
import type { FileView } from '../file-view.ts';
import { nodeAt } from '../node-at.ts';
import { axisItems } from './axes.ts';
import { dtypeItems } from './dtypes.ts';
import { nameItems } from './names.ts';
import { sizeItems } from './sizes.ts';

export function completion(view: FileView, position: Position): CompletionItem[] {
  const offset = view.offsetAt(position);
  const node = nodeAt(view.source, offset);
  const slot = slotAt(view, offset);
  const kind = slot?.parameter?.kind;
  if (isInside(node, offset, view)) return kind === 'dtype' ? dtypeItems(view, node) : nameItems(view, node);
  if (!slot || !isOpen(view.text, offset)) return [];
  if (slot.parameter?.name === 'axis' || kind === 'axis') return axisItems(view, slot.call);
  return kind === 'shape' ? sizeItems(view, slot, offset) : [];
}

/** Between the quotes of a string, closed or not. */
function isInside(node: ts.Node, offset: number, { source, text }: FileView): node is ts.StringLiteralLike {
  if (!ts.isStringLiteralLike(node)) return false;
  const start = node.getStart(source);
  const isClosed = node.end - start > 1 && text[node.end - 1] === text[start];
  return offset > start && (offset < node.end || !isClosed);
}

/** Where a value begins: after a bracket, comma or colon, a minus or some digits of it at most. */
function isOpen(text: string, offset: number): boolean {
  return /[([,:]\s*-?\d*$/.test(text.slice(Math.max(0, offset - 100), offset));
}

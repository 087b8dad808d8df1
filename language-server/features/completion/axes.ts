/** The axes of a call's operand, with the size of each. */

import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { dimText, ts, type Value } from '../../../engine/analysis/index.ts';
import type { Dim } from '../../../engine/graph/index.ts';
import { argumentFor, type WrittenCall } from '../api-calls.ts';
import type { FileView } from '../file-view.ts';
import { isTensorValue, tensorType } from '../tensors.ts';

/** Functions that put a new axis in: there is one place more than there are axes. */
const inserting: ReadonlySet<string> = new Set(['expandDims', 'stack', 'oneHot']);

export function axisItems(view: FileView, call: WrittenCall): CompletionItem[] {
  const operand = operandOf(view, call);
  const dims = operand?.shape.dims;
  if (!operand || !dims) return [];
  const isInserting = inserting.has(call.signature.name);
  const axes = isInserting ? [...dims, undefined] : dims;
  const items = axes.map((dim, axis) => item(axis, detailOf(dim, axis, isInserting), tensorType(operand)));
  return [...items, item(-1, isInserting ? 'a new last axis' : 'the last axis', tensorType(operand))];
}

function item(axis: number, detail: string, documentation: string): CompletionItem {
  const label = String(axis);
  return {
    label,
    kind: CompletionItemKind.Value,
    detail,
    documentation,
    sortText: axis < 0 ? '~' : label.padStart(3, '0'),
  };
}

function detailOf(dim: Dim | undefined, axis: number, isInserting: boolean): string {
  if (!isInserting) return dim === undefined ? '' : `size ${dimText(dim)}`;
  return dim === undefined
    ? 'a new axis at the end'
    : `a new axis before that of size ${dimText(dim)}${axis === 0 ? ', the first' : ''}`;
}

/** The tensor that the axis is of: the first that the call is given, alone or in a list. */
function operandOf(view: FileView, call: WrittenCall) {
  for (const { name, kind } of [...call.signature.parameters, ...call.signature.options]) {
    if (kind !== 'tensor' && kind !== 'tensors') continue;
    const expression = argumentFor(call, name);
    if (!expression) return undefined;
    const first = ts.isArrayLiteralExpression(expression) ? expression.elements[0] : expression;
    return lastOf(first && view.program.factOf(first)?.values);
  }
  return undefined;
}

function lastOf(values: readonly Value[] | undefined) {
  const value = values?.at(-1);
  return value !== undefined && isTensorValue(value) ? value : undefined;
}

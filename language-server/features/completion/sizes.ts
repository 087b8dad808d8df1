/** Sizes that a shape may be written with: those of the tensors that there are at that place. */

import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { ts } from '../../../engine/analysis/index.ts';
import { argumentFor, type Slot } from '../api-calls.ts';
import type { FileView } from '../file-view.ts';
import { nodesNear } from '../node-at.ts';
import { isTensorValue, tensorType } from '../tensors.ts';

const mostSizes = 30;

export function sizeItems(view: FileView, { call }: Slot, offset: number): CompletionItem[] {
  if (!isInArray(view, call.node, offset)) return [];
  return [...wildcards(view, call), ...knownSizes(view, offset)];
}

function isInArray({ source }: FileView, call: ts.Node, offset: number): boolean {
  for (const node of nodesNear(source, offset)) {
    if (node === call) return false;
    if (ts.isArrayLiteralExpression(node)) return offset > node.getStart(source) && offset <= node.end;
  }
  return false;
}

/** A size that is left open. */
function wildcards(view: FileView, call: Slot['call']): CompletionItem[] {
  const { name } = call.signature;
  if (name === 'reshape') {
    const tensor = argumentFor(call, 'tensor');
    const given = tensor && view.program.factOf(tensor)?.values.at(-1);
    const of = given !== undefined && isTensorValue(given) ? ` ${tensorType(given)}` : '';
    return [
      { label: '-1', kind: CompletionItemKind.Value, detail: `what is left of${of || ' the elements'}`, sortText: '0' },
    ];
  }
  const takesNull = name === 'placeholder' || name === 'placeholderWithDefault' || name === 'assertShape';
  return takesNull
    ? [{ label: 'null', kind: CompletionItemKind.Value, detail: 'a size that is not known', sortText: '0' }]
    : [];
}

/** Of named tensors, the newest first, each size once. */
function knownSizes(view: FileView, offset: number): CompletionItem[] {
  const sizes = new Map<number, string>();
  const before = [...view.program.facts(view.file)].filter(({ node }) => node.end <= offset && ts.isIdentifier(node));
  for (const { node, values } of before.sort((a, b) => b.node.end - a.node.end)) {
    for (const value of values) {
      if (!isTensorValue(value)) continue;
      for (const dim of value.shape.dims ?? []) {
        if (typeof dim === 'number' && dim > 1 && !sizes.has(dim))
          sizes.set(dim, `${(node as ts.Identifier).text}: ${tensorType(value)}`);
      }
    }
    if (sizes.size >= mostSizes) break;
  }
  return [...sizes].map(([size, detail], i) => ({
    label: String(size),
    kind: CompletionItemKind.Value,
    detail,
    sortText: `1${String(i).padStart(3, '0')}`,
  }));
}

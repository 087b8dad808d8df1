/** Names of tensors, operations and scopes, inside the strings that ask for them. */

import { type CompletionItem, CompletionItemKind, type Range } from 'vscode-languageserver-types';
import type { ts } from '../../../engine/analysis/index.ts';
import type { Operation, Tensor } from '../../../engine/graph/index.ts';
import type { FileView } from '../file-view.ts';
import { type NameIndex, nameIndex } from '../names/name-index.ts';
import { kindOf, type NameKind } from '../names/name-strings.ts';
import { operationOf, tensorType } from '../tensors.ts';
import { replacing } from './replacing.ts';

const mostNames = 1000;

interface Candidate {
  readonly name: string;
  readonly detail: string;
  readonly kind: CompletionItemKind;
}

export function nameItems(view: FileView, literal: ts.StringLiteralLike): CompletionItem[] {
  const kind = kindOf(literal);
  if (!kind) return [];
  const range = replacing(view, literal);
  const candidates = candidatesOf[kind](nameIndex(view.program)).slice(0, mostNames);
  return candidates.map((candidate, i) => item(candidate, range, i));
}

const candidatesOf = {
  tensor: (index) => operations(index).flatMap((op) => op.outputs.map(tensor)),
  operation: (index) => operations(index).map(operation),
  // What one fetches is mostly what the program itself has made, by a call of its own.
  fetch: (index) => [...results(index).flatMap((op) => op.outputs.map(tensor)), ...results(index).map(operation)],
  feed: (index) =>
    operations(index)
      .filter(({ type }) => type.startsWith('Placeholder'))
      .flatMap((op) => op.outputs.map(tensor)),
  scope: (index) => scopes(index).map((name) => ({ name, detail: 'scope', kind: CompletionItemKind.Module })),
} as const satisfies Record<NameKind, (index: NameIndex) => Candidate[]>;

function operations({ graph }: NameIndex): readonly Operation[] {
  return graph.getOperations();
}

function results({ made }: NameIndex): Operation[] {
  const operations = new Set(made.map(({ call }) => operationOf(call.result)).filter((op) => op !== undefined));
  return [...operations].sort((a, b) => a.id - b.id);
}

function scopes({ made }: NameIndex): string[] {
  return [
    ...new Set(
      made.filter(({ isScope, call }) => isScope && /(?:name|variable)Scope$/.test(call.name)).map(({ path }) => path),
    ),
  ];
}

function tensor(value: Tensor): Candidate {
  return { name: value.name, detail: `${value.op.type} ${tensorType(value)}`, kind: CompletionItemKind.Variable };
}

function operation({ name, type }: Operation): Candidate {
  return { name, detail: type, kind: CompletionItemKind.Function };
}

function item({ name, detail, kind }: Candidate, range: Range, i: number): CompletionItem {
  return {
    label: name,
    kind,
    detail,
    filterText: name,
    sortText: String(i).padStart(4, '0'),
    textEdit: { range, newText: name },
  };
}

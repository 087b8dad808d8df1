/** Element types, as the strings that name them. */

import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { ts } from '../../../engine/analysis/index.ts';
import { type DType, dataTypes, dtypes } from '../../../engine/graph/index.ts';
import type { FileView } from '../file-view.ts';
import { replacing } from './replacing.ts';

export function dtypeItems(view: FileView, literal: ts.StringLiteralLike): CompletionItem[] {
  const range = replacing(view, literal);
  return dataTypes.map((name, i) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    detail: detailOf(name),
    sortText: String(i),
    textEdit: { range, newText: name },
  }));
}

function detailOf(name: DType): string {
  const { bytes, floating, integer } = dtypes[name];
  const kind = floating ? 'floating point' : integer ? 'integer' : name === 'bool' ? 'true or false' : 'text or bytes';
  return bytes === 0 ? kind : `${kind}, ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

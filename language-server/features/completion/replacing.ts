/** What a completion inside a string replaces: all between the quotes, since names have slashes and colons in them. */

import type { Range } from 'vscode-languageserver-types';
import type { ts } from '../../../engine/analysis/index.ts';
import type { FileView } from '../file-view.ts';

export function replacing(view: FileView, literal: ts.StringLiteralLike): Range {
  const start = literal.getStart(view.source);
  const isClosed = literal.end - start > 1 && view.text[literal.end - 1] === view.text[start];
  return { start: view.positionAt(start + 1), end: view.positionAt(isClosed ? literal.end - 1 : literal.end) };
}

/** A document as a person sees it: hints between ‹ and ›, squiggles under what is wrong, lenses above their lines. */

import type {
  CodeLens,
  Diagnostic,
  DocumentSymbol,
  InlayHint,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { OpenText } from './editor.ts';

const severities = ['', 'error', 'warning', 'information', 'hint'];
const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

/** The lines that have something to show, or all. */
export async function shown(document: OpenText, lines: 'all' | 'marked' = 'all'): Promise<string> {
  const hints = (await document.ask<InlayHint[] | null>('inlayHint', { range: everything })) ?? [];
  const lenses = (await document.ask<CodeLens[] | null>('codeLens')) ?? [];
  const { diagnostics } = await document.settled();
  const shownLines = document.text.split(/\r\n|\n/).flatMap((line, number) => {
    const above = lenses.filter(({ range }) => range.start.line === number).map(({ command }) => `⟦${command!.title}⟧`);
    const own = hints.filter(({ position }) => position.line === number);
    const below = diagnostics
      .filter(({ range }) => range.start.line === number)
      .flatMap((each) => squiggle(each, line, own));
    const isMarked = above.length + own.length + below.length > 0;
    return lines === 'all' || isMarked ? [...above, withHints(line, own), ...below] : [];
  });
  return `\n${shownLines.join('\n').trimEnd()}\n`;
}

function withHints(line: string, hints: readonly InlayHint[]): string {
  let text = line;
  for (const { position, label, paddingLeft } of hints.toReversed()) {
    text = `${text.slice(0, position.character)}‹${paddingLeft ? ' ' : ''}${label}›${text.slice(position.character)}`;
  }
  return text;
}

function squiggle(
  { range, severity, code, message, relatedInformation, tags }: Diagnostic,
  line: string,
  hints: readonly InlayHint[],
): string[] {
  const shift = (character: number) =>
    hints
      .filter(({ position }) => position.character <= character)
      .reduce((sum, { label }) => sum + label.length + 2, 0);
  const [start, end] = [range.start.character, range.end.line > range.start.line ? line.length : range.end.character];
  const indent = ' '.repeat(start + shift(start));
  const marks = '~'.repeat(Math.max(1, end - start));
  const faded = tags?.length ? ', faded' : '';
  return [
    `${indent}${marks} ${severities[severity ?? 0]}${faded} ${code}: ${message}`,
    ...(relatedInformation ?? []).map((each) => {
      const { line, character } = each.location.range.start;
      const file = each.location.uri.replace(/^.*\//, '');
      return `${indent}  ${file}:${line + 1}:${character + 1} ${each.message}`;
    }),
  ];
}

/** An outline, a line each. */
export function outline(symbols: readonly DocumentSymbol[], indent = ''): string {
  return symbols
    .map(({ name, detail, children }) => `\n${indent}${name}  ${detail}${outline(children ?? [], `${indent}  `)}`)
    .join('');
}

/** The text after an edit of it. */
export function edited(document: OpenText, edit: WorkspaceEdit): string {
  const edits: TextEdit[] = edit.changes?.[document.uri] ?? [];
  const offset = ({ line, character }: TextEdit['range']['start']) =>
    document.text
      .split('\n')
      .slice(0, line)
      .reduce((sum, each) => sum + each.length + 1, 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (text, { range, newText }) => text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)),
      document.text,
    );
}

/**
 * The one door to the parser: TypeScript 6's, which makes a whole tree of any text, however broken. TypeScript 7 has none
 * that runs in this process.
 */

import ts from 'typescript6';
import type { SourceRange } from './source/range.ts';

export { ts };

/**
 * The syntax tree of a model file. With the tree of an earlier text of the same file and what changed since, only what the
 * change touches is parsed anew.
 * @param previous - is used up: its nodes live on in the result
 */
export function parse(file: string, text: string, previous?: ts.SourceFile): ts.SourceFile {
  if (previous && previous.fileName === file) {
    const change = changeBetween(previous.text, text);
    if (!change) return previous;
    // An edit near as long as the file gains nothing.
    if (change.newLength < text.length / 2) return ts.updateSourceFile(previous, text, change);
  }
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, scriptKind(file));
}

function scriptKind(file: string): ts.ScriptKind {
  if (/\.[cm]?tsx?$/.test(file)) return file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return file.endsWith('jsx') ? ts.ScriptKind.JSX : ts.ScriptKind.JS;
}

/** The one stretch in which two texts differ, or undefined where they do not. */
function changeBetween(before: string, after: string): ts.TextChangeRange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { span: { start, length: before.length - tail - start }, newLength: after.length - tail - start };
}

/** Whether the parser found anything amiss. It keeps its errors beside the tree; the type does not tell of them. */
export function hasErrors(source: ts.SourceFile): boolean {
  return ((source as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0) > 0;
}

/** Where a node stands, without the blanks and comments before it. */
export function rangeOf(node: ts.Node): SourceRange {
  const source = node.getSourceFile();
  return { file: source.fileName, start: node.getStart(source), end: node.end };
}

/** An expression without what only groups it or says its type: parentheses, `as T`, `satisfies T`, `!`. */
export function bareExpression(node: ts.Expression): ts.Expression {
  let bare = node;
  while (
    ts.isParenthesizedExpression(bare) ||
    ts.isAsExpression(bare) ||
    ts.isSatisfiesExpression(bare) ||
    ts.isNonNullExpression(bare) ||
    ts.isTypeAssertionExpression(bare)
  ) {
    bare = bare.expression;
  }
  return bare;
}

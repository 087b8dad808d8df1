/** Edits of the program's text, made of its syntax nodes. */

import type { QuickFix, TextEdit } from '../../diagnostic.ts';
import { rangeOf, ts } from '../../syntax.ts';

/** A fix in the imperative; the first of several is the one to take when in doubt. */
export function fix(title: string, ...edits: readonly TextEdit[]): QuickFix {
  return { title, edits };
}

/** The fixes that there are, the first marked as preferred. */
export function preferFirst(fixes: readonly (QuickFix | undefined)[]): QuickFix[] {
  const found = fixes.filter((one) => one !== undefined);
  return found.map(({ isPreferred: _, ...one }, index) => (index === 0 ? { ...one, isPreferred: true } : one));
}

export function textOf(node: ts.Node): string {
  return node.getText(node.getSourceFile());
}

export function replace(node: ts.Node, text: string): TextEdit {
  return { range: rangeOf(node), text };
}

/** Replaces the value of an expression; a shorthand property `{ logits }` becomes `{ logits: text }`. */
export function replaceValue(expression: ts.Expression, text: string): TextEdit {
  return ts.isShorthandPropertyAssignment(expression.parent)
    ? replace(expression, `${textOf(expression)}: ${text}`)
    : replace(expression, text);
}

export function insertAt(node: ts.Node, offset: number, text: string): TextEdit {
  return { range: { file: node.getSourceFile().fileName, start: offset, end: offset }, text };
}

export function insertBefore(node: ts.Node, text: string): TextEdit {
  return insertAt(node, node.getStart(node.getSourceFile()), text);
}

export function insertAfter(node: ts.Node, text: string): TextEdit {
  return insertAt(node, node.end, text);
}

/** Exchanges the texts of two expressions. */
export function swap(a: ts.Expression, b: ts.Expression): TextEdit[] {
  return [replaceValue(a, textOf(b)), replaceValue(b, textOf(a))];
}

/** A new line before the statement that `node` is in, indented as that one. Undefined where it is in none. */
export function insertStatementBefore(node: ts.Node, text: string): TextEdit | undefined {
  const statement = ts.findAncestor(node, isInStatementList);
  if (!statement) return undefined;
  const source = statement.getSourceFile();
  const start = statement.getStart(source);
  const line = source.text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(source.text.slice(line, start))![0];
  return insertAt(statement, start, `${text}\n${indent}`);
}

function isInStatementList(node: ts.Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  return (
    (ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent)) &&
    ts.isStatement(node)
  );
}

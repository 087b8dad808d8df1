/** Programs with one literal changed: most of them fail. */

import { parse, ts } from '../../../engine/analysis/syntax.ts';
import type { GeneratedProgram } from './generator/program.ts';
import type { Random } from './generator/random.ts';

export interface Mutant {
  readonly files: Readonly<Record<string, string>>;
  /** What was changed, for people. */
  readonly change: string;
}

export function mutantsOf(program: GeneratedProgram, random: Random, count: number): Mutant[] {
  const text = program.files['model.ts'];
  const literals = literalsOf(parse('model.ts', text));
  return random
    .shuffled(literals)
    .slice(0, count)
    .map((literal) => {
      const [start, end] = [literal.getStart(), literal.end];
      const replacement = replacementOf(literal, random);
      const line = text.slice(0, start).split('\n').length;
      return {
        files: { ...program.files, 'model.ts': text.slice(0, start) + replacement + text.slice(end) },
        change: `line ${line}: ${literal.getText()} -> ${replacement}`,
      };
    });
}

type Literal = ts.NumericLiteral | ts.StringLiteral | ts.BooleanLiteral;

/** Without those in loops that count: they might never end. */
function literalsOf(source: ts.SourceFile): Literal[] {
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isForStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (isLiteral(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isLiteral(node: ts.Node): node is Literal {
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node)) return true;
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

const dtypes = ['float32', 'float64', 'int32', 'int64', 'bool'];
const paddings = ['SAME', 'VALID'];

function replacementOf(literal: Literal, random: Random): string {
  if (ts.isNumericLiteral(literal)) {
    const value = Number(literal.text);
    return random.of([value + 1, value - 1, 2 * value + 1, 0].filter((each) => each !== value)).toString();
  }
  if (!ts.isStringLiteral(literal)) return literal.kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true';
  for (const kind of [dtypes, paddings]) {
    if (kind.includes(literal.text)) return `'${random.of(kind.filter((each) => each !== literal.text))}'`;
  }
  return `'${random.of([`${literal.text}x`, `${literal.text} `, ''])}'`;
}

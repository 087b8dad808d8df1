/** What a session or a saver gives is a promise: used as if it were the value, or left alone. */

import type { Diagnostic } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { ts } from '../syntax.ts';
import { PromiseValue } from '../values/index.ts';
import { fix, insertBefore, preferFirst } from './edits/text-edits.ts';
import type { Rule } from './rule.ts';
import { functionAround, isTried } from './syntax/declarations.ts';
import { calledFunction } from './syntax/library-names.ts';
import { referencesOf } from './syntax/references.ts';
import { rangeOfCall } from './text/call-text.ts';

export const missingAwait: Rule = {
  code: 'missing-await',
  *check({ program }) {
    for (const call of asyncCalls(program)) {
      const use = useOf(call);
      if (use === 'fine') continue;
      yield describe(call, use);
    }
  },
};

/** Calls of the library whose answer has to be waited for. */
function asyncCalls(program: Program): Set<ts.CallExpression> {
  const calls = new Set<ts.CallExpression>();
  const add = (node: ts.Node, isGuarded: boolean) => {
    const fact = isGuarded || !ts.isCallExpression(node) ? undefined : program.factOf(node);
    if (fact?.values.every((value) => value instanceof PromiseValue)) calls.add(fact.node as ts.CallExpression);
  };
  for (const { origin } of program.runs) add(origin.site.node, origin.isGuarded);
  for (const file of program.sources.keys()) {
    for (const { node } of program.facts(file)) if (isLibraryCall(node)) add(node, isTried(node));
  }
  return calls;
}

/** A call of a function of the library that is no method: `tf.data.mnist(…)`. */
function isLibraryCall(node: ts.Node): boolean {
  return ts.isCallExpression(node) && calledFunction(node)?.isMethod === false;
}

/** broken: the program fails there, or computes nonsense. idle: nobody waits. */
type Use = 'fine' | 'idle' | 'shown' | 'broken';

function useOf(node: ts.Expression): Use {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return useOf(parent);
  if (ts.isExpressionStatement(parent)) return 'idle';
  if (ts.isPropertyAccessExpression(parent)) return /^(then|catch|finally)$/.test(parent.name.text) ? 'fine' : 'broken';
  if (ts.isBinaryExpression(parent)) return isArithmetic(parent.operatorToken.kind) ? 'broken' : 'fine';
  if (ts.isElementAccessExpression(parent)) return parent.expression === node ? 'broken' : 'fine';
  if (ts.isForOfStatement(parent)) return parent.expression === node && !parent.awaitModifier ? 'broken' : 'fine';
  if (ts.isPrefixUnaryExpression(parent)) return isSign(parent.operator) ? 'broken' : 'fine';
  if (ts.isTemplateSpan(parent)) return 'shown';
  if (ts.isCallExpression(parent)) return useByCall(parent, node);
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== node) return 'fine';
  if (!ts.isIdentifier(parent.name)) return 'broken';
  const uses = referencesOf(parent as never).map(useOf);
  if (uses.length === 0) return 'idle';
  if (uses.some((use) => use === 'fine' || use === 'idle')) return 'fine';
  return uses.includes('broken') ? 'broken' : 'shown';
}

function useByCall({ expression }: ts.CallExpression, node: ts.Expression): Use {
  if (expression === node) return 'broken';
  const callee = expression.getText(expression.getSourceFile());
  if (/^console\.(log|info|warn|error|debug)$/.test(callee)) return 'shown';
  return /^(Math\.\w+|Number|parseFloat)$/.test(callee) ? 'broken' : 'fine';
}

function isSign(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.MinusToken || operator === ts.SyntaxKind.PlusToken;
}

function isArithmetic(operator: ts.SyntaxKind): boolean {
  const { SyntaxKind } = ts;
  const isSum = operator >= SyntaxKind.PlusToken && operator <= SyntaxKind.PercentToken;
  const compares = operator >= SyntaxKind.LessThanToken && operator <= SyntaxKind.GreaterThanEqualsToken;
  const sumsUp = operator >= SyntaxKind.PlusEqualsToken && operator <= SyntaxKind.PercentEqualsToken;
  return isSum || compares || sumsUp;
}

const texts: Readonly<Record<Exclude<Use, 'fine'>, string>> = {
  broken: 'but it is used as if it were the value. Write await before the call.',
  shown: 'and what is printed is the promise. Write await before the call.',
  idle: 'and nobody waits for it: what follows does not know when it is done, nor whether it failed. Write await before the call.',
};

function describe(call: ts.CallExpression, use: Exclude<Use, 'fine'>): Diagnostic {
  return {
    code: 'missing-await',
    severity: use === 'broken' ? 'error' : 'warning',
    message: `${named(call)} gives a promise, ${texts[use]}`,
    range: rangeOfCall(call),
    related: [],
    fixes: canAwait(call) ? preferFirst([fix('Add await', awaited(call))]) : [],
  };
}

/** `sess.run`, unless it is long. */
function named({ expression }: ts.CallExpression): string {
  const text = expression.getText(expression.getSourceFile());
  return text.length <= 30 && !text.includes('\n') ? text : 'This';
}

/** At the top of a module, or in an async function. */
function canAwait(node: ts.Node): boolean {
  const around = functionAround(node);
  return !around || (ts.getCombinedModifierFlags(around as ts.Declaration) & ts.ModifierFlags.Async) !== 0;
}

/** `(await f()).x` where the answer is used at once. */
function awaited(call: ts.CallExpression) {
  const { parent } = call;
  const needsBrackets =
    ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isBinaryExpression(parent);
  if (!needsBrackets) return insertBefore(call, 'await ');
  const text = call.getText(call.getSourceFile());
  const start = call.getStart(call.getSourceFile());
  return { range: { file: call.getSourceFile().fileName, start, end: call.end }, text: `(await ${text})` };
}

/** Assignments: to names, properties and patterns. */

import { ts } from '../syntax.ts';
import type { Value } from '../values/index.ts';
import type { Env } from './env.ts';
import type { Interpreter } from './interpreter.ts';
import { assignPattern } from './patterns.ts';

const { SyntaxKind } = ts;

/** What `a += b` computes before it assigns. */
const operatorOf: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [SyntaxKind.PlusEqualsToken]: SyntaxKind.PlusToken,
  [SyntaxKind.MinusEqualsToken]: SyntaxKind.MinusToken,
  [SyntaxKind.AsteriskEqualsToken]: SyntaxKind.AsteriskToken,
  [SyntaxKind.AsteriskAsteriskEqualsToken]: SyntaxKind.AsteriskAsteriskToken,
  [SyntaxKind.SlashEqualsToken]: SyntaxKind.SlashToken,
  [SyntaxKind.PercentEqualsToken]: SyntaxKind.PercentToken,
  [SyntaxKind.LessThanLessThanEqualsToken]: SyntaxKind.LessThanLessThanToken,
  [SyntaxKind.GreaterThanGreaterThanEqualsToken]: SyntaxKind.GreaterThanGreaterThanToken,
  [SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken]: SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  [SyntaxKind.AmpersandEqualsToken]: SyntaxKind.AmpersandToken,
  [SyntaxKind.BarEqualsToken]: SyntaxKind.BarToken,
  [SyntaxKind.CaretEqualsToken]: SyntaxKind.CaretToken,
};

export function evaluateAssignment(it: Interpreter, node: ts.BinaryExpression, env: Env): Value {
  const operator = node.operatorToken.kind;
  if (operator === SyntaxKind.EqualsToken) {
    const name = ts.isIdentifier(node.left) ? node.left.text : '';
    const value = it.withShapeHint(node, it.evaluateNamed(node.right, env, name));
    assignPattern(it, node.left, value, env);
    return value;
  }
  const before = it.evaluate(node.left, env);
  const assign = () => {
    const value = it.evaluate(node.right, env);
    it.assignTo(node.left, value, env);
    return value;
  };
  const keep = () => before;
  switch (operator) {
    case SyntaxKind.BarBarEqualsToken:
      return it.choose(it.truth(before), keep, assign, node.left);
    case SyntaxKind.AmpersandAmpersandEqualsToken:
      return it.choose(it.truth(before), assign, keep, node.left);
    case SyntaxKind.QuestionQuestionEqualsToken:
      return it.choose(it.isNullish(before), assign, keep, node.left);
    default: {
      const value = it.operate(
        operatorOf[operator] ?? SyntaxKind.PlusToken,
        before,
        it.evaluate(node.right, env),
        node,
      );
      it.assignTo(node.left, value, env);
      return value;
    }
  }
}

/** `i++` and its like. */
export function evaluateUpdate(
  it: Interpreter,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  env: Env,
): Value {
  const before = it.evaluate(node.operand, env);
  const isUp = node.operator === SyntaxKind.PlusPlusToken;
  const one = typeof before === 'bigint' ? 1n : 1;
  const after = it.operate(isUp ? SyntaxKind.PlusToken : SyntaxKind.MinusToken, it.numeric(before), one, node);
  it.assignTo(node.operand, after, env);
  return ts.isPrefixUnaryExpression(node) ? after : before;
}

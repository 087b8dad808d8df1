/** Assignments: to names, properties and patterns. */

import { bareExpression, ts } from '../syntax.ts';
import type { Value } from '../values/index.ts';
import { memberKey } from './chains.ts';
import type { Env } from './env.ts';
import type { Interpreter } from './interpreter.ts';
import { setUnknownKey } from './members.ts';
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
    const write = isMember(node.left)
      ? placeOf(it, node.left, env).write
      : (value: Value) => assignPattern(it, node.left, value, env);
    const value = it.withShapeHint(node, it.evaluateNamed(node.right, env, name));
    write(value);
    return value;
  }
  const place = placeOf(it, node.left, env);
  const before = place.read();
  const assign = () => {
    const value = it.evaluate(node.right, env);
    place.write(value);
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
      place.write(value);
      return value;
    }
  }
}

interface Place {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
}

function isMember(target: ts.Expression): boolean {
  const bare = bareExpression(target);
  return ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare);
}

/** What is written: the object and the key of `a[i++] += 1` are evaluated once, and before what stands on the right. */
function placeOf(it: Interpreter, target: ts.Expression, env: Env): Place {
  const bare = bareExpression(target);
  const isPart = ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare);
  if (!isPart || bare.expression.kind === SyntaxKind.SuperKeyword) {
    return { read: () => it.evaluate(target, env), write: (value) => it.assignTo(target, value, env) };
  }
  const object = it.evaluate(bare.expression, env);
  const key = memberKey(it, bare, env);
  const site = it.siteOf(bare);
  return {
    read: () => {
      const value = key === undefined ? it.getUnknownKey(object) : it.get(object, key, site);
      it.note(bare, value);
      return value;
    },
    write: (value) => (key === undefined ? setUnknownKey(it, object, value) : it.set(object, key, value, site)),
  };
}

/** `i++` and its like. */
export function evaluateUpdate(
  it: Interpreter,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  env: Env,
): Value {
  const place = placeOf(it, node.operand, env);
  const before = place.read();
  const isUp = node.operator === SyntaxKind.PlusPlusToken;
  const one = typeof before === 'bigint' ? 1n : 1;
  const after = it.operate(isUp ? SyntaxKind.PlusToken : SyntaxKind.MinusToken, it.numeric(before), one, node);
  place.write(after);
  return ts.isPrefixUnaryExpression(node) ? after : before;
}

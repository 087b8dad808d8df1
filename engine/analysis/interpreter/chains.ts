/** Links of a chain of properties and calls, `a?.b.c(d)`: the rest is skipped where an optional link finds nothing. */

import { ts } from '../syntax.ts';
import { type HeapObject, type PropertyKey, unknown, type Value } from '../values/index.ts';
import type { Env } from './env.ts';
import type { Interpreter } from './interpreter.ts';

/** The rest of a chain such as `a?.b.c` is skipped: `a` is null or undefined. */
export const skipped = Symbol('skipped');

/** A link of a chain; `skipped` where an optional link before it found nothing. */
export function link(it: Interpreter, node: ts.Expression, env: Env): Value | typeof skipped {
  if (ts.isCallExpression(node)) return it.callInChain(node, env);
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return it.evaluate(node, env);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const home = env.frame.home as HeapObject | null;
    const key = memberKey(it, node, env);
    return home?.prototype && key !== undefined
      ? it.getFrom(home.prototype, key, env.frame.self, it.siteOf(node))
      : unknown;
  }
  const object = linkBefore(it, node, env);
  if (object === skipped) return skipped;
  const key = memberKey(it, node, env);
  if (node.questionDotToken && (object === null || object === undefined)) return skipped;
  return key === undefined ? it.getUnknownKey(object as Value) : it.get(object as Value, key, it.siteOf(node));
}

export function linkBefore(
  it: Interpreter,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression,
  env: Env,
) {
  const { expression } = node;
  const isSameChain = ts.isOptionalChain(node) && !node.questionDotToken;
  // `link` directly would leave inner links without a note for hovers.
  if (!isSameChain) return it.evaluate(expression, env);
  const value = link(it, expression, env);
  if (value !== skipped) it.note(expression, value as Value);
  return value;
}

/** undefined: not known. */
export function memberKey(
  it: Interpreter,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  env: Env,
): PropertyKey | undefined {
  if (ts.isPropertyAccessExpression(node)) return it.propertyKey(node.name, env);
  if (!node.argumentExpression) return undefined;
  return it.keyOfValue(it.evaluate(node.argumentExpression, env));
}

/** What a whole chain gives. */
export function chainEnd(value: Value | typeof skipped): Value {
  return value === skipped ? undefined : (value as Value);
}

/** Calls and `new`. */

import { bareExpression, ts } from '../syntax.ts';
import { faulty, type PropertyKey, unknown, type Value } from '../values/index.ts';
import { either } from './branches.ts';
import { link, linkBefore, memberKey, skipped } from './chains.ts';
import type { Env } from './env.ts';
import { isHalfTyped } from './half-typed.ts';
import type { Interpreter } from './interpreter.ts';
import { callSite } from './sites.ts';
import { fewOf } from './unknown-callees.ts';

export function evaluateCall(it: Interpreter, node: ts.CallExpression, env: Env): Value | typeof skipped {
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.SuperKeyword) {
    const { args, hasMore } = it.evaluateItems(node.arguments, env);
    env.frame.superCall?.(args, hasMore);
    return undefined;
  }
  if (expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    const path = specifier ? it.evaluate(specifier, env) : unknown;
    return it.promise(typeof path === 'string' ? it.modules.namespace(path, node) : unknown);
  }
  const callee = calleeOf(it, node, env);
  if (callee === skipped) return skipped;
  const { target, self, each } = callee;
  if (node.questionDotToken && (target === null || target === undefined)) return skipped;
  const { args, hasMore } = it.evaluateItems(node.arguments, env);
  if (isHalfTyped(node)) return faulty;
  const site = callSite(node);
  if (!each) return it.invoke(target, self, args, hasMore, site);
  return either(
    it,
    node,
    each.map((object) => () => it.invoke(it.get(object.self, object.key, site), object.self, args, hasMore, site)),
  );
}

interface Callee {
  readonly target: Value;
  readonly self: Value;
  /** Where it is called on one of several objects: each of them, with the name of its method. */
  readonly each?: readonly { readonly self: Value; readonly key: PropertyKey }[];
}

/** The function that is called, with what it is called on. */
function calleeOf(it: Interpreter, node: ts.CallExpression, env: Env): Callee | typeof skipped {
  const bare = bareExpression(node.expression);
  if (!ts.isPropertyAccessExpression(bare) && !ts.isElementAccessExpression(bare)) {
    const target = linkBefore(it, node, env);
    return target === skipped ? skipped : { target: target as Value, self: undefined };
  }
  if (bare.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const target = link(it, bare, env);
    return { target: target === skipped ? undefined : (target as Value), self: env.frame.self };
  }
  const self = linkBefore(it, bare, env);
  if (self === skipped) return skipped;
  const key = memberKey(it, bare, env);
  if (bare.questionDotToken && (self === null || self === undefined)) return skipped;
  const site = it.siteOf(bare);
  const objects = key === undefined ? undefined : fewOf(self as Value);
  if (objects) return { target: unknown, self: unknown, each: objects.map((each) => ({ self: each, key: key! })) };
  const target = key === undefined ? it.getUnknownKey(self as Value) : it.get(self as Value, key, site);
  return { target, self: self as Value };
}

export function evaluateNew(it: Interpreter, node: ts.NewExpression, env: Env): Value {
  const callee = it.evaluate(node.expression, env);
  const { args, hasMore } = node.arguments ? it.evaluateItems(node.arguments, env) : { args: [], hasMore: false };
  if (isHalfTyped(node)) return faulty;
  return it.constructWith(callee, args, hasMore, callSite(node));
}

export function evaluateTagged(it: Interpreter, node: ts.TaggedTemplateExpression, env: Env): Value {
  const tag = it.evaluate(node.tag, env);
  const { template } = node;
  const isPlain = ts.isNoSubstitutionTemplateLiteral(template);
  const strings = isPlain
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  const values = isPlain ? [] : template.templateSpans.map(({ expression }) => it.evaluate(expression, env));
  return it.invoke(tag, undefined, [it.array(strings), ...values], false, it.siteOf(node));
}

/** Calls of the program's own functions that are too many to be followed: what they may change is not known after. */

import { ts } from '../syntax.ts';
import { ClassValue, FunctionValue, HeapObject, unknown, type Value } from '../values/index.ts';
import type { CallArguments } from './functions.ts';
import type { Interpreter } from './interpreter.ts';

export function leaveOut(it: Interpreter, callee: FunctionValue, self: Value, { args }: CallArguments): Value {
  for (const value of [self, ...args]) it.escape(value);
  const seen = new Set<HeapObject>();
  forgetReached(it, callee, seen);
  if (self instanceof HeapObject) forgetMethods(it, self.prototype, seen);
  for (const graph of it.program.graphs) it.program.openGraph(graph);
  return unknown;
}

/** Forgets the variables that a function may assign, what those hold that it mentions, and the same of functions it calls. */
function forgetReached(it: Interpreter, callee: FunctionValue, seen: Set<HeapObject>): void {
  if (seen.has(callee)) return;
  seen.add(callee);
  const { mentioned, assigned } = namesOf(callee.node);
  for (const name of mentioned) {
    const binding = callee.scope.find(name);
    if (!binding) continue;
    const { value } = binding;
    if (value instanceof FunctionValue) forgetReached(it, value, seen);
    else if (value instanceof ClassValue) forgetMethods(it, value.instances, seen);
    else if (typeof value !== 'symbol') it.escape(value);
    if (assigned.has(name) && !binding.isConstant) binding.assign(it.journal, unknown);
  }
}

function forgetMethods(it: Interpreter, prototype: HeapObject | null, seen: Set<HeapObject>): void {
  for (let at = prototype; at && !seen.has(at); at = at.prototype) {
    seen.add(at);
    for (const key of at.ownKeys) {
      const method = at.own(key);
      if (method instanceof FunctionValue) forgetReached(it, method, seen);
    }
  }
}

interface Names {
  readonly mentioned: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
}

const known = new WeakMap<ts.Node, Names>();

function namesOf(callee: ts.Node): Names {
  const before = known.get(callee);
  if (before) return before;
  const mentioned = new Set<string>();
  const assigned = new Set<string>();
  const visit = (node: ts.Node, isTarget: boolean): void => {
    if (ts.isIdentifier(node)) {
      mentioned.add(node.text);
      if (isTarget) assigned.add(node.text);
      return;
    }
    const target = targetOf(node);
    ts.forEachChild(node, (child) => visit(child, isTarget || child === target));
  };
  visit(callee, false);
  const names = { mentioned, assigned };
  known.set(callee, names);
  return names;
}

/** The part of an expression or a loop that it assigns to. */
function targetOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return assigns ? node.left : undefined;
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return node.initializer;
  return ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) ? node.operand : undefined;
}

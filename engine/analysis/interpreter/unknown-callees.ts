/** Calls of functions that are not known, or of which only some that they may be. */

import { ts } from '../syntax.ts';
import { type CallSite, Foreign, foreign, OneOf, unknown, type Value } from '../values/index.ts';
import { either } from './branches.ts';
import type { CallArguments } from './functions.ts';
import type { Interpreter } from './interpreter.ts';

/** Functions that a call is tried with where it is not known which of them is called. */
const mostCallees = 4;

export function callUnknown(
  it: Interpreter,
  callee: Value,
  self: Value,
  { args, hasMore }: CallArguments,
  site: CallSite,
): Value {
  if (callee instanceof OneOf && callee.isCertain && callee.objects.length <= mostCallees) {
    const calls = callee.objects.map((each) => () => it.invoke(each, self, args, hasMore, site));
    return either(it, site.node, calls);
  }
  return letGo(it, callee, self instanceof OneOf ? [self, ...args] : args, site);
}

/** Code that is not known gets hold of the values, and may do anything with them. */
export function letGo(it: Interpreter, callee: Value, values: readonly Value[], site: CallSite): Value {
  const letAllGo = () => {
    for (const value of [callee, ...values]) it.escape(value);
  };
  const { node } = site;
  if (ts.isCallExpression(node) && it.expectsThrow(node.expression)) it.context.guarded(letAllGo);
  else letAllGo();
  if (callee instanceof Foreign || values.some((value) => it.isHost(value))) {
    for (const graph of it.program.graphs) it.program.openGraph(graph);
  }
  return callee instanceof Foreign ? foreign : unknown;
}

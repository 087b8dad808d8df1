/** Calls of functions that are not known, or of which only some that they may be. */

import { ts } from '../syntax.ts';
import { type CallSite, Foreign, foreign, type HeapObject, OneOf, unknown, type Value } from '../values/index.ts';
import { either } from './branches.ts';
import type { CallArguments } from './functions.ts';
import type { Interpreter } from './interpreter.ts';

/** Functions, or objects with such a method, that a call is tried with where it is not known which of them it means. */
const mostCallees = 4;

/** The objects of which one is meant for certain, where they are few. */
export function fewOf(value: Value): readonly HeapObject[] | undefined {
  return value instanceof OneOf && value.isCertain && value.objects.length <= mostCallees ? value.objects : undefined;
}

export function callUnknown(
  it: Interpreter,
  callee: Value,
  self: Value,
  { args, hasMore }: CallArguments,
  site: CallSite,
): Value {
  const calls = fewOf(callee)?.map((each) => () => it.invoke(each, self, args, hasMore, site));
  if (calls) return either(it, site.node, calls);
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

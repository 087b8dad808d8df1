/** Operations that no run, gradient, summary or saver needs: built, and never computed. */

import type { ApiCall, Program } from '../program/program.ts';
import { containsRange } from '../source/range.ts';
import type { ts } from '../syntax.ts';
import type { Value } from '../values/index.ts';
import { addNeeded, isOpenEnded, neededBy } from './graph-walk.ts';
import { itemsOfCollections, keptOperations, lookedAt, operationsIn } from './kept-elements.ts';
import type { OperationSet } from './operation-set.ts';
import type { Rule, RuleContext } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';

export const unusedGraphPart: Rule = {
  code: 'unused-graph-part',
  *check(context) {
    const { program } = context;
    if (!isAnswerable(program) || hasOpenEnds(context)) return;
    const needed = neededOperations(program);
    const unused = program.calls.filter((call) => isUnused(call, needed, program));
    const ranges = unused.map(({ origin }) => origin.range);
    const told = new Set<ts.Node>();
    for (const { origin } of unused) {
      const isInner = ranges.some((outer) => outer !== origin.range && isAround(outer, origin.range));
      if (isInner || told.has(origin.site.node)) continue;
      told.add(origin.site.node);
      yield {
        code: 'unused-graph-part',
        severity: 'hint',
        message: 'No run needs what is built here.',
        range: rangeOfCall(origin.site.node),
        related: [],
        fixes: [],
        unnecessary: true,
      };
    }
  },
};

function isAround(outer: ApiCall['origin']['range'], inner: ApiCall['origin']['range']): boolean {
  const isSame = outer.start === inner.start && outer.end === inner.end;
  return !isSame && containsRange(outer, inner);
}

/** Whether all is known that the program runs. */
function isAnswerable({ reachesEnd, runs, faults }: Program): boolean {
  if (!reachesEnd || runs.length === 0 || faults.length > 0) return false;
  return runs.every(({ knowsFetches, origin }) => knowsFetches && !origin.isUncalled);
}

/** One pass of a loop stands for all: what it computes is not followed to where it ends. */
function hasOpenEnds(context: RuleContext): boolean {
  return context.operationsOf('Merge', '_Arg').some(isOpenEnded);
}

/** What is computed in some run, or asked for otherwise. */
function neededOperations(program: Program): OperationSet {
  const wanted = keptOperations(program);
  for (const op of lookedAt(program)) wanted.add(op);
  for (const { tensors, operations, feeds } of program.runs) {
    for (const tensor of tensors) wanted.add(tensor.op);
    for (const op of operations) wanted.add(op);
    for (const { tensor } of feeds) if (tensor) wanted.add(tensor.op);
  }
  for (const graph of program.graphs) {
    for (const item of itemsOfCollections(graph)) for (const op of operationsIn(item as Value)) wanted.add(op);
  }
  return withArguments(program, neededBy(wanted));
}

/** What calls were given that are needed themselves: a loss, of which only the gradient is computed. */
function withArguments({ calls }: Program, needed: OperationSet): OperationSet {
  const waiting = new Set(calls.filter(({ name }) => !scopes.has(name)).toReversed());
  for (let before = -1; before < needed.size; ) {
    before = needed.size;
    for (const call of waiting) {
      if (!isNeeded(call, needed)) continue;
      waiting.delete(call);
      for (const arg of call.args) addNeeded(needed, operationsIn(arg));
    }
  }
  return needed;
}

/** A call that adds nothing does something else: it counts as needed. */
function isNeeded({ graph, from, to }: Pick<ApiCall, 'graph' | 'from' | 'to'>, needed: OperationSet): boolean {
  const operations = graph.getOperations();
  for (let id = from; id < to && id < operations.length; id++) if (needed.has(operations[id])) return true;
  return from === to;
}

/** Scopes only hold what their bodies build, which is looked at by itself. */
const scopes = new Set([
  'nameScope',
  'variableScope',
  'device',
  'controlDependencies',
  'Graph.asDefault',
  'Graph.nameScope',
  'Graph.withNameScope',
  'Graph.device',
  'Graph.withDevice',
  'Graph.controlDependencies',
  'Graph.withControlDependencies',
]);

function isUnused({ name, graph, from, to, origin }: ApiCall, needed: OperationSet, program: Program): boolean {
  if (to <= from || scopes.has(name) || !origin.isCertain || origin.isGuarded || program.isOpen(graph)) return false;
  return to <= graph.getOperations().length && !isNeeded({ graph, from, to }, needed);
}

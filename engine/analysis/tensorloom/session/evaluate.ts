/** `tensor.eval()`, `operation.run()` and `variable.load()`: runs of a session that is named, or of the default one. */

import { Variable } from '../../../api/index.ts';
import { type Graph, Operation, Tensor } from '../../../graph/index.ts';
import { ts } from '../../syntax.ts';
import { unknown, type Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import type { World } from '../world.ts';
import { resultsOf } from './results.ts';
import { runSession } from './run.ts';
import { reportFirst } from './session-fault.ts';
import { SessionValue } from './session-value.ts';

/** `tensor.eval(feeds, session)`, `variable.eval(session)`. */
export function evaluate(call: EngineCall, world: World): Value {
  const { self, args, site, machine } = call;
  if (self instanceof Variable) {
    const otherwise = resultsOf(world, [])(self.value());
    return machine.promise(runElement(call, world, 'Variable.eval', self.graph, { session: args[0], otherwise }));
  }
  if (!(self instanceof Tensor)) return unknown;
  const otherwise = resultsOf(world, [])(self);
  const feeds = { feeds: args[0], feedExpression: site.args[0] };
  return machine.promise(runElement(call, world, 'Tensor.eval', self.graph, { session: args[1], otherwise, ...feeds }));
}

export function runOperation(call: EngineCall, world: World): Value {
  const { self, args, site, machine } = call;
  if (!(self instanceof Operation)) return unknown;
  const request = { session: args[1], otherwise: undefined, feeds: args[0], feedExpression: site.args[0] };
  runElement(call, world, 'Operation.run', self.graph, request);
  return machine.promise(undefined);
}

/** `variable.load(value, session)`: its initializer with the value fed. */
export function loadVariable(call: EngineCall, world: World): Value {
  const { self, args, machine } = call;
  if (!(self instanceof Variable)) return unknown;
  const { initializer } = self;
  const feeds = machine.array([machine.array([initializer.inputs[1], args[0]])]);
  runElement(call, world, 'Variable.load', self.graph, {
    session: args[1],
    otherwise: undefined,
    feeds,
    fetched: initializer,
  });
  return machine.promise(undefined);
}

interface ElementRun {
  readonly session: Value;
  /** What it gives where the session is not known. */
  readonly otherwise: Value;
  readonly feeds?: Value;
  readonly feedExpression?: ts.Expression | undefined;
  /** What is run, if it is not the receiver. */
  readonly fetched?: Operation;
}

function runElement(call: EngineCall, world: World, name: string, graph: Graph, request: ElementRun): Value {
  const { self, machine, site } = call;
  const given = request.session ?? world.defaultSessions.current;
  if (given === null && machine.originOf(site).isCertain) {
    const message = 'There is no default session: use an InteractiveSession, sess.asDefault(…), or pass the session.';
    return reportFirst(world, call, name, graph, [{ code: 'session-misuse', message, place: site.range }])!;
  }
  if (!(given instanceof SessionValue)) return request.otherwise;
  if (given.graph && given.graph !== graph && world.knowsDefaultGraph) {
    const message = `The session runs another graph than that of ${String(self)}.`;
    return reportFirst(world, call, name, graph, [{ code: 'wrong-graph', message, place: site.range }])!;
  }
  const { feeds, feedExpression, fetched = self } = request;
  return runSession(world, given, call, name, {
    fetches: fetched,
    fetchExpression: receiver(site.node),
    feeds,
    feedExpression,
  });
}

function receiver(node: ts.Node): ts.Expression | undefined {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
    ? node.expression.expression
    : undefined;
}

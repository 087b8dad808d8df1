/** A run of a session: read, checked and noted, never run. */

import type { Operation, Tensor } from '../../../graph/index.ts';
import type { Feed } from '../../program/program.ts';
import type { ts } from '../../syntax.ts';
import { faulty, unknown, type Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import type { World } from '../world.ts';
import { readFeeds } from './feeds.ts';
import { type ReadFetches, readFetches } from './fetches.ts';
import { variablesAssignedBy } from './initialization.ts';
import { resultsOf } from './results.ts';
import { reportFirst, type SessionFault } from './session-fault.ts';
import type { SessionValue } from './session-value.ts';

export interface RunRequest {
  readonly fetches: Value;
  readonly fetchExpression: ts.Expression | undefined;
  readonly feeds: Value;
  readonly feedExpression: ts.Expression | undefined;
}

/** What the program gets for the run, not yet in a promise. */
export function runSession(
  world: World,
  session: SessionValue,
  call: EngineCall,
  name: string,
  request: RunRequest,
): Value {
  const { machine, site } = call;
  const { graph } = session;
  if (!graph) {
    session.state.forget(machine.journal);
    return unknown;
  }
  const refused = reportFirst(world, call, name, graph, sessionFaults(world, session, call));
  if (refused !== undefined) return refused;
  const fetches = readFetches(world, machine, graph, request.fetches, request.fetchExpression, site.range);
  const feeds = readFeeds(world, machine, graph, request.feeds, request.feedExpression, site.range);
  const fault = reportFirst(world, call, name, graph, [...fetches.faults, ...feeds.faults]);
  if (fault !== undefined) {
    // It may have been meant to initialise any variable: one mistake is one error.
    session.state.forget(machine.journal);
    return fault;
  }
  noteRun(world, session, call, fetches, feeds.feeds, feeds.isKnown);
  if (fetches.hasFault || feeds.hasFault) return faulty;
  return fetches.build(resultsOf(world, feeds.feeds));
}

/** Why a session runs nothing at all. */
export function sessionFaults(world: World, session: SessionValue, { site }: EngineCall): SessionFault[] {
  const fault = (message: string): SessionFault => ({ code: 'session-misuse', message, place: site.range });
  if (session.state.isClosed) return [fault('This session is closed: nothing can be run in it any more.')];
  const { graph } = session;
  // What was to be in it may be what was reported already, but for this very fault in an earlier pass of a loop.
  const isWhole =
    graph && !world.program.isOpen(graph) && world.program.faults.every(({ code }) => code === 'session-misuse');
  const isEmpty = isWhole && graph.getOperations().length === 0;
  return isEmpty ? [fault("The session's graph is empty: add operations to it before a run.")] : [];
}

function noteRun(
  world: World,
  session: SessionValue,
  { machine, site }: EngineCall,
  fetches: ReadFetches,
  feeds: readonly Feed[],
  knowsFeeds: boolean,
): void {
  const { state } = session;
  const tensors: readonly Tensor[] = [...fetches.tensors];
  const operations: readonly Operation[] = [...fetches.operations];
  world.program.addRun({
    session,
    graph: session.graph!,
    origin: machine.originOf(site),
    tensors,
    operations,
    fetchRanges: fetches.ranges,
    knowsFetches: fetches.isKnown,
    feeds,
    knowsFeeds,
    initialized: state.initialized,
    maybeInitialized: state.maybeInitialized,
  });
  const assigned = [...operations, ...tensors.map((tensor) => tensor.op)].flatMap((op) => variablesAssignedBy(op));
  if (assigned.length > 0) state.initialize(machine.journal, assigned);
  if (!fetches.isKnown) state.forget(machine.journal);
  machine.spend(tensors.length + operations.length + 1);
}

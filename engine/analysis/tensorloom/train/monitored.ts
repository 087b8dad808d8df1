/**
 * The sessions that supervise a training: stand-ins that know what would be run. Which variables hold a value in such a
 * session is not asked: it initialises or restores them itself.
 */

import { getDefaultGraph } from '../../../graph/index.ts';
import { FunctionLike, type HeapObject, unknown, unknownBoolean, type Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { boundClass } from '../classes/bind-class.ts';
import {
  type ClassSpec,
  getter,
  type Members,
  method,
  type Native,
  native,
  shortName,
  withheldAll,
} from '../classes/class-spec.ts';
import { runSession } from '../session/run.ts';
import { sessionClass } from '../session/session-class.ts';
import { SessionValue } from '../session/session-value.ts';
import type { World } from '../world.ts';
import { areQuiet, namedClass } from './hooks.ts';

class MonitoredSessionValue extends SessionValue {
  /** The session below, which calls no hooks. */
  readonly raw: SessionValue;
  /** Whether hooks may feed what the caller does not. */
  readonly hooksMayFeed: boolean;

  constructor(prototype: HeapObject, className: string, raw: SessionValue, hooksMayFeed: boolean) {
    super(prototype, className, raw.graph);
    this.raw = raw;
    this.hooksMayFeed = hooksMayFeed;
  }
}

function makeSession(spec: ClassSpec, options: Value, call: EngineCall, world: World): MonitoredSessionValue {
  const { machine } = call;
  const graph = world.knowsDefaultGraph ? getDefaultGraph() : undefined;
  const isQuiet = areQuiet(options, call, world);
  if (graph && !isQuiet) world.program.openGraph(graph);
  const raw = new SessionValue(boundClass(world, sessionClass).prototype, 'Session', graph);
  const session = new MonitoredSessionValue(boundClass(world, spec).prototype, shortName(spec), raw, !isQuiet);
  for (const { state } of [raw, session]) state.forget(machine.journal);
  return session;
}

function makes(spec: () => ClassSpec): Native {
  return (call, world) => {
    const options = call.hasMore && call.args.length === 0 ? unknown : call.args[0];
    return call.machine.promise(makeSession(spec(), options, call, world));
  };
}

function runIn(session: MonitoredSessionValue, call: EngineCall, world: World): Value {
  const { args, site, machine, hasMore } = call;
  const knowsFeeds = !session.hooksMayFeed && !(hasMore && args.length < 2);
  const result = runSession(world, session, call, 'train.MonitoredSession.run', {
    fetches: hasMore && args.length === 0 ? unknown : args[0],
    fetchExpression: site.args[0],
    feeds: knowsFeeds ? args[1] : unknown,
    feedExpression: site.args[1],
  });
  return machine.promise(result);
}

const runStepFn = method(MonitoredSessionValue, (session, { machine, args: [body], site }, world) => {
  const context = machine.object([
    ['session', session.raw],
    ['runWithHooks', machine.native('runWithHooks', (call) => runIn(session, call, world))],
    ['requestStop', machine.native('requestStop', () => undefined)],
  ]);
  return machine.promise(body instanceof FunctionLike ? machine.call(body, undefined, [context], site) : unknown);
});

const close = method(MonitoredSessionValue, (session, { machine }) => {
  for (const { state } of [session.raw, session]) state.close(machine.journal);
  return machine.promise(undefined);
});

const members: Members = {
  graph: getter(MonitoredSessionValue, ({ graph }) => graph ?? unknown),
  run: method(MonitoredSessionValue, runIn),
  runStepFn,
  shouldStop: native(() => unknownBoolean),
  close,
  [Symbol.asyncDispose]: close,
};

const monitoredSessionClass: ClassSpec = {
  name: 'train.MonitoredSession',
  members,
  statics: { create: native(makes(() => monitoredSessionClass)) },
};

const singularMonitoredSessionClass: ClassSpec = {
  name: 'train.SingularMonitoredSession',
  base: monitoredSessionClass,
  members: { rawSession: method(MonitoredSessionValue, ({ raw }) => raw) },
  statics: { create: native(makes(() => singularMonitoredSessionClass)) },
};

const scaffoldClass: ClassSpec = {
  ...namedClass(
    'Scaffold',
    withheldAll(
      'finalize initOp initFeedDict initFn readyOp readyForLocalInitOp localInitOp localInitFeedDict summaryOp saver',
    ),
  ),
  statics: withheldAll('defaultLocalInitOp'),
};

export const monitoredClasses: readonly ClassSpec[] = [
  monitoredSessionClass,
  singularMonitoredSessionClass,
  scaffoldClass,
  namedClass('ChiefSessionCreator', { createSession: native(({ machine }) => machine.promise(unknown)) }),
];

export const monitoredTrainingSession: Native = makes(() => monitoredSessionClass);

/** `tf.Session` and `tf.InteractiveSession`: stand-ins that know what would be run. */

import { Graph, getDefaultGraph } from '../../../graph/index.ts';
import {
  DataValue,
  FunctionLike,
  ObjectValue,
  Unknown,
  unknown,
  unknownBoolean,
  unknownNumber,
} from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, constant, getter, type Members, method, native } from '../classes/class-spec.ts';
import type { World } from '../world.ts';
import { runSession } from './run.ts';
import { SessionValue } from './session-value.ts';

const run = method(SessionValue, (session, call, world) => {
  const { args, site, machine, hasMore } = call;
  const result = runSession(world, session, call, 'Session.run', {
    fetches: hasMore && args.length === 0 ? unknown : args[0],
    fetchExpression: site.args[0],
    feeds: hasMore && args.length < 2 ? unknown : args[1],
    feedExpression: site.args[1],
  });
  return machine.promise(result);
});

/** A function that runs the same fetches with other values for the same feeds. */
const makeCallable = method(SessionValue, (session, call, world) => {
  const { machine, args, site } = call;
  const [fetches, feedList] = args;
  return machine.native('callable', (made) => {
    const pairs = machine.iterate(feedList === undefined ? machine.array([]) : feedList, made.site).items;
    const feeds = pairs ? machine.array(pairs.map((key, i) => machine.array([key, made.args[i]]))) : unknown;
    const request = { fetches, fetchExpression: site.args[0], feeds, feedExpression: undefined };
    return machine.promise(runSession(world, session, made, 'Session.makeCallable', request));
  });
});

const asDefault = method(SessionValue, (session, { machine, args: [body], site }, world) => {
  const { defaultSessions } = world;
  if (!(body instanceof FunctionLike)) return machine.promise(machine.call(body, undefined, [], site));
  defaultSessions.push(machine.journal, session);
  const result = machine.call(body, undefined, [], site);
  defaultSessions.remove(machine.journal, session);
  return machine.promise(result);
});

const close = method(SessionValue, (session, { machine }, world) => {
  session.state.close(machine.journal);
  world.defaultSessions.remove(machine.journal, session);
  return undefined;
});

const isInitialized = method(SessionValue, ({ state }, { args: [name] }) => {
  if (typeof name !== 'string' || !state.initialized) return unknownBoolean;
  if (state.initialized.has(name)) return true;
  return state.maybeInitialized.has(name) ? unknownBoolean : false;
});

const readVariable = method(SessionValue, ({ graph }, { machine, args: [name] }) => {
  const variable = typeof name === 'string' ? graph?.findOperation(name)?.outputs[0] : undefined;
  return machine.promise(variable ? new DataValue(variable.dtype, variable.shape) : unknown);
});

const writeVariable = method(SessionValue, ({ graph, state }, { machine, args: [name] }, world) => {
  const variable = typeof name === 'string' ? graph?.findOperation(name) : undefined;
  // Its values are the program's own business.
  if (variable) world.program.markEscaped(variable);
  if (typeof name === 'string') state.initialize(machine.journal, [name]);
  else state.forget(machine.journal);
  return machine.promise(undefined);
});

const members: Members = {
  graph: getter(SessionValue, (session) => session.graph ?? unknown),
  target: constant(''),
  bytes: constant(unknownNumber),
  run,
  makeCallable: makeCallable,
  listDevices: native(() => unknown),
  describePlans: native(() => unknown),
  isInitialized: isInitialized,
  readVariable: readVariable,
  writeVariable: writeVariable,
  asDefault: asDefault,
  close: close,
  [Symbol.dispose]: close,
};

export const sessionClass: ClassSpec = {
  name: 'Session',
  construct: (call, world) => makeSession(call, world),
  members,
};

export const interactiveSessionClass: ClassSpec = {
  name: 'InteractiveSession',
  base: sessionClass,
  construct: (call, world) => {
    const session = makeSession(call, world, true);
    world.defaultSessions.push(call.machine.journal, session);
    return session;
  },
  members: { close: close },
};

/** `new Session(target, options)` or `new Session(options)`. */
function makeSession({ machine, args, site, hasMore }: EngineCall, world: World, isInteractive = false): SessionValue {
  const { prototype, spec } = boundClass(world, isInteractive ? interactiveSessionClass : sessionClass);
  const options = args.find((arg) => arg instanceof ObjectValue || arg instanceof Unknown);
  let graph: Graph | undefined = hasMore ? undefined : getDefaultGraph();
  if (options !== undefined) {
    const given = machine.get(options, 'graph', site);
    if (given instanceof Graph) graph = given;
    else if (given !== undefined && given !== null) graph = undefined;
  }
  if (!world.knowsDefaultGraph && !(options instanceof ObjectValue)) graph = undefined;
  return new SessionValue(prototype, spec.name, graph);
}

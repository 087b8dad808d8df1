/** What of `tf.train` reads and writes files: stand-ins that say what kind of thing comes of it. */

import { Graph, getDefaultGraph } from '../../../graph/index.ts';
import {
  ObjectValue,
  Unknown,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { type ClassSpec, type Members, type Native, native, withheldAll } from '../classes/class-spec.ts';
import { runSession } from '../session/run.ts';
import { SessionValue } from '../session/session-value.ts';
import type { World } from '../world.ts';

const promised =
  (value: Value): Native =>
  ({ machine }) =>
    machine.promise(value);

/** Puts nodes into a graph that only the file knows: from here on it may hold any operation, under any name. */
function open({ machine, args, site }: EngineCall, world: World): void {
  const [, options] = args;
  const given = options instanceof ObjectValue ? machine.get(options, 'graph', site) : undefined;
  if (options instanceof Unknown || given instanceof Unknown) {
    for (const graph of world.program.graphs) world.program.openGraph(graph);
  } else world.program.openGraph(given instanceof Graph ? given : getDefaultGraph());
}

export const importGraphDef: Native = (call, world) => {
  open(call, world);
  return unknown;
};

const importMetaGraph: Native = (call, world) => {
  open(call, world);
  return call.machine.promise(unknown);
};

const loadWeights: Native = ({ machine, args: [session] }) => {
  if (session instanceof SessionValue) session.state.forget(machine.journal);
  return machine.promise(unknown);
};

/** The value of a step tensor: a run of it. */
export const globalStep: Native = (call, world) => {
  const { machine, args, site } = call;
  const [session, step] = args;
  if (session instanceof SessionValue) {
    const request = { fetches: step, fetchExpression: site.args[1], feeds: undefined, feedExpression: undefined };
    runSession(world, session, call, 'train.globalStep', request);
  }
  return machine.promise(unknownNumber);
};

/** The graph of a model that only the file knows, with all of its variables set. */
const loadSavedModel: Native = ({ machine, args: [session] }, world) => {
  if (session instanceof SessionValue) {
    session.state.forget(machine.journal);
  }
  const graph = session instanceof SessionValue ? session.graph : undefined;
  for (const each of graph ? [graph] : world.program.graphs) world.program.openGraph(each);
  return machine.promise(unknown);
};

export const savedModelFunctions: Members = {
  load: native(loadSavedModel),
  maybeSavedModelDirectory: native(promised(unknownBoolean)),
  simpleSave: native(promised(undefined)),
};

/** GraphDefs, of which the analysis keeps nothing. */
export const graphUtilFunctions: Members = {
  convertVariablesToConstants: native(promised(unknown)),
  extractSubGraph: native(() => unknown),
  removeTrainingNodes: native(() => unknown),
};

export const fileFunctions: Members = {
  checkpointExists: native(promised(unknownBoolean)),
  encodeOnnx: native(promised(unknown)),
  exportMetaGraph: native(promised(unknown)),
  getCheckpointState: native(promised(unknown)),
  importMetaGraph: native(importMetaGraph),
  latestCheckpoint: native(promised(unknown)),
  listVariables: native(promised(unknown)),
  loadCheckpoint: native(promised(unknown)),
  loadNpz: native(loadWeights),
  loadSafetensors: native(loadWeights),
  loadVariable: native(promised(unknown)),
  newCheckpointReader: native(promised(unknown)),
  removeCheckpoint: native(promised(undefined)),
  saveNpz: native(promised(undefined)),
  saveOnnx: native(promised(undefined)),
  saveSafetensors: native(promised(undefined)),
  updateCheckpointState: native(promised(undefined)),
  writeGraph: native(promised(unknownString)),
};

export const checkpointReaderClass: ClassSpec = {
  name: 'train.CheckpointReader',
  members: {
    ...withheldAll('hasTensor getVariableToShapeMap getVariableToDtypeMap getTensor close'),
    [Symbol.asyncDispose]: native(promised(undefined)),
  },
  statics: { open: native(promised(unknown)) },
};

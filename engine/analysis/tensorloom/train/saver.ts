/** `tf.train.Saver`: adds its real nodes, and knows which variables a restore gives values to. */

import { buildSaver, isVariableList, type SaverGraph, type SaverNodes } from '../../../train/graph/index.ts';
import { type HeapObject, ObjectValue, Unknown, unknown, unknownString, type Value } from '../../values/index.ts';
import { callEngine, type EngineCall } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, type Native, native } from '../classes/class-spec.ts';
import { Carried } from '../convert/host-only.ts';
import { runSession } from '../session/run.ts';
import { SessionValue } from '../session/session-value.ts';
import type { World } from '../world.ts';

class SaverValue extends ObjectValue {
  /** What it saves, and its nodes; undefined where that is not known. */
  readonly built: SaverGraph | undefined;
  constructor(prototype: HeapObject, built: SaverGraph | undefined) {
    super(prototype, 'Saver');
    this.built = built;
  }
}

const construction = callable(
  'train.Saver(varList?: any, {reshape = false, maxToKeep = 5, keepCheckpointEveryNHours = 10000, name, saverDef: any, deferBuild = false, allowEmpty = false, padStepNumber = false, saveRelativePaths = false, filename, sharded = false, writeVersion, restoreSequentially = false})',
  () => undefined,
);

interface SaverArguments {
  readonly saverDef?: unknown;
  readonly deferBuild?: boolean;
}

function construct(call: EngineCall, world: World): Value {
  const run = (_self: unknown, [varList, options]: readonly unknown[]) => {
    const given = isVariableList(varList as never)
      ? { ...(options as object), varList }
      : { ...(varList as object), ...(options as object) };
    const { saverDef, deferBuild } = given as SaverArguments;
    return new Carried(saver(world, saverDef || deferBuild ? undefined : buildSaver(given as never)));
  };
  const made = callEngine(world, { ...construction, run }, call);
  return made instanceof Unknown && !made.isFault ? saver(world, undefined) : made;
}

function saver(world: World, built: SaverGraph | undefined): SaverValue {
  return new SaverValue(boundClass(world, saverClass).prototype, built);
}

/** A node of the saver, run as TensorFlow runs it: what it reads must be initialised, what it assigns is from then on. */
function runNode(call: EngineCall, world: World, node: keyof SaverNodes, name: string): void {
  const { self, args, machine } = call;
  const [session] = args;
  if (!(session instanceof SessionValue)) return;
  const built = self instanceof SaverValue ? self.built : undefined;
  if (!built) session.state.forget(machine.journal);
  else if (built.nodes && built.variables[0].ref.graph === session.graph) {
    const request = {
      fetches: built.nodes[node],
      fetchExpression: undefined,
      feeds: undefined,
      feedExpression: undefined,
    };
    runSession(world, session, call, name, request);
  }
}

const save: Native = (call, world) => {
  runNode(call, world, 'saveTensorName', 'train.Saver.save');
  const [, path, options] = call.args;
  return call.machine.promise(typeof path === 'string' && options === undefined ? path : unknownString);
};

const restore: Native = (call, world) => {
  runNode(call, world, 'restoreOpName', 'train.Saver.restore');
  return call.machine.promise(undefined);
};

const done: Native = ({ machine }) => machine.promise(undefined);

export const saverClass: ClassSpec = {
  name: 'train.Saver',
  construct,
  members: {
    build: native(() => undefined),
    asSaverDef: native(() => unknown),
    save: native(save),
    restore: native(restore),
    lastCheckpoints: () => unknown,
    setLastCheckpoints: native(() => undefined),
    setLastCheckpointsWithTime: native(() => undefined),
    recoverLastCheckpoints: native(done),
    exportMetaGraph: native(({ machine }) => machine.promise(unknown)),
  },
  statics: { fromProto: native((_call, world) => saver(world, undefined)) },
};

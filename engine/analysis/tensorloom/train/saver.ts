/** `tf.train.Saver`: adds its real nodes, and knows which variables a restore gives values to. */

import { buildSaver, isVariableList, type SavedVariable } from '../../../train/graph/index.ts';
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
  /** What it saves; undefined where that is not known. */
  readonly variables: readonly SavedVariable[] | undefined;
  constructor(prototype: HeapObject, variables: readonly SavedVariable[] | undefined) {
    super(prototype, 'Saver');
    this.variables = variables;
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
    const variables = saverDef || deferBuild ? undefined : buildSaver(given as never).variables;
    return new Carried(saver(world, variables));
  };
  const made = callEngine(world, { ...construction, run }, call);
  return made instanceof Unknown && !made.isFault ? saver(world, undefined) : made;
}

function saver(world: World, variables: readonly SavedVariable[] | undefined): SaverValue {
  return new SaverValue(boundClass(world, saverClass).prototype, variables);
}

/** Reads the variables, as a run that fetches them. */
const save: Native = (call, world) => {
  const { self, args, machine } = call;
  const [session, path, options] = args;
  const variables = self instanceof SaverValue ? self.variables : undefined;
  if (session instanceof SessionValue && variables?.[0]?.ref.graph === session.graph) {
    const fetches = machine.array(variables!.map(({ ref }) => ref));
    const request = { fetches, fetchExpression: undefined, feeds: undefined, feedExpression: undefined };
    runSession(world, session, call, 'train.Saver.save', request);
  }
  return machine.promise(typeof path === 'string' && options === undefined ? path : unknownString);
};

const restore: Native = ({ self, args: [session], machine }) => {
  if (session instanceof SessionValue) {
    const variables = self instanceof SaverValue ? self.variables : undefined;
    if (variables) {
      session.state.initialize(
        machine.journal,
        variables.map(({ ref }) => ref.op.name),
      );
    } else session.state.forget(machine.journal);
  }
  return machine.promise(undefined);
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

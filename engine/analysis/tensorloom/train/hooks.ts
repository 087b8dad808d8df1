/** The hooks of supervised training sessions, and what they exchange with them: of what they do nothing is said. */

import { HeapObject, ObjectValue, unknown, unknownBoolean, type Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, type Members, native, shortName, withheldAll } from '../classes/class-spec.ts';
import { errorClasses, errorClassSpec } from '../errors.ts';
import type { World } from '../world.ts';

const nothing = native(() => undefined);
const anything = native(() => unknown);

/** A class of which only the name is known. */
export function namedClass(name: string, members: Members, base?: ClassSpec): ClassSpec {
  const spec: ClassSpec = {
    name: `train.${name}`,
    ...(base && { base }),
    construct: (_call, world) => new ObjectValue(boundClass(world, spec).prototype, shortName(spec)),
    members,
  };
  return spec;
}

const hookMethods: Members = {
  begin: nothing,
  afterCreateSession: nothing,
  beforeRun: anything,
  afterRun: anything,
  end: anything,
};

const hookClass = namedClass('SessionRunHook', hookMethods);
const feedFnHookClass = namedClass('FeedFnHook', {}, hookClass);

/** Hooks that feed nothing, and add nothing to the graph. */
const quietHooks: readonly ClassSpec[] = [
  namedClass('CheckpointSaverHook', {}, hookClass),
  namedClass('FinalOpsHook', withheldAll('finalOpsValues'), hookClass),
  namedClass('LoggingTensorHook', {}, hookClass),
  namedClass('NanTensorHook', {}, hookClass),
  namedClass('StepCounterHook', {}, hookClass),
  namedClass('StopAtStepHook', withheldAll('lastStep'), hookClass),
  namedClass('SummarySaverHook', {}, hookClass),
];

const errorBase = errorClasses.get('TensorloomError');

export const hookClasses: readonly ClassSpec[] = [
  hookClass,
  feedFnHookClass,
  ...quietHooks,
  namedClass('CheckpointSaverListener', { begin: nothing, beforeSave: nothing, afterSave: anything, end: nothing }),
  namedClass('SecondOrStepTimer', {
    reset: nothing,
    shouldTriggerForStep: native(() => unknownBoolean),
    updateLastTriggeredStep: anything,
    lastTriggeredStep: anything,
  }),
  namedClass('SessionRunArgs', withheldAll('fetches feedDict options')),
  namedClass('SessionRunContext', {
    ...withheldAll('originalArgs session'),
    stopRequested: () => unknownBoolean,
    requestStop: nothing,
  }),
  namedClass('SessionRunValues', withheldAll('results options')),
  errorClassSpec('train.NanLossDuringTrainingError', errorBase),
  errorClassSpec('train.MonitoredSessionError', errorBase),
];

/** Whether the hooks under these keys are all known to feed nothing and to leave the graph as it is. */
export function areQuiet(options: Value, { machine, site }: EngineCall, world: World): boolean {
  if (options === undefined) return true;
  const prototypes = quietHooks.map((spec) => boundClass(world, spec).prototype);
  return ['hooks', 'chiefOnlyHooks'].every((key) => {
    const list = machine.get(options, key, site);
    if (list === undefined || list === null) return true;
    const { items } = machine.iterate(list, site);
    return items?.every((item) => item instanceof HeapObject && prototypes.includes(item.prototype!)) ?? false;
  });
}

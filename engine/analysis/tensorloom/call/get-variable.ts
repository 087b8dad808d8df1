/**
 * `tf.getVariable`: the engine's own, but that it refuses a name only where a run surely would. Whether a variable is
 * there may hang on a condition, or on who calls the function that asks for it.
 */

import { getVariable, type Variable } from '../../../api/index.ts';
import {
  type GetVariableHooks,
  type GetVariableOptions,
  readOptions,
  withVariableHooks,
} from '../../../api/machinery.ts';
import { DTypeError, GraphError, getDefaultGraph } from '../../../graph/index.ts';
import { makeVariable } from '../classes/variable.ts';
import { UnknownResult } from '../convert/callback.ts';
import { addStandIn } from '../convert/stand-in.ts';
import type { World } from '../world.ts';
import type { EngineCall } from './call-engine.ts';
import type { Callable } from './callable.ts';

export function getVariableIn(world: World, call: EngineCall): Callable['run'] {
  return (_self, args) => {
    const given = readOptions<GetVariableOptions>(['shape', 'dtype', 'initializer'], args.slice(1));
    if (given.dtype === undefined && world.hasScopesOfUnknownType) throw new UnknownResult();
    return leniently(world, call, () => getVariable(...(args as Parameters<typeof getVariable>)));
  };
}

/** What makes variables in scopes of its own. */
export function layerIn(world: World, call: EngineCall, run: Callable['run']): Callable['run'] {
  return (self, args) => leniently(world, call, () => run(self, args));
}

function leniently<T>(world: World, { machine, site }: EngineCall, body: () => T): T {
  const graph = getDefaultGraph();
  const { isUncalled } = machine.originOf(site);
  let isElsewhere = isUncalled || !world.knowsDefaultGraph || world.program.isOpen(graph);
  const isSure = (found: Variable | undefined, refusal: Error): boolean => {
    if (isElsewhere) return false;
    if (!found) return world.names.areAllHere(graph);
    if (!world.program.originOf(found.op)?.isCertain) return false;
    return !(refusal instanceof DTypeError && world.isDoubtful([found.asGraphElement()], 'type'));
  };
  const hooks: GetVariableHooks = {
    make: (initialValue, options) => makeVariable(world, [initialValue, options]),
    openValue: (shape, dtype) => {
      world.names.mayMiss(graph);
      return addStandIn(world, graph, { dtype, shape, doubt: 'shape' }, 'Const');
    },
    isLenient: (found, refusal) => {
      isElsewhere = !isSure(found, refusal);
      return isElsewhere;
    },
  };
  try {
    return withVariableHooks(hooks, body);
  } catch (error) {
    // It may be there in a run, with the shape that is not said here.
    const asksForShape = error instanceof GraphError && /^Shape of a new variable/.test(error.message);
    if (asksForShape && (isElsewhere || !world.names.areAllHere(graph))) throw new UnknownResult();
    throw error;
  }
}

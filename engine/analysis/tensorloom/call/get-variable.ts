/**
 * `tf.getVariable`: the engine's own, but that it refuses a name only where a run surely would. Whether a variable is
 * there may hang on a condition, or on who calls the function that asks for it.
 */

import { findOrMake, type GetVariableOptions, readOptions } from '../../../api/machinery.ts';
import { DTypeError, getDefaultGraph } from '../../../graph/index.ts';
import { makeVariable } from '../classes/variable.ts';
import { addStandIn } from '../convert/stand-in.ts';
import type { World } from '../world.ts';
import type { EngineCall } from './call-engine.ts';
import type { Callable } from './callable.ts';

export function getVariableIn(world: World, { machine, site }: EngineCall): Callable['run'] {
  return (_self, [name, ...rest]) => {
    const graph = getDefaultGraph();
    const { isUncalled } = machine.originOf(site);
    const isElsewhere = isUncalled || !world.knowsDefaultGraph || world.program.isOpen(graph);
    return findOrMake(name as string, readOptions<GetVariableOptions>(['shape', 'dtype', 'initializer'], rest), {
      make: (initialValue, options) => makeVariable(world, [initialValue, options]),
      openValue: (shape, dtype) => {
        world.names.mayMiss(graph);
        return addStandIn(world, graph, { dtype, shape, doubt: 'shape' }, 'Const');
      },
      isLenient: (found, refusal) => {
        if (isElsewhere) return true;
        if (!found) return !world.names.areAllHere(graph);
        if (!world.program.originOf(found.op)?.isCertain) return true;
        return refusal instanceof DTypeError && world.isDoubtful([found.asGraphElement()], 'type');
      },
    });
  };
}

/** JavaScript's own operators on tensors and variables. */

import { describeOnly, GraphError, isGraphElement, Tensor } from '../../../graph/index.ts';
import { type CallSite, type HostObject, type Machine, unknown, type Value } from '../../values/index.ts';
import type { World } from '../world.ts';
import { report } from './report.ts';

/** What `a * 2` is where `a` is the object: the fault that the engine has for it. */
export function operatorFault(world: World, object: HostObject, machine: Machine, site: CallSite): Value {
  const graph = object instanceof Tensor || isGraphElement(object) ? (object as Tensor).graph : undefined;
  if (!graph) return unknown;
  try {
    return describeOnly(object, 'default');
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return report(world, machine, {
      error,
      call: { name: 'operator' },
      args: [{ parameter: undefined, value: object, expression: undefined }],
      graph,
      origin: machine.originOf(site),
      place: site.range,
    });
  }
}

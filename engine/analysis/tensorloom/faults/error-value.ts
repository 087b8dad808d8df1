/** Errors of the engine as the program's `catch` sees them. */

import { type Machine, ObjectValue, unknown, type Value } from '../../values/index.ts';
import type { World } from '../world.ts';
import { withoutPlace } from './describe-plainly.ts';

/** The error as a value of the program, an instance of its class under `tf.errors` or of the language's own. */
export function errorValue(world: World, error: Error, machine: Machine): Value {
  const { error: anyError, errors } = machine.prototypes;
  const own =
    error instanceof RangeError ? errors.RangeError : error instanceof TypeError ? errors.TypeError : anyError;
  const prototype = world.errorPrototypes.get(error.constructor)?.() ?? own;
  return new ObjectValue(prototype, error.name)
    .init('name', error.name)
    .init('message', withoutPlace(error.message))
    .init('operation', unknown)
    .init('stack', unknown);
}

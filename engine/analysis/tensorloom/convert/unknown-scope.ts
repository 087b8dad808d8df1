/** Variable scopes whose name, mode or defaults are not known. */

import { AUTO_REUSE, variableScope } from '../../../api/index.ts';
import type { Value } from '../../values/index.ts';
import type { World } from '../world.ts';
import { Carried } from './host-only.ts';

/** Runs the body of a variable scope of which nothing is known, in one that no other is. */
export function inUnknownScope(world: World, body: () => Value): Value {
  world.hasScopesOfUnknownType = true;
  const name = `unnamed_${world.nextNumber()}`;
  return variableScope(name, { reuse: AUTO_REUSE }, () => new Carried(body())).value;
}

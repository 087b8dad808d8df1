/** Faults that the stand-ins find themselves, with the errors that the engine has for them. */

import { getDefaultGraph } from '../../../graph/index.ts';
import type { Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import type { World } from '../world.ts';
import { type Refusal, report } from './report.ts';

/** @param parameter - the argument that is at fault, the first one */
export function refuse(
  world: World,
  { machine, args, site }: EngineCall,
  name: string,
  error: Error,
  { parameter, code }: { readonly parameter?: string; readonly code?: Refusal['code'] } = {},
): Value {
  return report(world, machine, {
    error,
    call: { name },
    args: parameter === undefined ? [] : [{ parameter, value: args[0], expression: site.args[0] }],
    graph: getDefaultGraph(),
    origin: machine.originOf(site),
    ...(code && { code }),
  });
}

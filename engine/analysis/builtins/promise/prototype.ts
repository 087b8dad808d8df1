/** Promise.prototype: callbacks are called back at once. */

import { isPrimitive, PromiseValue, unknown, type Value } from '../../values/index.ts';
import { argument } from '../arguments.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { awaited } from './settling.ts';

/** Calls a callback with what the promise gives; what is no function is left out. */
function passedOn(call: Call, callee: Value, args: readonly Value[], otherwise: Value): Value {
  return isPrimitive(callee) ? otherwise : awaited(call.machine.call(callee, undefined, args, call.site));
}

/** The promise may fail for reasons that are not known: `recover` may be called, or not. */
function maybeRecovered(call: Call, recover: Value, settled: () => Value): Value {
  if (isPrimitive(recover)) return settled();
  return call.machine.either(settled, () => passedOn(call, recover, [unknown], undefined));
}

export const promiseMethods = {
  // biome-ignore lint/suspicious/noThenProperty: the method of that name, in a table that nobody awaits
  then(call) {
    const value = awaited(call.self);
    const settled = () => passedOn(call, argument(call, 0), [value], value);
    return call.machine.promise(maybeRecovered(call, argument(call, 1), settled));
  },
  catch(call) {
    return call.machine.promise(maybeRecovered(call, argument(call, 0), () => awaited(call.self)));
  },
  finally(call) {
    passedOn(call, argument(call, 0), [], undefined);
    return call.self instanceof PromiseValue ? call.self : call.machine.promise(awaited(call.self));
  },
} satisfies MethodTable;

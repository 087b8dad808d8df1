/** Timers and tasks: their callbacks run once the program is done with what it does, or never. */

import { isPrimitive, unknown, type Value } from '../values/index.ts';
import { argument } from './arguments.ts';
import type { Call, MethodTable } from './method-table.ts';

/** Calls a function of the program at some time, any number of times. */
export function calledLater({ machine, site }: Call, callee: Value, args: readonly Value[]): void {
  if (!isPrimitive(callee)) machine.repeat(() => void machine.call(callee, undefined, args, site), site);
}

function timer(argumentsFrom: number) {
  return (call: Call): Value => {
    calledLater(call, argument(call, 0), call.args.slice(argumentsFrom));
    return unknown;
  };
}

export const timers = {
  setTimeout: timer(2),
  setInterval: timer(2),
  setImmediate: timer(1),
  queueMicrotask: (call) => {
    calledLater(call, argument(call, 0), []);
    return undefined;
  },
  requestAnimationFrame: (call) => {
    calledLater(call, argument(call, 0), [unknown]);
    return unknown;
  },
  clearTimeout: () => undefined,
  clearInterval: () => undefined,
  clearImmediate: () => undefined,
} satisfies MethodTable;

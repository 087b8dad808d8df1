/** Function.prototype, and calls with a list of arguments. */

import {
  FunctionLike,
  FunctionValue,
  NativeFunction,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { itemsOf } from './array/this-list.ts';
import { type Call, type MethodTable, rows } from './method-table.ts';

/** Calls a function with the items of a list as its arguments. */
export function applied({ machine, site }: Call, callee: Value, self: Value, list: Value): Value {
  if (list === undefined || list === null) return machine.call(callee, self, [], site);
  const args = itemsOf(list);
  return machine.call(callee, self, args.items ?? [args.element], site, args.items === null);
}

export const functionGetters = {
  length({ self }) {
    if (!(self instanceof FunctionValue)) return unknownNumber;
    const { parameters } = self.node;
    const end = parameters.findIndex(({ initializer, dotDotDotToken }) => initializer || dotDotDotToken);
    return end < 0 ? parameters.length : end;
  },
} satisfies MethodTable;

export const functionMethods = {
  call(call) {
    return call.machine.call(call.self, argument(call, 0), call.args.slice(1), call.site, call.hasMore);
  },
  apply(call) {
    return applied(call, call.self, argument(call, 0), argument(call, 1));
  },
  bind(call) {
    const { machine, self: callee } = call;
    const receiver = argument(call, 0);
    const bound = call.args.slice(1);
    const name = callee instanceof FunctionLike ? `bound ${callee.name}` : 'bound';
    return machine.native(
      name,
      (inner) =>
        inner.machine.call(callee, receiver, [...bound, ...inner.args], inner.site, call.hasMore || inner.hasMore),
      {
        construct: (inner) =>
          inner.machine.construct(callee, [...bound, ...inner.args], inner.site, call.hasMore || inner.hasMore),
        ...(callee instanceof NativeFunction && callee.instances ? { instances: callee.instances } : {}),
      },
    );
  },
  ...rows(['toString', () => unknownString]),
  [Symbol.hasInstance]: () => unknownBoolean,
} satisfies MethodTable;

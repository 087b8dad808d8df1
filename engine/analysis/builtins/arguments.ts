/** Reads what a native function was called with. */

import type { Dim } from '../../graph/index.ts';
import { isPrimitive, type Machine, SizeValue, unknown, type Value } from '../values/index.ts';
import type { Call } from './method-table.ts';

/** An argument by position: undefined where there is none, unknown where a list of unknown length was spread. */
export function argument({ args, hasMore }: Pick<Call, 'args' | 'hasMore'>, index: number): Value {
  if (index < args.length) return args[index];
  return hasMore ? unknown : undefined;
}

/** An argument that is to be called. @throws the program's TypeError where it is certainly no function */
export function callback(call: Call, index: number): Value {
  const value = argument(call, index);
  if (isPrimitive(value)) {
    const text = typeof value === 'symbol' ? 'Symbol()' : (call.machine.text(value) ?? 'value');
    call.machine.throwError('TypeError', `${text} is not a function`, call.site);
  }
  return value;
}

/**
 * A position or count, without its fraction: a number (infinite ones too), a symbolic size, or undefined where it is not
 * known. `absent` stands for no argument.
 */
export function position(value: Value, absent: number, machine: Machine): Dim | undefined {
  if (value === undefined) return absent;
  if (value instanceof SizeValue) return value.dim;
  const number = machine.number(value);
  if (number === undefined) return undefined;
  return Number.isNaN(number) ? 0 : Math.trunc(number);
}

/** The language's own functions, run on what is known: primitives in, a primitive out. */

import { isPrimitive, type Primitive, type Value } from '../values/index.ts';
import type { Call } from './method-table.ts';

/** Arguments as primitives; undefined where one is not known. Objects are what `String` makes of them. */
export function primitives({ args, hasMore, machine }: Call): Primitive[] | undefined {
  if (hasMore) return undefined;
  const known: Primitive[] = [];
  for (const arg of args) {
    const primitive = isPrimitive(arg) ? arg : machine.text(arg);
    if (primitive === undefined && arg !== undefined) return undefined;
    known.push(primitive);
  }
  return known;
}

/** What `compute` gives. It must run nothing of the program: what it throws is the program's own error. */
export function computed<T extends Value>({ machine, site }: Call, compute: () => T): T {
  let fault: unknown;
  try {
    return compute();
  } catch (error) {
    fault = error;
  }
  const { name, message } = fault instanceof Error ? fault : { name: 'Error', message: String(fault) };
  return machine.throwError(name, message, site);
}

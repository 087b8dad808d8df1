/** Functions of the program as functions that the engine calls. */

import { PromiseValue, unknownString, type Value } from '../../values/index.ts';
import { fromHost } from './from-host.ts';
import { Carried, cannot, PromiseArgument } from './host-only.ts';
import type { Conversion } from './to-host.ts';

/** A scope's body: the engine passes on what it gives. A promise must be seen, for the engine refuses it. */
export function bodyFunction({ machine, site }: Conversion, body: Value): (...args: unknown[]) => unknown {
  return (...args) => {
    const result = machine.call(
      body,
      undefined,
      args.map((arg) => fromHost(arg, machine)),
      site,
    );
    return result instanceof PromiseValue ? new PromiseArgument() : new Carried(result);
  };
}

/** A branch or a loop's body: the engine calls it with tensors and takes the tensors that it gives. */
export function branchFunction(conversion: Conversion, body: Value): (...args: unknown[]) => unknown {
  return (...args) => {
    const { machine, site } = conversion;
    const values = args.map((arg) => fromHost(arg, machine));
    const converted = conversion.nest(machine.call(body, undefined, values, site));
    if (converted === cannot) throw new UnknownResult();
    return converted;
  };
}

/** Thrown through the engine by a function that gives something unknown: the call's result is not known then. */
export class UnknownResult extends Error {}

/** A function that makes what the engine takes, such as an initial value. */
export function makerFunction(
  { machine, site }: Conversion,
  maker: Value,
  convert: (made: Value) => unknown,
): () => unknown {
  return () => {
    const converted = convert(machine.call(maker, undefined, [], site));
    if (converted === cannot) throw new UnknownResult();
    return converted;
  };
}

/** A function that names a device for each operation. */
export function deviceFunction(conversion: Conversion, chooser: Value): () => unknown {
  return () => {
    const chosen = conversion.machine.call(chooser, undefined, [unknownString], conversion.site);
    const device = conversion.plain(chosen);
    return typeof device === 'string' ? device : null;
  };
}

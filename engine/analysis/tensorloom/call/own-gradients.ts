/** Gradients of the program's own: `tf.RegisterGradient` and `tf.customGradient`. */

import { customGradient, RegisterGradient } from '../../../api/index.ts';
import { gradientRule, type OperationGradient } from '../../../api/machinery.ts';
import type { Tensor } from '../../../graph/index.ts';
import { replaceGradient } from '../../../ops/index.ts';
import { ArrayValue, FunctionLike, NativeFunction, Unknown, unknown, type Value } from '../../values/index.ts';
import { branchFunction, UnknownResult } from '../convert/callback.ts';
import { cannot } from '../convert/host-only.ts';
import { Conversion } from '../convert/to-host.ts';
import type { World } from '../world.ts';
import { callEngine, type EngineCall } from './call-engine.ts';
import { callable } from './callable.ts';
import { publicCallable } from './public-functions.ts';

/** Registers anew where the name is registered already: a branch or a body may be interpreted more than once. */
export function registerGradientIn(call: EngineCall, world: World): Value {
  const [name, gradient] = call.args;
  if (call.hasMore || name instanceof Unknown || gradient instanceof Unknown) world.hasUnknownGradients = true;
  const run = (_self: unknown, args: readonly unknown[]) => {
    const [opType, rule] = args as [string, OperationGradient];
    replaceGradient(opType, gradientRule(opType, rule));
  };
  return callEngine(world, { ...publicCallable(RegisterGradient)!, run }, call);
}

type Body = Parameters<typeof customGradient>[0];

const application = callable('customGradient.call(...args: tensor)', () => undefined);

/** A function of the program, too, each call of which calls the engine. */
export function customGradientOf(call: EngineCall, world: World): Value {
  const [body] = call.args;
  if (!(body instanceof FunctionLike)) {
    return body instanceof Unknown ? unknown : callEngine(world, publicCallable(customGradient)!, call);
  }
  return new NativeFunction(world.prototypes.function, '', (applied) => {
    const conversion = new Conversion(world, applied.machine, applied.site, application, undefined, applied.args);
    const run = (_self: unknown, args: readonly unknown[]) =>
      customGradient(bodyOf(conversion, body))(...(args as Tensor[]));
    return callEngine(world, { ...application, run }, applied);
  });
}

/** Gives the engine what the program's function gives: tensors, and a function that is called when gradients are made. */
function bodyOf(conversion: Conversion, body: Value): Body {
  const { machine, site } = conversion;
  return ((...tensors: Tensor[]) => {
    const given = machine.call(body, undefined, tensors, site);
    if (!(given instanceof ArrayValue)) return known(conversion.plain(given));
    if (!given.items) throw new UnknownResult();
    return given.items.map((item, i) => {
      if (i !== 1) return known(conversion.nest(item));
      return item instanceof FunctionLike ? branchFunction(conversion, item) : known(conversion.plain(item));
    });
  }) as unknown as Body;
}

function known(converted: unknown): unknown {
  if (converted === cannot) throw new UnknownResult();
  return converted;
}

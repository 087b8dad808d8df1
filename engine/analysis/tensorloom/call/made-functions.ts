/** Functions that the engine's functions give, as the program has them: initializers and regularizers. */

import { TensorShape } from '../../../graph/index.ts';
import type { NativeFunction } from '../../values/index.ts';
import { UnknownResult } from '../convert/callback.ts';
import { HostFunction } from '../convert/host-only.ts';
import type { World } from '../world.ts';
import { callEngine } from './call-engine.ts';
import { type Callable, callable } from './callable.ts';

/** What an initializer that the engine made is called with. */
const initializer = callable('Initializer.call(shape: shape, dtype?: dtype)', call);

const regularizer = callable('Regularizer.call(weights: tensor)', call);

function call(self: unknown, args: readonly unknown[]): unknown {
  return (self as (...args: readonly unknown[]) => unknown)(...args);
}

function engineFunction(world: World, target: Callable, host: unknown): NativeFunction {
  return new HostFunction(world.prototypes.function, target.name, host, (call) =>
    callEngine(world, { ...target, run: (_self, args) => callHost(world, target, host, args) }, call),
  );
}

function callHost(world: World, target: Callable, host: unknown, args: readonly unknown[]): unknown {
  const [shape] = args;
  // A run knows the sizes.
  if (shape instanceof TensorShape && world.isOpenShape(shape)) throw new UnknownResult();
  return target.run(host, args);
}

export function initializerValue(world: World, host: unknown): NativeFunction {
  return engineFunction(world, initializer, host);
}

export function regularizerValue(world: World, host: unknown): NativeFunction {
  return engineFunction(world, regularizer, host);
}

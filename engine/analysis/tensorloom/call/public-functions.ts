/** The engine's public functions, each with what its signature says, read once for all analyses. */

import { type FunctionSignature, publicFunctions } from '../../../api/machinery.ts';
import { type Callable, callable } from './callable.ts';

interface Declared {
  readonly signature: FunctionSignature;
  readonly function: unknown;
}

let declared: ReadonlyMap<unknown, Declared> | undefined;
const callables = new Map<unknown, Callable>();

/** What `value`, an export of the engine, is as a public function; undefined for anything else. */
export function publicCallable(value: unknown): Callable | undefined {
  // All rooms that declare some are loaded by now: they are imported by whoever asks.
  declared ??= new Map(publicFunctions().map((one) => [one.function, one]));
  const found = declared.get(value);
  if (!found) return undefined;
  const known = callables.get(value);
  if (known) return known;
  const run = found.function as (...args: readonly unknown[]) => unknown;
  const made = callable(found.signature, (_self, args) => run(...args));
  callables.set(value, made);
  return made;
}

/** A function, method or constructor of the engine as the binding knows it: read from its signature once, for all analyses. */

import { type FunctionSignature, type Parameter, parseSignature } from '../../../api/machinery.ts';
import type { DType } from '../../../graph/index.ts';
import { type ArgumentKind, argumentKind, argumentType } from './argument-kind.ts';

export interface Slot {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly isOptional: boolean;
  /** The element type it has by itself, whatever stands beside it. */
  readonly type: DType | undefined;
  readonly parameter: Parameter;
}

export interface Callable {
  /** As in ApiCall: `matmul`, `nn.softmax`, `Variable`, `train.AdamOptimizer.minimize`. */
  readonly name: string;
  readonly signature: FunctionSignature;
  readonly positional: readonly Slot[];
  /** What all further arguments are. */
  readonly rest: Slot | undefined;
  /** What an options object may hold, arguments that also go by position included. */
  readonly options: ReadonlyMap<string, Slot>;
  /** No shape depends on any option. */
  readonly hasHarmlessOptions: boolean;
  /** `self` is the receiver of a method. */
  run(self: unknown, args: readonly unknown[]): unknown;
}

export function callable(signature: FunctionSignature | string, run: Callable['run']): Callable {
  const parsed = typeof signature === 'string' ? parseSignature(signature) : signature;
  const { name } = parsed;
  const slot = (parameter: Parameter): Slot => ({
    name: parameter.name,
    kind: argumentKind(name, parameter),
    isOptional: parameter.optional,
    type: argumentType(name, parameter),
    parameter,
  });
  const positional = parsed.parameters.filter(({ rest }) => !rest).map(slot);
  // The callback stands in the place of the options where those are left out.
  if (parsed.endsWithCallback) positional.push(positional.at(-1)!);
  const rest = parsed.parameters.find((parameter) => parameter.rest);
  const options = new Map([...positional, ...parsed.options.map(slot)].map((option) => [option.name, option]));
  // The old name of an axis, which some functions still read.
  const axis = parsed.options.find((option) => option.name === 'axis');
  if (axis && !options.has('dim')) options.set('dim', { ...slot(axis), name: 'dim' });
  // What must go by position is not expected among the options.
  const optional = [...options.values()].filter((slot) => slot.isOptional || !positional.includes(slot));
  return {
    name,
    signature: parsed,
    positional,
    rest: rest && slot(rest),
    options,
    hasHarmlessOptions: optional.every(({ kind }) => kind === 'name' || kind === 'optional' || kind === 'tag'),
    run,
  };
}

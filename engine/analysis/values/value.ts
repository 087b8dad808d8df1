/**
 * What an expression of the analysed program is known to be. A primitive is itself; objects of the program are the classes
 * of heap.ts; things of the engine (Tensor, Operation, Variable, Graph, optimizers) are themselves too, since the analysis
 * builds the real graph; what is not known is an Unknown.
 */

import type { Dim } from '../../graph/index.ts';
import type { DataValue } from './data.ts';
import type { HeapObject } from './heap.ts';

export type Primitive = undefined | null | boolean | number | bigint | string | symbol;

/** An object of the engine, itself: what `isHostObject` says yes to. Its class decides what the program may read of it. */
export type HostObject = object & { readonly isHostObject?: never };

export type Value = Primitive | Unknown | SizeValue | HeapObject | DataValue | HostObject;

export type Hint = 'number' | 'string' | 'boolean' | 'bigint' | 'function' | 'object' | 'tensor' | 'promise';

/** A value of which at most the kind is known. Everything that is made of it is unknown too, and nothing is said of it. */
export class Unknown {
  /** The kind, where that much is known. */
  readonly hint: Hint | undefined;
  /** True where a fault that was reported stands behind it: one root error a chain. */
  readonly isFault: boolean;

  constructor(hint?: Hint, isFault = false) {
    this.hint = hint;
    this.isFault = isFault;
  }
}

/** What an import from elsewhere gives: calling it may do anything, to graphs too. */
export class Foreign extends Unknown {}

/** Something that may be one of these objects of the program: what is done to it may be done to any of them. */
export class OneOf extends Unknown {
  readonly objects: readonly HeapObject[];
  /** Whether it is one of them for certain, and not something else. */
  readonly isCertain: boolean;
  constructor(objects: readonly HeapObject[], isCertain: boolean) {
    super();
    this.objects = objects;
    this.isCertain = isCertain;
  }
}

export const unknown = new Unknown();
export const foreign = new Foreign();
export const unknownNumber = new Unknown('number');
export const unknownString = new Unknown('string');
export const unknownBoolean = new Unknown('boolean');
/** What a call gives whose fault was reported. */
export const faulty = new Unknown(undefined, true);

/** A number that is a size: known as a polynomial over symbols, such as the length of a list of unknown length. */
export class SizeValue {
  readonly dim: Dim;
  constructor(dim: Dim) {
    this.dim = dim;
  }
}

/** A size as a value: the number itself where it is one. */
export function sizeValue(dim: Dim): number | SizeValue {
  return typeof dim === 'number' ? dim : new SizeValue(dim);
}

/**
 * What is thrown where the program ends for good, as by `process.exit()`: no `catch` of the program catches it, and no
 * `finally` runs.
 */
export const programExit: symbol = Symbol('program exit');

export function isPrimitive(value: Value): value is Primitive {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

export function isUnknown(value: Value): value is Unknown {
  return value instanceof Unknown;
}

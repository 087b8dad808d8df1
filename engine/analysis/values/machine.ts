/**
 * What native functions may ask of the interpreter. Builtins and the stand-ins for `tensorloom` know this interface, never
 * the interpreter itself.
 */

import type { Origin, ProgramRecorder } from '../program/program.ts';
import type { ts } from '../syntax.ts';
import type { CallSite } from './call-site.ts';
import type { DataClass } from './data.ts';
import type { NativeCall, NativeFunction } from './functions.ts';
import type { HeapObject, PropertyKey } from './heap.ts';
import type { JoinValues, Journal } from './journal.ts';
import type { ListContents } from './list.ts';
import type { Value } from './value.ts';

/** Prototypes of the language's own objects, which builtins/ fills. */
export interface Prototypes {
  readonly object: HeapObject;
  readonly function: HeapObject;
  readonly array: HeapObject;
  readonly string: HeapObject;
  readonly number: HeapObject;
  readonly boolean: HeapObject;
  readonly bigint: HeapObject;
  readonly symbol: HeapObject;
  readonly map: HeapObject;
  readonly set: HeapObject;
  readonly weakMap: HeapObject;
  readonly weakSet: HeapObject;
  readonly promise: HeapObject;
  readonly iterator: HeapObject;
  readonly regexp: HeapObject;
  readonly date: HeapObject;
  readonly error: HeapObject;
  /** Of the other classes of errors, by name. */
  readonly errors: Readonly<Record<ErrorClass, HeapObject>>;
  /** Of typed arrays and NdArrays. */
  readonly data: Readonly<Record<DataClass, HeapObject>>;
}

export type ErrorClass =
  | 'TypeError'
  | 'RangeError'
  | 'SyntaxError'
  | 'ReferenceError'
  | 'EvalError'
  | 'URIError'
  | 'AggregateError'
  | 'SuppressedError';

export interface Machine {
  readonly journal: Journal;
  readonly program: ProgramRecorder;
  readonly prototypes: Prototypes;

  /**
   * Calls any value. Of an unknown one, the answer is unknown, and what the arguments can reach may have changed.
   * @param hasMore - more arguments may follow
   */
  call(callee: Value, self: Value, args: readonly Value[], site: CallSite, hasMore?: boolean): Value;
  construct(callee: Value, args: readonly Value[], site: CallSite, hasMore?: boolean): Value;
  get(object: Value, key: PropertyKey, site: CallSite): Value;
  set(object: Value, key: PropertyKey, value: Value, site: CallSite): void;

  /** The items of anything iterable; unknown items of unknown number where that is not known. */
  iterate(value: Value, site: CallSite): ListContents;
  /** undefined where it may be either. */
  truth(value: Value): boolean | undefined;
  /** What `String(value)` is, or undefined. Runs no code of the program. */
  text(value: Value): string | undefined;
  /** A number, NaN included, or undefined where it is not known. */
  number(value: Value): number | undefined;
  readonly join: JoinValues;

  /** Runs each possibility from the state of now, and goes on from all of them. @returns the join of the results */
  either(...possibilities: (() => Value)[]): Value;
  /**
   * Runs `body` an unknown number of times, maybe not at all. It is called more than once; the last time from a state in
   * which any of the passes may begin, so that what it finds then holds for each.
   */
  repeat(body: () => void, site: CallSite): void;
  /** Something outside may have kept the value and changed it: nothing that it reaches is known any more. */
  escape(value: Value): void;

  /** The program throws here: nothing after it runs, up to the next `catch`. */
  throw(value: Value): never;
  /** As `throw`, with an error of the language: `TypeError`. */
  throwError(className: string, message: string, site: CallSite): never;

  array(items: readonly Value[]): Value;
  list(contents: ListContents): Value;
  object(entries?: Iterable<readonly [PropertyKey, Value]>): Value;
  promise(value: Value): Value;
  native(name: string, call: NativeCall, options?: { construct?: NativeCall; instances?: HeapObject }): NativeFunction;

  /** Takes `steps` of fuel; ends the analysis when it is used up. Long native work asks for its share. */
  spend(steps: number): void;
  /** The innermost place in the program that is being interpreted. */
  readonly here: CallSite;
  /** Where `site` is reached from now: the calls and loops around it. */
  originOf(site: CallSite): Origin;
  /** Notes that an expression had this value, for hovers. */
  note(node: ts.Node, value: Value): void;
}

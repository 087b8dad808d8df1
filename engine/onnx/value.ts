/** What the writer of an ONNX graph hands about: names of its values, with what is known of them. */

import type { DType, NdArray } from '../graph/index.ts';

export interface Value {
  readonly name: string;
  readonly dtype: DType;
  /** The elements, where they are known when the graph is written. */
  readonly constant?: NdArray;
  /**
   * The value is that called `name` with its axes in this order. Nothing is written for it until something needs the
   * elements in place, so that a transposition and its inverse, and what lies between them, cost nothing.
   */
  readonly order?: readonly number[];
  /** The same numbers as int64, where they were counted in it. */
  readonly wide?: Value;
}

/** A floating-point attribute: a plain number stands for an integer. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export type Attribute = number | Float | string | readonly number[];

export interface Node {
  readonly type: string;
  readonly name: string;
  /** Empty: an optional input that is not given. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** The order of axes that undoes another. */
export function inverse(order: readonly number[]): number[] {
  const result = new Array<number>(order.length);
  for (const [i, axis] of order.entries()) result[axis] = i;
  return result;
}

export const isInOrder = (order: readonly number[]): boolean => order.every((axis, i) => axis === i);

/** Fixtures as they lie in test/fixtures/golden: reading them, and turning their JSON into arrays. */

import { readFileSync } from 'node:fs';
import { allocateData, type DType, NdArray } from '../../engine/graph/index.ts';

/** Elements: numbers; "NaN" and "Infinity" as text; int64 as decimal text; bool as 0 and 1. */
export interface TensorJson {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

export interface TensorArgument {
  readonly tensor: TensorJson;
  /** Give it as a constant in every mode: its value decides a shape. */
  readonly constant?: boolean;
}

export type Argument =
  | number
  | string
  | boolean
  | null
  | TensorArgument
  | readonly Argument[]
  | { readonly [key: string]: Argument };

export interface Tolerance {
  readonly rtol?: number;
  readonly atol?: number;
}

export type Shape = readonly (number | null)[] | null;

/** One call of one function. */
export interface GoldenCase {
  readonly name: string;
  readonly fn: string;
  readonly args: readonly Argument[];
  readonly options?: { readonly [key: string]: Argument };
  /** What TensorFlow gives; absent where it refuses. */
  readonly outputs?: readonly TensorJson[];
  /** Of the sum of outputs times `ys_weights`, to each floating tensor argument in order; null: not connected. */
  readonly gradients?: readonly (TensorJson | null)[];
  readonly ys_weights?: readonly (TensorJson | null)[];
  /** Static shapes of the outputs where they say less than the outputs themselves. */
  readonly static_shapes?: readonly Shape[];
  /** Static shapes of the outputs for inputs of unknown sizes; absent where TensorFlow needs the sizes. */
  readonly dynamic_shapes?: readonly Shape[];
  readonly tolerance?: Tolerance;
  /** The call is refused, while building or while running, with a message that matches. */
  readonly error?: string;
}

export function readFixture<T>(family: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/golden/${family}.json`, import.meta.url), 'utf8'));
}

export function toArray({ dtype, shape, data }: TensorJson): NdArray {
  const array = allocateData(dtype, data.length) as { [index: number]: unknown };
  data.forEach((element, i) => {
    array[i] = dtype === 'string' ? element : dtype === 'int64' ? BigInt(element) : Number(element);
  });
  return new NdArray(dtype, shape, array as NdArray['data']);
}

export function isTensorArgument(argument: Argument): argument is TensorArgument {
  return typeof argument === 'object' && argument !== null && 'tensor' in argument;
}

/** The argument with its tensors replaced; "NaN" and "Infinity" become the numbers. */
export function mapTensors(argument: Argument, replace: (argument: TensorArgument) => unknown): unknown {
  if (isTensorArgument(argument)) return replace(argument);
  if (Array.isArray(argument)) return argument.map((item: Argument) => mapTensors(item, replace));
  if (typeof argument === 'object' && argument !== null) {
    return Object.fromEntries(Object.entries(argument).map(([key, item]) => [key, mapTensors(item, replace)]));
  }
  return typeof argument === 'string' && /^(NaN|-?Infinity)$/.test(argument) ? Number(argument) : argument;
}

/**
 * What a gradient check needs to know of one use of an operation: points to check at and how to build the graph there.
 * Operations are built through the registry, so that each attribute and each operation type can be named.
 */

import { NdArray, type Tensor } from '../../engine/graph/index.ts';
import { type OpInput, op, type PlainAttributes } from '../../engine/ops/index.ts';

/** A point for one differentiated input. */
export interface Sample {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export interface GradientCase {
  /** What sets this case apart from the operation's others. */
  readonly name: string;
  readonly inputs: readonly Sample[];
  readonly build: (...inputs: Tensor[]) => Tensor | readonly (Tensor | null)[];
  /**
   * 'missing': a LookupError says that the gradient has no gradient of its own.
   * 'not the slope': TensorFlow's rule, kept here, leaves a path out or divides by zero at this point.
   */
  readonly second?: 'missing' | 'not the slope';
  /** Relative and absolute error allowed, 1e-6 unless the function is computed in single precision. */
  readonly tolerance?: number;
  /** Half the distance of the two points of a central difference; 1e-5 unless said otherwise. */
  readonly step?: number;
  /** Ranks that the gradient rule must know: it refuses inputs of unknown rank with this text. */
  readonly needsRank?: RegExp;
  /** Sizes that the gradient rule must know: it refuses inputs of unknown sizes, and of unknown rank, with this text. */
  readonly needsSizes?: RegExp;
}

/** Cases by operation type. */
export type GradientCases = Readonly<Record<string, readonly GradientCase[]>>;

type CaseOptions = Omit<GradientCase, 'name' | 'inputs' | 'build'>;

export function gradientCase(
  name: string,
  inputs: readonly Sample[],
  build: GradientCase['build'],
  options: CaseOptions = {},
): GradientCase {
  return { name, inputs, build, ...options };
}

/** One case that applies `type` to the samples, in the order of the operation's arguments. */
export function applied(
  type: string,
  name: string,
  inputs: readonly Sample[],
  attributes: PlainAttributes = {},
  options: CaseOptions = {},
): GradientCase {
  return gradientCase(name, inputs, (...tensors) => op(type, tensors as OpInput[], attributes), options);
}

/**
 * Distinct numbers between `from` and `to`, shuffled: no two closer than a step of a finite difference, so that maxima
 * and orders do not change on the way, and none at a multiple of a half, where functions of integers jump.
 */
export function sample(shape: readonly number[], from = -2, to = 2): Sample {
  const size = shape.reduce((a, b) => a * b, 1);
  const spacing = (to - from) / Math.max(size, 1);
  const lattice = Array.from({ length: size }, (_, i) => from + (i + 0.37) * spacing);
  return {
    shape,
    values: Float64Array.from(lattice, (_, i) => awayFromHalves(lattice[(i * stride(size) + 3) % size])),
  };
}

/** A number with no common divisor with `size`: stepping by it visits every place once, far from in order. */
function stride(size: number): number {
  let candidate = Math.max(1, Math.floor(size * 0.618));
  while (gcd(candidate, size) !== 1) candidate++;
  return candidate;
}
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function awayFromHalves(x: number): number {
  const distance = x * 2 - Math.round(x * 2);
  return Math.abs(distance) < 2e-3 ? x + 2e-3 : x;
}

/** An int32 constant: axes, shapes, indices. */
export function ints(values: number | readonly number[] | readonly (readonly number[])[]): Tensor {
  return integers(values, 'int32');
}

export function longs(values: number | readonly number[] | readonly (readonly number[])[]): Tensor {
  return integers(values, 'int64');
}

function integers(
  values: number | readonly number[] | readonly (readonly number[])[],
  dtype: 'int32' | 'int64',
): Tensor {
  const shape: number[] = [];
  for (let level: unknown = values; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat = [values].flat(3) as number[];
  const value =
    dtype === 'int32'
      ? new NdArray('int32', shape, Int32Array.from(flat))
      : new NdArray('int64', shape, BigInt64Array.from(flat, BigInt));
  return op('Const', [], { dtype, value });
}

export function bools(shape: readonly number[], values: readonly boolean[]): Tensor {
  return op('Const', [], { dtype: 'bool', value: new NdArray('bool', shape, Uint8Array.from(values, Number)) });
}

/** A constant of the type of `like`. */
export function floats(like: Tensor, shape: readonly number[], values: readonly number[]): Tensor {
  const value =
    like.dtype === 'float64'
      ? new NdArray('float64', shape, Float64Array.from(values))
      : new NdArray('float32', shape, Float32Array.from(values));
  return op('Const', [], { dtype: like.dtype, value });
}

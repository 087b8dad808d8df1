/** A graph that grows at random: tensors to build on, and random arrays for what is not there yet. */

import { allocateData, type DType, NdArray, type Operation, sizeOf, Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { Choices } from '../../compiler/choices.ts';
import { sizesOf, type Twin, TwinGraphs } from '../../ops/twin-graphs.ts';

export const floatTypes = ['float32', 'float64'] as const satisfies DType[];
export const signedTypes = [...floatTypes, 'int32', 'int64'] as const satisfies DType[];
export const numericTypes = [...signedTypes, 'uint8'] as const satisfies DType[];
export const allTypes = [...numericTypes, 'bool', 'string'] as const satisfies DType[];
export const indexTypes = ['int32', 'int64'] as const satisfies DType[];

/** What one step builds, in each of two graphs alike: it draws nothing at random itself. */
export type Make = (of: (twin: Twin) => Tensor) => Tensor | readonly Tensor[];

/** Draws one step's arguments; undefined where nothing fits. */
export type Step = (g: Grower) => Make | undefined;

const choicesOf = (seed: number) =>
  new Choices(Array.from({ length: 61 }, (_, i) => (Math.imul(seed + 1, 2654435761) >>> (i % 19)) ^ (i * i)));

const specials = [Number.NaN, Infinity, -Infinity, -0, 1e30, -1e-30];
const words = ['', 'a', 'bc', 'ünï', 'a b'];

export interface GrowerOptions {
  /** No special numbers in any case. */
  readonly plain?: boolean;
  /** float64 wherever an operation takes it, no special numbers and no two alike: what has slopes has them here. */
  readonly smooth?: boolean;
  /** Drawn wherever an operation takes it. */
  readonly dtype?: DType | undefined;
}

export class Grower {
  /** What the present step draws from. */
  c: Choices;
  readonly graphs = new TwinGraphs();
  readonly feeds: [Tensor, NdArray][] = [];
  /** Not-a-number, infinities and extreme sizes among the floats. */
  readonly special: boolean;
  readonly smooth: boolean;
  readonly #dtype: DType | undefined;
  readonly #seed: number;
  /** Placeholders keep some of their sizes back. */
  readonly #open: boolean;

  constructor(seed: number, { plain = false, smooth = false, dtype }: GrowerOptions = {}) {
    this.#seed = seed;
    this.smooth = smooth;
    this.#dtype = dtype;
    this.c = choicesOf(seed);
    this.special = this.c.chance(5) && !plain && !smooth;
    this.#open = this.c.chance(2);
  }

  /** Draws from a stream of its own from here on, so that a step stays what it is when another is left out. */
  beginStep(index: number): void {
    this.c = choicesOf(Math.imul(this.#seed + 1, 7919) + index + 1);
  }

  /** One of the types. */
  type<T extends DType>(types: readonly T[]): T {
    return this.c.of(this.#drawable(types));
  }

  #drawable<T extends DType>(types: readonly T[]): readonly T[] {
    const own = types.filter((type) => type === this.#dtype);
    if (own.length > 0) return own;
    return this.smooth && types.includes('float64' as T) ? types.filter((type) => type !== 'float32') : types;
  }

  /** A twin of one of the types and of a rank within limits: built before, or new. Never of string unless asked for. */
  any(allowed: readonly DType[], low = 0, high = 4): Twin {
    const types = this.#drawable(allowed);
    const fitting = this.#built((twin) => {
      const rank = sizesOf(twin)!.length;
      return types.includes(twin.known.dtype) && rank >= low && rank <= high;
    });
    if (fitting.length > 0 && !this.c.chance(5)) return this.#pick(fitting);
    const rank = low + this.c.below(Math.min(high, low + 3) - low + 1);
    return this.fresh(
      this.c.of(types),
      Array.from({ length: rank }, () => this.size()),
    );
  }

  /** A size of an axis: mostly small, sometimes 0 or 1. */
  size(): number {
    return this.c.of([2, 3, 4, 2, 3, 5, 1, 1, 7, this.c.chance(3) ? 0 : 2]);
  }

  /** A twin of this type and shape: built before, or new. */
  of(dtype: DType, shape: readonly number[]): Twin {
    const fitting = this.#built((twin) => twin.known.dtype === dtype && sizesOf(twin)!.join() === shape.join());
    return fitting.length > 0 && this.c.chance(2) ? this.#pick(fitting) : this.fresh(dtype, shape);
  }

  /** A twin of the same type that broadcasts with another. */
  broadcast(twin: Twin): Twin {
    const shape = sizesOf(twin)!;
    const { dtype } = twin.known;
    const from = this.c.below(shape.length + 1) * (this.c.chance(2) ? 1 : 0);
    const sizes = shape.slice(from).map((size) => (this.c.chance(4) ? 1 : size));
    return this.of(dtype, sizes);
  }

  /** A new placeholder or constant. Values are for arithmetic: small, on a coarse grid, some of them equal. */
  fresh(dtype: DType, shape: readonly number[], array = this.array(dtype, shape)): Twin {
    // What slopes are looked for in is fed.
    const isFed = this.smooth && dtype === 'float64';
    const [constant] = !isFed && this.c.chance(3) ? this.graphs.build(() => tf.constant(array)) : [];
    // A large one is not built.
    if (constant) return constant;
    const said = shape.map((size) => (this.#open && this.c.chance(2) ? null : size));
    const twin = this.graphs.placeholder(dtype, shape, this.#open && this.c.chance(8) ? null : said);
    this.feeds.push([twin.open, array]);
    return twin;
  }

  /** Without limits: small numbers and, among them, special ones. */
  array(dtype: DType, shape: readonly number[], low?: number, high = 4): NdArray {
    const data = allocateData(dtype, sizeOf(shape)) as { [index: number]: unknown };
    for (let i = 0; i < sizeOf(shape); i++) data[i] = this.#element(dtype, low, high);
    return new NdArray(dtype, shape, data as NdArray['data']);
  }

  #element(dtype: DType, limit: number | undefined, high: number): unknown {
    const low = limit ?? (dtype === 'uint8' ? 0 : -3);
    const whole = low + this.c.below(high - low);
    switch (dtype) {
      case 'string':
        return this.c.of(words);
      case 'bool':
        return this.c.below(2);
      case 'int64':
        return limit === undefined && this.c.chance(20) ? BigInt(whole) << 40n : BigInt(whole);
      case 'float32':
      case 'float64':
        if (this.special && limit === undefined && this.c.chance(8)) return this.c.of(specials);
        return whole + this.c.below(16) / 16 + (this.smooth ? this.c.below(4096) / 65537 : 0);
      default:
        return whole;
    }
  }

  /** int32 or int64 numbers as a constant, in each graph. */
  ints(values: readonly number[] | number, dtype: DType = this.c.of(indexTypes)): () => Tensor {
    const list = typeof values === 'number' ? [values] : values;
    const shape = typeof values === 'number' ? [] : [values.length];
    const array = allocateData(dtype, list.length) as { [index: number]: unknown };
    list.forEach((value, i) => {
      array[i] = dtype === 'int64' ? BigInt(value) : value;
    });
    return () => tf.constant(new NdArray(dtype, shape, array as NdArray['data']));
  }

  /** An axis of a tensor of this rank, counted from either end. */
  axis(rank: number): number {
    return this.c.below(rank) - (this.c.chance(2) ? rank : 0);
  }

  flip(): boolean {
    return this.c.chance(2);
  }

  /** Numbers below limits, one for each. */
  below(limits: readonly number[]): number[] {
    return limits.map((limit) => this.c.below(limit));
  }

  build(make: Make): readonly Twin[] {
    return this.graphs.build(make);
  }

  /** What initializes the variables of layers, where there are any. */
  finish(): Operation | undefined {
    return this.graphs.open.asDefault(() =>
      tf.globalVariables().length > 0 ? tf.globalVariablesInitializer() : undefined,
    );
  }

  #built(fits: (twin: Twin) => boolean): Twin[] {
    return this.graphs.twins.filter((twin) => sizesOf(twin) !== undefined && !twin.known.isRef && fits(twin));
  }

  /** Rather one that was built late, so that graphs grow deep. */
  #pick(twins: readonly Twin[]): Twin {
    return twins[Math.max(this.c.below(twins.length), this.c.below(twins.length))];
  }
}

export const sizes = (twin: Twin): readonly number[] => sizesOf(twin)!;
export const rankOf = (twin: Twin): number => sizes(twin).length;
export const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

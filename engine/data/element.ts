/**
 * The elements of a dataset: an array, or a tuple or record of elements. Turns what users hand in into such, and says
 * what is known of an element before it is there. Knows nothing of datasets.
 */

import {
  type DataOf,
  type DType,
  DTypeError,
  NdArray,
  type NestedArray,
  ShapeError,
  sizeOf,
  TensorShape,
} from '../graph/index.ts';

/** A value of type T, or tuples and records of such. */
export type Nest<T> = T | readonly Nest<T>[] | { readonly [key: string]: Nest<T> };
export type Element = Nest<NdArray>;

/** What is known of every element's array in one place of the structure. A class, to be told from a record. */
export class KnownArray {
  readonly dtype: DType;
  readonly shape: TensorShape;
  constructor(dtype: DType, shape: TensorShape) {
    this.dtype = dtype;
    this.shape = shape;
  }
}
/** undefined: nothing is known (what a function made). */
export type ElementSpec = Nest<KnownArray> | undefined;

/** How each kind of plain value, or array of them, is typed: the rule for feeds and constants. */
interface PlainTypes {
  number: [number, 'float32'];
  boolean: [boolean, 'bool'];
  string: [string, 'string'];
  bigint: [bigint, 'int64'];
}
type PlainValue = PlainTypes[keyof PlainTypes][0];
type TypedArray = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;
type TypeOfArray<A extends TypedArray> = A extends Float32Array
  ? 'float32'
  : A extends Float64Array
    ? 'float64'
    : A extends Int32Array
      ? 'int32'
      : A extends BigInt64Array
        ? 'int64'
        : 'uint8';
type Leaf = NdArray | PlainValue | TypedArray | NestedArray<PlainValue>;

/** What may be handed in: arrays in any of JavaScript's forms, in tuples and records. */
export type ElementLike = Leaf | readonly ElementLike[] | { readonly [key: string]: ElementLike };

/** The type of the element that `asElement` makes of an `S`. */
export type ElementOf<S> =
  S extends NdArray<infer D>
    ? NdArray<D>
    : S extends TypedArray
      ? NdArray<TypeOfArray<S>>
      : S extends number | NestedArray<number>
        ? NdArray<'float32'>
        : S extends boolean | NestedArray<boolean>
          ? NdArray<'bool'>
          : S extends string | NestedArray<string>
            ? NdArray<'string'>
            : S extends bigint | NestedArray<bigint>
              ? NdArray<'int64'>
              : S extends object
                ? { [K in keyof S]: ElementOf<S[K]> }
                : never;

/**
 * Numbers become float32, bigints int64, booleans bool, strings string; typed arrays keep their type. A plain array
 * that holds only such values, however deeply, is one array; one that holds NdArrays, typed arrays or records is a tuple.
 *
 * @throws ShapeError for ragged arrays, DTypeError for mixed or foreign values
 */
export function asElement(value: unknown): Element {
  if (value instanceof NdArray) return value;
  const typed = typedArrayType(value);
  if (typed !== undefined) {
    const data = value as DataOf[typeof typed];
    return new NdArray(typed, [data.length], data);
  }
  if (Array.isArray(value) && !isPlainArray(value)) return value.map(asElement);
  if (Array.isArray(value) || isPlainValue(value)) return fromPlain(value);
  if (typeof value === 'object' && value !== null && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asElement(item)]));
  }
  throw new DTypeError(
    `A dataset cannot hold ${describeValue(value)}: use NdArrays, typed arrays, numbers, booleans, strings, bigints, or arrays and plain objects of them.`,
  );
}

const typedArrayTypes = {
  Float32Array: 'float32',
  Float64Array: 'float64',
  Int32Array: 'int32',
  BigInt64Array: 'int64',
  Uint8Array: 'uint8',
} as const;

function typedArrayType(value: unknown): (typeof typedArrayTypes)[keyof typeof typedArrayTypes] | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  // A Node Buffer is a Uint8Array.
  if (value instanceof Uint8Array) return 'uint8';
  return typedArrayTypes[value.constructor.name as keyof typeof typedArrayTypes];
}

const plainDTypes = {
  number: 'float32',
  boolean: 'bool',
  string: 'string',
  bigint: 'int64',
} as const satisfies { [K in keyof PlainTypes]: PlainTypes[K][1] };

function isPlainValue(value: unknown): value is PlainValue {
  return Object.hasOwn(plainDTypes, typeof value);
}

function isPlainArray(value: readonly unknown[]): boolean {
  return value.every((item) => (Array.isArray(item) ? isPlainArray(item) : isPlainValue(item)));
}

function isRecord(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function fromPlain(value: unknown): NdArray {
  const shape: number[] = [];
  for (let inner = value; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  const flat: PlainValue[] = [];
  const visit = (item: unknown, axis: number): void => {
    if (Array.isArray(item) ? item.length !== shape[axis] : axis !== shape.length) {
      throw new ShapeError(
        'The rows of a nested array differ in length. Make them equally long, or give the rows as separate elements.',
      );
    }
    if (Array.isArray(item)) for (const inner of item) visit(inner, axis + 1);
    else flat.push(item as PlainValue);
  };
  visit(value, 0);
  const kind = flat.length > 0 ? (typeof flat[0] as keyof PlainTypes) : 'number';
  const stranger = flat.find((item) => typeof item !== kind);
  if (stranger !== undefined) {
    throw new DTypeError(`One array cannot hold both a ${kind} and a ${typeof stranger} (${stranger}).`);
  }
  const result = NdArray.zeros(plainDTypes[kind], shape) as NdArray;
  const data = result.data as unknown as unknown[];
  for (let i = 0; i < flat.length; i++) data[i] = kind === 'boolean' ? Number(flat[i]) : flat[i];
  return result;
}

function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'object') return `a ${value.constructor?.name ?? 'object'}`;
  return `a ${typeof value}`;
}

/** `change` applied to every leaf; leaves are instances of anything but plain arrays and plain objects. */
export function mapNest<A, B>(nest: Nest<A>, change: (leaf: A, place: string) => B, place = ''): Nest<B> {
  if (Array.isArray(nest)) return nest.map((item, i) => mapNest(item as Nest<A>, change, `${place}[${i}]`));
  if (typeof nest === 'object' && nest !== null && isRecord(nest)) {
    const entries = Object.entries(nest as { readonly [key: string]: Nest<A> });
    return Object.fromEntries(entries.map(([key, item]) => [key, mapNest(item, change, `${place}.${key}`)]));
  }
  return change(nest as A, place);
}

/** The leaves, depth first. */
export function flattenNest<A>(nest: Nest<A>): A[] {
  const leaves: A[] = [];
  mapNest<A, void>(nest, (leaf) => void leaves.push(leaf));
  return leaves;
}

/** The nests' leaves, place by place; undefined when the structures differ. */
export function alignNests<A>(nests: readonly Nest<A>[]): A[][] | undefined {
  const places = (nest: Nest<A>): string => {
    const seen: string[] = [];
    mapNest<A, void>(nest, (_, place) => void seen.push(place));
    return seen.join();
  };
  if (nests.some((nest) => places(nest) !== places(nests[0]))) return undefined;
  const columns = nests.map(flattenNest);
  return columns[0].map((_, k) => columns.map((leaves) => leaves[k]));
}

/** All that an element tells of itself. */
export function specOf(element: Element): Nest<KnownArray> {
  return mapNest(element as Nest<NdArray>, ({ dtype, shape }) => new KnownArray(dtype, new TensorShape(shape)));
}

/** One step along the first axis: a view, not a copy. */
export function rowOf<D extends DType>(array: NdArray<D>, row: number): NdArray<D> {
  const shape = array.shape.slice(1);
  const width = sizeOf(shape);
  const { data } = array;
  const from = row * width;
  const view = Array.isArray(data) ? data.slice(from, from + width) : data.subarray(from, from + width);
  return new NdArray(array.dtype, shape, view as DataOf[D]);
}

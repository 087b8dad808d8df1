/** Plain data (numbers, nested arrays, typed arrays) as arrays of one element type. */

import { allocateData, type DType, isFloating, isInteger, type StringElement, type TensorData } from './dtype.ts';
import { DTypeError, ShapeError } from './errors.ts';
import { NdArray, sizeOf } from './ndarray.ts';

export type TypedArray = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array | Uint8ClampedArray;

/** Plain data for a tensor: a value, nested arrays of values, a typed array, an NdArray. */
export type ArrayLike = PlainValue | TypedArray | NdArray | readonly ArrayLike[];
export type PlainValue = number | bigint | boolean | string;

export interface ArrayOptions {
  /** The type it must have. */
  readonly dtype?: DType | undefined;
  /** The type it gets where the value itself does not say (plain numbers); default float32. */
  readonly preferredDtype?: DType | undefined;
}

/** Plain data as an array of one type. @throws DTypeError for a value the type cannot hold, ShapeError if ragged. */
export function toNdArray(value: ArrayLike, options: ArrayOptions = {}): NdArray {
  if (value instanceof NdArray) {
    return options.dtype ? convertArray(value, options.dtype) : value;
  }
  const natural = typedArrayDType(value);
  if (natural) {
    const data = value instanceof Uint8ClampedArray ? new Uint8Array(value) : (value as TensorData);
    const array = new NdArray(natural, [data.length], data);
    return options.dtype ? convertArray(array, options.dtype) : array;
  }
  const shape = shapeOf(value);
  const leaves: (PlainValue | StringElement)[] = [];
  collect(value, shape, 0, leaves);
  const dtype = options.dtype ?? naturalDType(leaves, options.preferredDtype ?? 'float32');
  const data = allocateData(dtype, sizeOf(shape)) as unknown[];
  leaves.forEach((leaf, index) => {
    data[index] = convertElement(leaf as PlainValue, dtype);
  });
  return new NdArray(dtype, shape, data as unknown as TensorData);
}

function shapeOf(value: ArrayLike): number[] {
  const shape: number[] = [];
  let current: unknown = value;
  for (;;) {
    if (Array.isArray(current)) {
      shape.push(current.length);
      if (current.length === 0) return shape;
      current = current[0];
    } else if (current instanceof NdArray) return [...shape, ...current.shape];
    else if (ArrayBuffer.isView(current)) return [...shape, (current as Uint8Array).length];
    else return shape;
  }
}

function collect(value: unknown, shape: readonly number[], axis: number, into: unknown[]): void {
  const parts: Iterable<unknown> | undefined =
    value instanceof NdArray && value.rank > 0
      ? value
      : Array.isArray(value) || (ArrayBuffer.isView(value) && shape.length > axis)
        ? (value as Iterable<unknown>)
        : undefined;
  const length = parts ? [...parts].length : undefined;
  if (axis === shape.length ? parts !== undefined : length !== shape[axis]) {
    throw new ShapeError(
      `The nested array is ragged: expected ${axis === shape.length ? 'a plain value' : `${shape[axis]} items`} at depth ${axis}, ` +
        `found ${parts ? `${length} items` : String(value)}.`,
    );
  }
  if (!parts) into.push(value instanceof NdArray ? value.at(0) : value);
  else for (const part of parts) collect(part, shape, axis + 1, into);
}

function naturalDType(leaves: readonly unknown[], fallback: DType): DType {
  const sample = leaves[0];
  if (typeof sample === 'boolean') return 'bool';
  if (typeof sample === 'string') return 'string';
  if (typeof sample === 'bigint') return 'int64';
  // A plain number where an integer type is preferred, but which is none, stays a float.
  if (isInteger(fallback) && leaves.some((leaf) => !Number.isInteger(leaf))) return 'float32';
  return fallback === 'bool' || fallback === 'string' ? 'float32' : fallback;
}

function typedArrayDType(value: unknown): DType | undefined {
  if (value instanceof Float32Array) return 'float32';
  if (value instanceof Float64Array) return 'float64';
  if (value instanceof Int32Array) return 'int32';
  if (value instanceof BigInt64Array) return 'int64';
  if (value instanceof Uint8Array || value instanceof Uint8ClampedArray) return 'uint8';
  return undefined;
}

const integerRanges = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
} as const;

/** One value as an element of the type. @throws DTypeError with TensorFlow's wording. */
export function convertElement(value: PlainValue, dtype: DType): number | bigint | string {
  const refuse = (): never => {
    throw new DTypeError(`Expected ${dtype}, got ${String(value)} of type '${typeof value}' instead.`);
  };
  if (dtype === 'string') return typeof value === 'string' || ArrayBuffer.isView(value) ? (value as string) : refuse();
  if (dtype === 'bool') return typeof value === 'boolean' ? Number(value) : refuse();
  if (typeof value !== 'number' && typeof value !== 'bigint') return refuse();
  if (isFloating(dtype)) return Number(value);
  if (typeof value === 'number' && !Number.isInteger(value)) return refuse();
  if (dtype === 'int64') return BigInt(value);
  const [low, high] = integerRanges[dtype as keyof typeof integerRanges];
  return value >= low && value <= high ? Number(value) : refuse();
}

/** An array as another type, refusing what that type cannot hold (1.5 as int32); floats narrow freely. */
function convertArray(array: NdArray, dtype: DType): NdArray {
  if (array.dtype === dtype) return array;
  const data = allocateData(dtype, array.size) as unknown[];
  for (let i = 0; i < array.size; i++) {
    const value = array.at(i);
    data[i] = convertElement(dtype === 'bool' ? value === true : (value as PlainValue), dtype);
  }
  return new NdArray(dtype, array.shape, data as unknown as TensorData);
}

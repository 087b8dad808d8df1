/** A dense row-major array with a shape: what a fetch gives, what a feed takes, what a constant holds. */

import { arrayText } from './array-text.ts';
import { allocateData, type DataOf, type DType, type Scalar, type ScalarOf } from './dtype.ts';

export type NestedArray<T> = readonly (T | NestedArray<T>)[];

export class NdArray<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  /** The elements in row-major order; bool as bytes 0 and 1. */
  readonly data: DataOf[D];

  /** @throws RangeError when `data` does not hold exactly the elements of `shape`. */
  constructor(dtype: D, shape: readonly number[], data: DataOf[D]) {
    const size = sizeOf(shape);
    if (data.length !== size) {
      throw new RangeError(
        `An array of shape [${shape.join(', ')}] has ${size} elements, but ${data.length} were given.`,
      );
    }
    this.dtype = dtype;
    this.shape = [...shape];
    this.data = data;
  }

  static zeros<D extends DType>(dtype: D, shape: readonly number[]): NdArray<D> {
    return new NdArray(dtype, shape, allocateData(dtype, sizeOf(shape)));
  }

  get size(): number {
    return this.data.length;
  }
  get rank(): number {
    return this.shape.length;
  }

  /** The element at a flat row-major index as a plain value: booleans as booleans, safe int64 as numbers. */
  at(index: number): ScalarOf[D] {
    const value = this.data[index] as Scalar | undefined;
    if (value === undefined) throw new RangeError(`Index ${index} is outside an array of ${this.size} elements.`);
    return plainScalar(this.dtype, value) as ScalarOf[D];
  }

  /** Nested plain arrays (a plain value for rank 0). */
  toArray(): ScalarOf[D] | NestedArray<ScalarOf[D]> {
    const build = (axis: number, offset: number): unknown => {
      if (axis === this.rank) return this.at(offset);
      const stride = sizeOf(this.shape.slice(axis + 1));
      return Array.from({ length: this.shape[axis] }, (_, i) => build(axis + 1, offset + i * stride));
    };
    return build(0, 0) as ScalarOf[D] | NestedArray<ScalarOf[D]>;
  }

  /** Iterates over the first axis: plain values for rank 1, arrays of one rank less (views, not copies) above. */
  *[Symbol.iterator](): Iterator<ScalarOf[D] | NdArray<D>> {
    if (this.rank === 0) throw new TypeError('A rank-0 array has no axis to iterate over.');
    const rest = this.shape.slice(1);
    const stride = sizeOf(rest);
    for (let i = 0; i < this.shape[0]; i++) {
      if (this.rank === 1) yield this.at(i);
      else yield new NdArray(this.dtype, rest, sliceView(this.data, i * stride, (i + 1) * stride) as DataOf[D]);
    }
  }

  /** The same elements under another shape; no copy. */
  reshape(shape: readonly number[]): NdArray<D> {
    return new NdArray(this.dtype, shape, this.data);
  }

  /** The same elements in memory of their own. */
  copy(): NdArray<D> {
    return new NdArray(this.dtype, this.shape, this.data.slice() as DataOf[D]);
  }

  toString(): string {
    return `NdArray(shape=[${this.shape.join(', ')}], dtype=${this.dtype})`;
  }
  /** What `console.log` prints: the elements, `[[1, 2], [3, 4]]`; of more than 1,000 only the ends of each axis. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return arrayText(this);
  }
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

/** Row-major strides, in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

function plainScalar(dtype: DType, value: Scalar): Scalar {
  if (dtype === 'bool') return value !== 0;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  return value;
}

function sliceView(data: DataOf[DType], start: number, end: number): DataOf[DType] {
  return Array.isArray(data) ? data.slice(start, end) : data.subarray(start, end);
}

/** Tensors taken apart into rows for loops over them, and put together again. */

import {
  type DType,
  GraphError,
  isKnown,
  type NdArray,
  type PlainValue,
  parseShape,
  ShapeError,
  type Tensor,
  TensorShape,
  type TypedArray,
} from '../../graph/index.ts';
import { convertToTensor, type TensorHolder, type TensorLike } from '../convert.ts';
import type { DTypeOf } from '../static-types.ts';
import { flatten, packAs } from './nest.ts';
import { rowCount } from './row-count.ts';
import { TensorArray } from './tensor-array.ts';

type SingleTensor = Tensor | TensorHolder | PlainValue | TypedArray | NdArray;

/** One row of each tensor. */
export type Rows<E> = E extends SingleTensor
  ? Tensor<DTypeOf<E>>
  : E extends readonly unknown[] | object
    ? { -readonly [K in keyof E]: Rows<E[K]> }
    : Tensor;

/** Rows of what a function gives, stacked. */
export type Stacked<R> = R extends SingleTensor
  ? Tensor<DTypeOf<R>, 'array'>
  : R extends readonly unknown[] | object
    ? { -readonly [K in keyof R]: Stacked<R[K]> }
    : Tensor<DType, 'array'>;

/** The rows of a nest of tensors with as many rows each. */
export class RowReader {
  /** How many there are: an int32 of rank 0, a constant where that is known. */
  readonly count: Tensor;
  readonly staticCount: TensorShape;
  readonly dtypes: readonly DType[];
  readonly #nest: unknown;
  readonly #arrays: readonly TensorArray[];

  /** @throws ShapeError for tensors without rows, or of different numbers of them */
  constructor(elems: unknown) {
    this.#nest = elems;
    const tensors = flatten(elems).map((elem) => convertToTensor(elem as TensorLike, { name: 'elem' }));
    if (tensors.length === 0) throw new GraphError("'elems' must hold one tensor or more.");
    this.staticCount = tensors.map(countOf).reduce((all, one) => {
      const merged = all.mergeWith(one);
      if (merged) return merged;
      throw new ShapeError(`'elems' must have as many rows each, but have ${all} and ${one}.`);
    });
    this.dtypes = tensors.map(({ dtype }) => dtype);
    const known = this.staticCount.dims![0];
    this.count = isKnown(known) ? convertToTensor(known, { dtype: 'int32', name: 'n' }) : rowCount(tensors[0]);
    this.#arrays = tensors.map((tensor) => new TensorArray(tensor.dtype, this.count).unstack(tensor));
  }

  read(index: Tensor): unknown {
    return packAs(
      this.#nest,
      this.#arrays.map((array) => array.read(index)),
    );
  }

  /** What was written row by row, as tensors. */
  stack(arrays: readonly TensorArray[]): Tensor[] {
    return arrays.map((array) => {
      const stacked = array.stack();
      const { dims } = stacked.shape;
      if (dims) stacked.setShape(new TensorShape([...this.staticCount.dims!, ...dims.slice(1)]));
      return stacked;
    });
  }
}

function countOf({ shape, name }: Tensor): TensorShape {
  if (!shape.dims) return parseShape([null]);
  if (shape.dims.length === 0) {
    throw new ShapeError(
      `'elems' must have rows, but ${name} is a scalar. A list is taken as several tensors: for one of its numbers, write ` +
        'tf.constant([…]).',
    );
  }
  return new TensorShape(shape.dims.slice(0, 1));
}

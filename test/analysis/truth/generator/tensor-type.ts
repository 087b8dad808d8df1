/** What the generator knows of a tensor that its program makes. */

import type { DType } from '../../../../engine/graph/index.ts';

/** A size that the program leaves open. Only the same object is the same size; `size` is what it is when it runs. */
export interface Open {
  readonly size: number;
}

export type Size = number | Open;

export interface TensorType {
  readonly dtype: DType;
  readonly sizes: readonly Size[];
  /** Integers that are at least 0 and below this. */
  readonly below?: number;
}

export const typeOf = (dtype: DType, sizes: readonly Size[], below?: number): TensorType =>
  below === undefined ? { dtype, sizes } : { dtype, sizes, below };

export const isOpen = (size: Size): size is Open => typeof size !== 'number';
export const runtimeSize = (size: Size): number => (typeof size === 'number' ? size : size.size);
export const isClosed = ({ sizes }: TensorType): boolean => !sizes.some(isOpen);
export const elements = (sizes: readonly Size[]): number => sizes.reduce((n: number, size) => n * runtimeSize(size), 1);

export const sameSizes = (a: readonly Size[], b: readonly Size[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);
export const sameType = (a: TensorType, b: TensorType): boolean => a.dtype === b.dtype && sameSizes(a.sizes, b.sizes);

export const floats: readonly DType[] = ['float32', 'float64'];
export const integers: readonly DType[] = ['int32', 'int64'];
export const isFloat = ({ dtype }: TensorType): boolean => dtype === 'float32' || dtype === 'float64';
export const isInteger = ({ dtype }: TensorType): boolean => dtype === 'int32' || dtype === 'int64';
export const isNumeric = (type: TensorType): boolean => isFloat(type) || isInteger(type);

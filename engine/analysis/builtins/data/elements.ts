/** What is known of the elements of data: their kind, and how many there are. */

import { type Dim, TensorShape } from '../../../graph/index.ts';
import {
  DataValue,
  type ListContents,
  listOfUnknownLength,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { unknownBigint } from '../kinds.ts';
import { someSize } from '../sizes.ts';

/** One element, as the program reads it. */
export function elementOfData({ dtype, className }: DataValue): Value {
  if (className === 'BigInt64Array') return unknownBigint;
  if (className !== 'NdArray') return unknownNumber;
  // Elements of an NdArray are numbers where they are safe integers, else bigints.
  if (dtype === 'int64') return unknown;
  if (dtype === 'string') return unknownString;
  return dtype === 'bool' ? unknownBoolean : unknownNumber;
}

/** The number of elements. */
export function sizeOfData({ shape }: DataValue): Dim {
  return shape.size ?? someSize();
}

/** What a loop over the data goes through: elements of a list, else rows. */
export function firstAxis(data: DataValue): ListContents {
  const { dims } = data.shape;
  if (!dims) return listOfUnknownLength();
  const [length, ...rest] = dims;
  if (length === undefined) return listOfUnknownLength();
  if (length === 0) return { items: [] };
  const element = rest.length === 0 ? elementOfData(data) : new DataValue(data.dtype, new TensorShape(rest));
  return { items: null, length, element };
}

/** The same class of data with another length. */
export function ofLength(data: DataValue, length: Dim): DataValue {
  return new DataValue(data.dtype, TensorShape.of(length), data.className, data.meaning);
}

/** LowerBound and UpperBound: by halves, row by row. */

import { allocateData } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const searchSorted: HostFunction<'SearchSorted'> = ({ side }, [sorted, values], { outputs }) => {
  const [rows, length] = sorted.shape;
  const [, columns] = values.shape;
  // Numbers of either kind are compared alike.
  const [from, wanted] = [sorted.data as Float64Array, values.data as Float64Array];
  const [{ dtype }] = outputs;
  const result = allocateData(dtype, rows * columns) as (number | bigint)[] | Int32Array | BigInt64Array;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column;
      const value = wanted[place];
      let [low, high] = [0, length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const element = from[row * length + middle];
        const isBefore = side === 'left' ? element < value : !(value < element);
        if (isBefore) low = middle + 1;
        else high = middle;
      }
      result[place] = dtype === 'int64' ? BigInt(low) : low;
    }
  }
  return [{ data: result as Int32Array }];
};

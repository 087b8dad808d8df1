/** CumulativeLogsumexp: the logarithms of running sums of exponentials, without overflow. */

import { allocateData } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const cumulativeLogsumexp: HostFunction<'CumulativeLogsumexp'> = ({ exclusive, reverse }, [input]) => {
  const { dtype, shape } = input;
  const [outer, n, inner] = shape;
  const x = input.data as Float64Array;
  const result = allocateData(dtype, x.length) as Float64Array;
  for (let row = 0; row < outer; row++) {
    for (let column = 0; column < inner; column++) {
      let largest = -Infinity;
      let sum = 0;
      for (let step = 0; step < n; step++) {
        const place = (row * n + (reverse ? n - 1 - step : step)) * inner + column;
        if (exclusive) result[place] = largest + Math.log(sum);
        const next = x[place];
        if (next > largest) {
          sum = sum * Math.exp(largest - next) + 1;
          largest = next;
        } else if (next > -Infinity || Number.isNaN(next)) {
          sum += next === largest ? 1 : Math.exp(next - largest);
        }
        if (!exclusive) result[place] = largest + Math.log(sum);
      }
    }
  }
  return [{ data: result }];
};

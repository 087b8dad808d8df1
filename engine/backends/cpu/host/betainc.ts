/** Betainc, element by element. */

import { allocateData } from '../../../graph/index.ts';
import { betainc } from '../incomplete-beta.ts';
import type { HostFunction } from './host-function.ts';

export const incompleteBeta: HostFunction<'Betainc'> = (_call, inputs) => {
  const [a, b, x] = inputs.map(({ data }) => data as Float64Array);
  const result = allocateData(inputs[0].dtype, x.length) as Float64Array;
  for (let i = 0; i < x.length; i++) result[i] = betainc(a[i], b[i], x[i]);
  return [{ data: result }];
};

/** CheckNumerics: fails the run at the first NaN or infinity. */

import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

export const checkNumerics: HostFunction<'CheckNumerics'> = (call, [input]) => {
  const data = input.data as Float32Array | Float64Array;
  let nan = false;
  let infinite = false;
  for (let i = 0; i < data.length; i++) {
    const x = data[i];
    // Only NaN and the infinities differ from themselves after subtraction.
    if (x - x !== 0) {
      if (Number.isNaN(x)) nan = true;
      else infinite = true;
    }
  }
  if (nan || infinite) {
    const found = [...(infinite ? ['Inf'] : []), ...(nan ? ['NaN'] : [])].join(' and ');
    throw new KernelFault(`${call.message} : Tensor had ${found} values`);
  }
  return [{ data }];
};

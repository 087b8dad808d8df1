/** CheckLabels: fails the run if a class number names no class. */

import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

const MOST_SHOWN = 100;

export const checkLabels: HostFunction<'CheckLabels'> = ({ classes }, [labels]) => {
  const data = labels.data as Int32Array | BigInt64Array;
  for (let i = 0; i < data.length; i++) {
    const label = data[i];
    if (label >= 0 && label < classes) continue;
    const shown = Array.from<number | bigint>(data.slice(0, MOST_SHOWN)).join(' ');
    throw new KernelFault(
      `Received a label value of ${label} which is outside the valid range of [0, ${classes}).  ` +
        `Label values: ${shown}${data.length > MOST_SHOWN ? '...' : ''}`,
    );
  }
  return [{ data }];
};

/** ScalarSummary: one simple value for each tag. */

import type { HostFunction } from '../host-function.ts';
import { type SummaryValue, serialize, tagOf } from './serialize.ts';

export const scalarSummary: HostFunction<'ScalarSummary'> = (_call, [tags, values]) => {
  const list: SummaryValue[] = [];
  for (let i = 0; i < values.data.length; i++) {
    list.push({ tag: tagOf(tags, i), value: { case: 'simpleValue', value: Math.fround(Number(values.data[i])) } });
  }
  return serialize(list);
};

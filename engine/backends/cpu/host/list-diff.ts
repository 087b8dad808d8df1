/** ListDiff: what one list has and another lacks. */

import { allocateData, type StringElement } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';
import { keyOf } from './unique.ts';

export const listDiff: HostFunction<'ListDiff'> = (_call, [x, y], { outputs }) => {
  const without = new Set<string | number | bigint>();
  for (const element of y.data) without.add(keyOf(element));
  const places: number[] = [];
  for (let i = 0; i < x.data.length; i++) {
    const key = keyOf(x.data[i]);
    // A NaN equals no other.
    if (Number.isNaN(key) || !without.has(key)) places.push(i);
  }
  const rest = allocateData(x.dtype, places.length) as StringElement[];
  for (let i = 0; i < places.length; i++) rest[i] = x.data[places[i]] as StringElement;
  const idx = outputs[1].dtype === 'int64' ? BigInt64Array.from(places, BigInt) : Int32Array.from(places);
  return [
    { data: rest, shape: [places.length] },
    { data: idx, shape: [places.length] },
  ];
};

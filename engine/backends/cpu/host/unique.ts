/** Unique: distinct elements in the order of their first occurrence, where among them each element is, and how many each are. */

import { allocateData, type StringElement } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const unique: HostFunction<'Unique'> = (_call, [{ dtype, data }], { outputs }) => {
  const places = new Map<string | number | bigint, number>();
  const firsts: number[] = [];
  const counts: number[] = [];
  const indices = allocateData(outputs[1].dtype, data.length) as (number | bigint)[] | Int32Array | BigInt64Array;
  for (let i = 0; i < data.length; i++) {
    const key = keyOf(data[i]);
    // A NaN equals no other, so each one counts as new.
    let place = Number.isNaN(key) ? undefined : places.get(key);
    if (place === undefined) {
      place = firsts.push(i) - 1;
      counts.push(0);
      places.set(key, place);
    }
    counts[place]++;
    indices[i] = indices instanceof BigInt64Array ? BigInt(place) : place;
  }
  const distinct = allocateData(dtype, firsts.length) as StringElement[];
  for (let i = 0; i < firsts.length; i++) distinct[i] = data[firsts[i]] as StringElement;
  const results = [{ data: distinct, shape: [firsts.length] }, { data: indices as Int32Array }];
  if (outputs.length === 2) return results;
  const times = outputs[2].dtype === 'int64' ? BigInt64Array.from(counts, BigInt) : Int32Array.from(counts);
  return [...results, { data: times, shape: [firsts.length] }];
};

/** Bytes by their values; marked, so that they equal no text. */
export function keyOf(element: number | bigint | StringElement): string | number | bigint {
  return element instanceof Uint8Array ? `\0${element.join()}` : element;
}

/** Unique: distinct elements in the order of their first occurrence, and where among them each element is. */

import { allocateData, type StringElement } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const unique: HostFunction<'Unique'> = (_call, [{ dtype, data }], { outputs }) => {
  const places = new Map<string | number | bigint, number>();
  const firsts: number[] = [];
  const indices = allocateData(outputs[1].dtype, data.length) as (number | bigint)[] | Int32Array | BigInt64Array;
  for (let i = 0; i < data.length; i++) {
    const key = keyOf(data[i]);
    // A NaN equals no other, so each one counts as new.
    let place = Number.isNaN(key) ? undefined : places.get(key);
    if (place === undefined) {
      place = firsts.push(i) - 1;
      places.set(key, place);
    }
    indices[i] = indices instanceof BigInt64Array ? BigInt(place) : place;
  }
  const distinct = allocateData(dtype, firsts.length) as StringElement[];
  for (let i = 0; i < firsts.length; i++) distinct[i] = data[firsts[i]] as StringElement;
  return [{ data: distinct, shape: [firsts.length] }, { data: indices as Int32Array }];
};

/** Bytes by their values; marked, so that they equal no text. */
function keyOf(element: number | bigint | StringElement): string | number | bigint {
  return element instanceof Uint8Array ? `\0${element.join()}` : element;
}

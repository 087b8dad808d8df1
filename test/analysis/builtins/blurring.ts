/** Real values with what the analysis may know of them: all, parts, or next to nothing. */

import fc from 'fast-check';
import {
  ArrayValue,
  elementOf,
  type ListContents,
  SizeValue,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import { symbol } from '../../../engine/graph/index.ts';
import { valueFrom } from './admits.ts';
import type { TestMachine } from './test-machine.ts';

/** A real value, and how to know it in a machine. */
export interface Blurred<T = unknown> {
  readonly real: T;
  readonly blur: Blur;
}
export type Blur = 'known' | 'kind' | 'nothing' | 'size' | 'items' | 'length' | 'symbolic length' | 'list';

export interface Seen {
  readonly value: Value;
  /** What the symbols in the value stand for. */
  readonly sizes: ReadonlyMap<string, number>;
}

const ofKind = { number: unknownNumber, string: unknownString, boolean: unknownBoolean };
let symbols = 0;

/** The value as it is known in the machine. */
export function seen({ real, blur }: Blurred, machine: TestMachine): Seen {
  const none = new Map<string, number>();
  if (blur === 'nothing') return { value: unknown, sizes: none };
  if (blur === 'kind') {
    return { value: ofKind[typeof real as keyof typeof ofKind] ?? valueFrom(real, machine), sizes: none };
  }
  const name = `s${symbols++}`.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]);
  if (blur === 'size' && typeof real === 'number' && Number.isInteger(real) && real >= 0) {
    return { value: new SizeValue(symbol(name)), sizes: new Map([[name, real]]) };
  }
  const value = valueFrom(real, machine);
  if (!(value instanceof ArrayValue) || blur === 'known' || !value.items) return { value, sizes: none };
  const sizes = new Map([[name, value.items.length]]);
  return { value: machine.it.list(blurredList(value.items, blur, name, machine)), sizes };
}

function blurredList(items: readonly Value[], blur: Blur, name: string, machine: TestMachine): ListContents {
  if (blur === 'items') return { items: items.map((item, index) => (index % 2 === 0 ? unknown : item)) };
  if (items.length === 0) return { items };
  const element = elementOf({ items }, machine.it.join);
  return { items: null, length: blur === 'length' ? items.length : symbol(name), element };
}

const blurs = fc.constantFrom<Blur>('known', 'kind', 'nothing', 'size');
const listBlurs = fc.constantFrom<Blur>('known', 'items', 'length', 'symbolic length');

export function blurred<T>(real: fc.Arbitrary<T>): fc.Arbitrary<Blurred<T>> {
  return fc.record({ real, blur: blurs });
}
export function blurredArray<T>(real: fc.Arbitrary<T[]>): fc.Arbitrary<Blurred<T[]>> {
  return fc.record({ real, blur: listBlurs });
}
export function known<T>(real: T): Blurred<T> {
  return { real, blur: 'known' };
}

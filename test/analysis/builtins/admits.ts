/** Holds values of the analysis against real ones: whether the one may be the other, and whether it is nothing else. */

import { RegExpValue } from '../../../engine/analysis/builtins/index.ts';
import {
  ArrayValue,
  CollectionValue,
  DataValue,
  HeapObject,
  IteratorValue,
  isPrimitive,
  type ListContents,
  lengthOf,
  NativeFunction,
  ObjectValue,
  PromiseValue,
  SizeValue,
  Unknown,
  unknown,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import type { Dim } from '../../../engine/graph/index.ts';
import type { TestMachine } from './test-machine.ts';

/** What symbols stand for in a real run. */
export type Assignment = ReadonlyMap<string, number>;
const nothingAssigned: Assignment = new Map();

/** False only if the value claims something that does not hold of `real`. */
export function admits(value: Value, real: unknown, sizes: Assignment = nothingAssigned): boolean {
  if (value instanceof Unknown) return admitsKind(value, real);
  if (value instanceof SizeValue) return typeof real === 'number' && admitsSize(value.dim, real, sizes);
  if (isPrimitive(value)) return Object.is(value, real) || (value === 0 && real === 0);
  if (value instanceof ArrayValue) return Array.isArray(real) && admitsList(value.list, real, sizes);
  if (value instanceof IteratorValue) return isIterable(real) && admitsList(value.items, [...real], sizes);
  if (value instanceof DataValue) return admitsData(value, real, sizes);
  if (value instanceof CollectionValue) return admitsCollection(value, real, sizes);
  if (value instanceof PromiseValue) return real instanceof Promise;
  if (value instanceof RegExpValue) return real instanceof RegExp && (value.source ?? real.source) === real.source;
  if (value instanceof ObjectValue && value.className === 'Function') return typeof real === 'function';
  if (value instanceof ObjectValue) return admitsObject(value, real, sizes);
  return value instanceof HeapObject;
}

function admitsKind({ hint }: Unknown, real: unknown): boolean {
  if (hint === undefined) return true;
  if (hint === 'promise') return real instanceof Promise;
  if (hint === 'object' || hint === 'tensor') return typeof real === 'object' && real !== null;
  return typeof real === hint;
}

function admitsSize(dim: Dim, real: number, sizes: Assignment): boolean {
  const number = sizeOf(dim, sizes);
  return number === undefined ? Number.isInteger(real) : number === real;
}

/** The number that a size is, or undefined where a symbol stands for one that is not said. */
function sizeOf(dim: Dim, sizes: Assignment): number | undefined {
  if (typeof dim === 'number') return dim;
  let sum = 0;
  for (const { coefficient, symbols } of dim.terms) {
    let product = coefficient;
    for (const name of symbols) {
      const factor = sizes.get(name) ?? extremeOf(name, sizes);
      if (factor === undefined) return undefined;
      product *= factor;
    }
    sum += product;
  }
  return sum;
}

/** Reads `max(0, n - 3)` and `min(2, n)`. */
function extremeOf(name: string, sizes: Assignment): number | undefined {
  if (!/^(?:min|max)\(/.test(name)) return undefined;
  const unassigned = name.replaceAll(/[a-z]+(?:\.\d+)?/g, (word) => (sizes.has(word) ? String(sizes.get(word)) : word));
  if (/[a-z]/.test(unassigned.replaceAll(/min|max/g, ''))) return undefined;
  return new Function('min', 'max', `return ${unassigned}`)(Math.min, Math.max) as number;
}

function admitsList(list: ListContents, real: readonly unknown[], sizes: Assignment): boolean {
  if (list.items) {
    return list.items.length === real.length && list.items.every((item, index) => admits(item, real[index], sizes));
  }
  return admitsSize(lengthOf(list), real.length, sizes) && real.every((item) => admits(list.element, item, sizes));
}

function admitsData(value: DataValue, real: unknown, sizes: Assignment): boolean {
  if (!ArrayBuffer.isView(real) || real.constructor.name !== value.className) return false;
  const [length] = value.shape.dims ?? [];
  return length === undefined || admitsSize(length, (real as Uint8Array).length, sizes);
}

function admitsCollection({ kind, entries }: CollectionValue, real: unknown, sizes: Assignment): boolean {
  if (!(real instanceof Map || real instanceof Set) || real.constructor.name !== kind) return false;
  if (!entries) return true;
  const pairs = [...entries].flat();
  const realPairs = [...real.entries()].flat();
  return pairs.length === realPairs.length && pairs.every((each, index) => admits(each, realPairs[index], sizes));
}

function admitsObject(value: ObjectValue, real: unknown, sizes: Assignment): boolean {
  if (typeof real !== 'object' || real === null) return false;
  if (real instanceof Error)
    return value.own('message') === undefined || admits(value.own('message') as Value, real.message);
  const keys = value.ownKeys.filter((key) => typeof key === 'string');
  if (!value.isOpen && Object.keys(real).some((key) => !value.hasOwn(key))) return false;
  return keys.every((key) => admits(value.own(key) as Value, (real as Record<string, unknown>)[key], sizes));
}

function isIterable(real: unknown): real is Iterable<unknown> {
  return typeof real === 'object' && real !== null && Symbol.iterator in real;
}

/** Whether nothing of the value is left open. */
export function isPrecise(value: Value): boolean {
  if (isPrimitive(value)) return true;
  if (value instanceof ArrayValue) return value.items?.every(isPrecise) ?? false;
  if (value instanceof IteratorValue) return value.items.items?.every(isPrecise) ?? false;
  if (value instanceof CollectionValue) return value.entries !== null && [...value.entries].flat().every(isPrecise);
  if (value instanceof NativeFunction) return true;
  if (!(value instanceof ObjectValue) || value.isOpen) return false;
  return value.ownKeys.every((key) => key === 'stack' || isPrecise(value.own(key) as Value));
}

/** A real value as the analysis knows it, if it knows all of it. */
export function valueFrom(real: unknown, machine: TestMachine): Value {
  if (Array.isArray(real)) return machine.it.array(Array.from(real, (item) => valueFrom(item, machine)));
  if (real instanceof Map) return machine.construct('Map', valueFrom([...real], machine));
  if (real instanceof Set) return machine.construct('Set', valueFrom([...real], machine));
  if (typeof real === 'function') return functionOf(real as (...args: unknown[]) => unknown, machine);
  if (typeof real === 'object' && real !== null) {
    return machine.it.object(Object.entries(real).map(([key, item]) => [key, valueFrom(item, machine)] as const));
  }
  return real as Value;
}

/** A function that computes with what is known, and answers nothing else. */
function functionOf(real: (...args: unknown[]) => unknown, machine: TestMachine): Value {
  return machine.it.native('given', ({ args, hasMore }) => {
    if (hasMore || !args.slice(0, real.length).every(isPrecise)) return unknown;
    return valueFrom(real(...args.slice(0, real.length).map(realOf)), machine);
  });
}

/** The real value that a precise one is. */
export function realOf(value: Value): unknown {
  if (value instanceof ArrayValue) return value.items?.map(realOf);
  if (value instanceof IteratorValue) return value.items.items?.map(realOf);
  if (value instanceof CollectionValue) {
    const pairs = [...(value.entries ?? [])].map(([key, item]) => [realOf(key), realOf(item)] as const);
    return value.kind === 'Set' ? new Set(pairs.map(([key]) => key)) : new Map(pairs);
  }
  if (value instanceof ObjectValue) {
    return Object.fromEntries(value.ownKeys.map((key) => [key, realOf(value.own(key) as Value)]));
  }
  return value;
}

/** Why a value cannot be fed to a tensor, for any value of what is unknown. The rules are the engine's. */

import { type DType, isGraphElement, Tensor, toNdArray } from '../../../graph/index.ts';
import {
  ArrayValue,
  FunctionLike,
  HeapObject,
  isPrimitive,
  type Machine,
  ObjectValue,
  PromiseValue,
  type Value,
} from '../../values/index.ts';
import { deepestNest, type PlainData } from '../convert/plain-data.ts';
import { LabelledImagesValue } from '../data/labelled-images.ts';

/** Longer lists are taken for regular ones. */
const mostRows = 2000;

export function misfit(
  machine: Machine,
  tensor: Tensor,
  value: Value,
  data: PlainData | undefined,
): string | undefined {
  const { name, dtype, shape } = tensor;
  if (!data) return refusal(machine, tensor, value);
  if (!shape.isCompatibleWith(data.shape)) {
    return `A value of shape ${shown(data)} cannot be fed to ${name}, whose shape is ${shape}.`;
  }
  if ((data.dtype === 'string') !== (dtype === 'string')) {
    const type = data.dtype === 'number' ? 'numbers' : data.dtype;
    return `A value of type ${type} cannot be fed to ${name}, whose type is ${dtype}.`;
  }
  return typeof value === 'number' && !fits(value, dtype)
    ? `${value} cannot be fed to ${name}: its type, ${dtype}, has no such number.`
    : undefined;
}

function shown({ shape }: PlainData): string {
  return String(shape);
}

/** What is no data at all, or not known to be. */
function refusal(machine: Machine, { name, dtype }: Tensor, value: Value): string | undefined {
  if (value === undefined || value === null) return `${value} cannot be fed: ${name} takes ${dtype} data.`;
  if (value instanceof PromiseValue) return `The value fed to ${name} is a promise: await it first.`;
  if (value instanceof FunctionLike) return `The value fed to ${name} is a function.`;
  if (value instanceof ArrayValue) return emptiness(value, name) ?? raggedness(value, name);
  if (value instanceof LabelledImagesValue) {
    return `The value fed to ${name} is a set of examples: feed its images or its labels.`;
  }
  if (value instanceof ObjectValue) {
    const isRecord = value.constructor === ObjectValue && value.prototype === machine.prototypes.object;
    return isRecord && !value.isOpen
      ? `The value fed to ${name} is an object: feed numbers, arrays or typed arrays.`
      : undefined;
  }
  if (isPrimitive(value) || value instanceof HeapObject) return undefined;
  if (value instanceof Tensor || isGraphElement(value)) {
    return `The value of a feed cannot be a tensor: run ${value} first, and feed what that gives to ${name}.`;
  }
  return undefined;
}

/** A list in which something is not there: what a property of another name gives. */
function emptiness(list: ArrayValue, name: string): string | undefined {
  const found = emptyItem(list, { left: mostRows }, 0);
  return (
    found && `The value fed to ${name} has ${found.item} in it, at ${found.place}: nothing can be computed with that.`
  );
}

interface EmptyItem {
  readonly item: null | undefined;
  /** `[0][3]` */
  readonly place: string;
}

function emptyItem({ items = [] }: ArrayValue, budget: { left: number }, depth: number): EmptyItem | undefined {
  for (const [index, item] of items.entries()) {
    if (--budget.left < 0 || depth > deepestNest) return undefined;
    if (item === undefined || item === null) return { item, place: `[${index}]` };
    const inner = item instanceof ArrayValue ? emptyItem(item, budget, depth + 1) : undefined;
    if (inner) return { ...inner, place: `[${index}]${inner.place}` };
  }
  return undefined;
}

/** A list whose rows, all of them known, are of different lengths. */
function raggedness(list: ArrayValue, name: string): string | undefined {
  const known = numbersOf(list, { left: mostRows }, 0);
  if (!known) return undefined;
  try {
    toNdArray(known as never);
    return undefined;
  } catch (error) {
    return `The value fed to ${name} is no array: ${(error as Error).message}`;
  }
}

function numbersOf(value: Value, budget: { left: number }, depth: number): unknown {
  if (isPrimitive(value)) return value ?? undefined;
  if (!(value instanceof ArrayValue) || !value.items || --budget.left < 0 || depth > deepestNest) return undefined;
  const items = value.items.map((item) => numbersOf(item, budget, depth + 1));
  return items.includes(undefined) ? undefined : items;
}

const integerBounds: Partial<Record<DType, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  int64: [-(2 ** 63), 2 ** 63],
};

function fits(value: number, dtype: DType): boolean {
  const bounds = integerBounds[dtype];
  return !bounds || (Number.isInteger(value) && value >= bounds[0] && value <= bounds[1]);
}

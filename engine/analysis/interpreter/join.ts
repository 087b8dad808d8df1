/** What is known of a value that is one of two. */

import { dimsEqual, symbol, TensorShape } from '../../graph/index.ts';
import {
  Accessor,
  ArrayValue,
  DataValue,
  HeapObject,
  type Hint,
  IteratorValue,
  isPrimitive,
  joinLists,
  ObjectValue,
  OneOf,
  PromiseValue,
  SizeValue,
  standFor,
  Unknown,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../values/index.ts';

const byHint: Partial<Record<Hint, Unknown>> = {
  number: unknownNumber,
  string: unknownString,
  boolean: unknownBoolean,
};
const hinted = new Map<Hint, Unknown>();

/** The one value of which only the kind is known: the same each time, so that loops find what no longer changes. */
export function unknownOf(hint: Hint | undefined): Unknown {
  if (hint === undefined) return unknown;
  const known = byHint[hint] ?? hinted.get(hint);
  if (known) return known;
  const made = new Unknown(hint);
  hinted.set(hint, made);
  return made;
}

export function hintOf(value: Value): Hint | undefined {
  if (value instanceof Unknown) return value.hint;
  if (value instanceof SizeValue) return 'number';
  const type = typeof value;
  if (type === 'number' || type === 'string' || type === 'boolean' || type === 'bigint') return type;
  return undefined;
}

/** Joins host objects; the interpreter gives its own. */
export type JoinHost = (a: Value, b: Value) => Value;

const deepest = 6;

export function joinValues(a: Value, b: Value, joinHost: JoinHost, depth = 0): Value {
  if (Object.is(a, b)) return a;
  if (a instanceof Accessor || b instanceof Accessor) return unknown;
  if (a instanceof Unknown && a.isFault) return a;
  if (b instanceof Unknown && b.isFault) return b;
  if (a instanceof SizeValue && b instanceof SizeValue && dimsEqual(a.dim, b.dim)) return a;
  const hint = hintOf(a);
  if (isPrimitive(a) || isPrimitive(b) || a instanceof Unknown || b instanceof Unknown || a instanceof SizeValue) {
    const common = hint === hintOf(b) ? hint : undefined;
    return common === undefined ? unknownAmong(a, b) : unknownOf(common);
  }
  if (b instanceof SizeValue) return unknownAmong(a, b);
  if (a instanceof DataValue || b instanceof DataValue) {
    return a instanceof DataValue && b instanceof DataValue ? joinData(a, b) : unknownAmong(a, b);
  }
  if (a instanceof HeapObject && b instanceof HeapObject) {
    if (depth >= deepest) return unknownAmong(a, b);
    return joinObjects(a, b, (x, y) => joinValues(x as Value, y as Value, joinHost, depth + 1) as never);
  }
  if (a instanceof HeapObject || b instanceof HeapObject) return unknownAmong(a, b);
  return joinHost(a, b);
}

/** Objects that something unknown is kept to be one of. */
const mostObjects = 100;

/** What is not known at all, but that it may be one of the objects that either is. */
export function unknownAmong(...values: readonly Value[]): Unknown {
  const objects = new Set(values.flatMap((value) => (value instanceof OneOf ? value.objects : objectIn(value))));
  if (objects.size === 0) return unknown;
  const isCertain =
    objects.size <= mostObjects &&
    values.every((value) => (value instanceof OneOf ? value.isCertain : objectIn(value)[0]));
  const known = values.find((value) => value instanceof OneOf && value.objects.length === objects.size);
  if (known instanceof OneOf && known.isCertain === isCertain) return known;
  return new OneOf([...objects].slice(0, mostObjects), isCertain);
}

function objectIn(value: Value): HeapObject[] {
  return value instanceof HeapObject ? [value] : [];
}

/** One of two objects: where they have the same parts, a third that stands for either. */
function joinObjects(a: HeapObject, b: HeapObject, join: <V>(x: V, y: V) => V): Value {
  if (a.prototype !== b.prototype) return unknownAmong(a, b);
  if (a instanceof ArrayValue && b instanceof ArrayValue) {
    const joined = new ArrayValue(a.prototype, joinLists(a.list, b.list, join));
    standFor(joined, a, b);
    return joined;
  }
  if (a instanceof PromiseValue && b instanceof PromiseValue)
    return new PromiseValue(a.prototype, join(a.value, b.value));
  if (a instanceof IteratorValue && b instanceof IteratorValue) {
    return new IteratorValue(a.prototype, joinLists(a.items, b.items, join), a.isSteps && b.isSteps);
  }
  if (!isPlainObject(a) || !isPlainObject(b) || a.isOpen || b.isOpen) return unknownAmong(a, b);
  const keys = a.ownKeys;
  if (keys.length !== b.ownKeys.length || !keys.every((key) => b.hasOwn(key))) return unknownAmong(a, b);
  const joined = new ObjectValue(a.prototype, a.className);
  for (const key of keys) joined.init(key, join(a.own(key), b.own(key)));
  standFor(joined, a, b);
  return joined;
}

function isPlainObject(object: HeapObject): object is ObjectValue {
  return object.constructor === ObjectValue;
}

let joinedSizes = 0;

function joinData(a: DataValue, b: DataValue): Value {
  if (a.dtype !== b.dtype || a.className !== b.className) return unknown;
  if (a.shape.equals(b.shape) && a.meaning === b.meaning) return a;
  const [x, y] = [a.shape.dims, b.shape.dims];
  const shape =
    x && y && x.length === y.length
      ? new TensorShape(x.map((dim, axis) => (dimsEqual(dim, y[axis]) ? dim : symbol(`either.${joinedSizes++}`))))
      : TensorShape.unknown;
  return new DataValue(a.dtype, shape, a.className, a.meaning === b.meaning ? a.meaning : undefined);
}

/** What the interpreter does with the engine's own objects. */

import {
  type Dim,
  getDefaultGraph,
  isDType,
  isGraphElement,
  parseShape,
  symbol,
  Tensor,
  TensorShape,
} from '../../graph/index.ts';
import type { HostLibrary } from '../interpreter/library.ts';
import {
  Accessor,
  type CallSite,
  DataValue,
  type HeapObject,
  type HostObject,
  isPrimitive,
  type Machine,
  NativeFunction,
  type PropertyKey,
  type Slot,
  unknown,
  type Value,
} from '../values/index.ts';
import { prototypeOfHost } from './classes/bind-class.ts';
import { plainDataOf } from './convert/plain-data.ts';
import { addArgument } from './convert/stand-in.ts';
import { operatorFault } from './faults/operator-fault.ts';
import { Joins } from './join.ts';
import type { World } from './world.ts';

export function createHostLibrary(world: World): HostLibrary {
  const joins = new Joins(world);
  return {
    member: (object, key, machine, site) => member(world, joins, object, key, machine, site),
    setMember: (object, key, value, machine) => setMember(object, key, value, machine),
    join: (a, b, machine) => joins.join(a, b, machine),
    widen: (a, b, machine) => joins.widen(a, b, machine),
    text: (object) => textOf(object),
    operator: (object, machine, site) => operatorFault(world, object, machine, site),
    tensorLike: (dtype, shape, name) => tensorLike(world, dtype, shape, name),
    admitsShape,
    rehearse: (body) => world.rehearse(body),
  };
}

function member(
  world: World,
  joins: Joins,
  object: HostObject,
  key: PropertyKey,
  machine: Machine,
  site: CallSite,
): Value {
  const slot = inherited(prototypeOfHost(world, object), key);
  if (slot !== undefined) return read(slot, object, machine, site);
  // What may be a variable may have what only variables have.
  if (object instanceof Tensor && joins.mayBeVariable(object)) return unknown;
  return undefined;
}

function inherited(prototype: HeapObject | null | undefined, key: PropertyKey): Slot | undefined {
  for (let at = prototype; at; at = at.prototype) {
    if (at.hasOwn(key)) return at.own(key);
    if (at.isOpen) return unknown;
  }
  return undefined;
}

function read(slot: Slot, object: HostObject, machine: Machine, site: CallSite): Value {
  if (!(slot instanceof Accessor)) return slot;
  const { get } = slot;
  if (get instanceof NativeFunction) return get.call({ machine, self: object, args: [], hasMore: false, site });
  return machine.call(get, object, [], site);
}

/** What the program puts on an object of the engine is not followed: whoever gets hold of it there may change it. */
function setMember(object: HostObject, key: PropertyKey, value: Value, machine: Machine): void {
  if (key === 'seed' && 'seed' in object && (typeof value === 'number' || value === null)) {
    Object.assign(object, { seed: value });
  } else machine.escape(value);
}

function textOf(object: HostObject): string | undefined {
  return object instanceof Tensor || isGraphElement(object) || Object.hasOwn(Object.getPrototypeOf(object), 'toString')
    ? String(object)
    : undefined;
}

type HintedSize = number | string | null;

/** A tensor that a hint speaks of. Sizes of one name are equal. */
function tensorLike(world: World, dtype: string, shape: readonly HintedSize[], name: string): Value {
  if (!isDType(dtype)) return unknown;
  const dims = shape.map(
    (size): Dim => (size === null ? world.freshSize() : typeof size === 'string' ? symbol(size) : size),
  );
  return addArgument(world, getDefaultGraph(), dtype, new TensorShape(dims), name);
}

function admitsShape(value: Value, shape: readonly HintedSize[]): boolean | undefined {
  const found = shapeOfValue(value);
  if (!found) return undefined;
  return found.isCompatibleWith(parseShape(shape.map((size) => (typeof size === 'number' ? size : null))));
}

function shapeOfValue(value: Value): TensorShape | undefined {
  if (value instanceof Tensor || value instanceof DataValue) return value.shape;
  if (isPrimitive(value) || !isGraphElement(value)) return plainDataOf(value)?.shape;
  const element = value.asGraphElement();
  return element instanceof Tensor ? element.shape : undefined;
}

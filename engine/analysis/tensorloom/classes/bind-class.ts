/** Classes of `tensorloom` as one analysis sees them: constructor and prototype, made when first asked for. */

import type { HostObject, PropertyKey, Slot } from '../../values/index.ts';
import {
  HeapObject,
  isPrimitive,
  NativeFunction,
  Unknown,
  unknown,
  unknownBoolean,
  type Value,
} from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { refuse } from '../faults/refuse.ts';
import { LazyObject } from '../lazy-object.ts';
import type { World } from '../world.ts';
import { type ClassSpec, type Member, type Members, native, shortName } from './class-spec.ts';

export interface BoundClass {
  readonly spec: ClassSpec;
  /** What `tf.Variable` is. */
  readonly constructor: NativeFunction;
  /** What its instances inherit from. */
  readonly prototype: HeapObject;
}

export function boundClass(world: World, spec: ClassSpec): BoundClass {
  const known = world.classes.get(spec);
  if (known) return known;
  const base = spec.base && boundClass(world, spec.base);
  const name = shortName(spec);
  const { prototypes } = world;
  const parent = base?.prototype ?? spec.parent?.(prototypes) ?? prototypes.object;
  const prototype =
    spec.instances?.(prototypes) ?? new LazyObject(parent, name, makers(world, spec.name, spec.members));
  const { construct = unknownInstance } = spec;
  const made = new LazyConstructor(world, spec, base?.constructor ?? prototypes.function, prototype, construct);
  const bound = { spec, constructor: made, prototype };
  world.classes.set(spec, bound);
  if (!spec.instances) prototype.init('constructor', made);
  return bound;
}

export function makers(world: World, owner: string, members: Members): Map<PropertyKey, () => Slot> {
  return new Map(Reflect.ownKeys(members).map((key) => [key, () => members[key](world, owner, nameOf(key))]));
}

function nameOf(key: PropertyKey): string {
  return typeof key === 'symbol' ? `[${key.description}]` : key;
}

/** A constructor whose static members are made when they are looked at. */
class LazyConstructor extends NativeFunction {
  readonly #statics: LazyObject;

  constructor(
    world: World,
    spec: ClassSpec,
    prototype: HeapObject,
    instances: HeapObject,
    construct: NonNullable<ClassSpec['construct']>,
  ) {
    super(prototype, shortName(spec), (call) => withoutNew(call, world, spec), {
      construct: (call) => construct(call, world),
      instances,
    });
    const statics = spec.engineClass ? { ...spec.statics, [Symbol.hasInstance]: hasInstance(instances) } : spec.statics;
    this.#statics = new LazyObject(null, 'Object', makers(world, spec.name, statics ?? {}));
  }

  override own(key: PropertyKey): Slot | undefined {
    if (super.hasOwn(key)) return super.own(key);
    return key === 'prototype' ? this.instances : this.#statics.own(key);
  }
  override hasOwn(key: PropertyKey): boolean {
    return super.hasOwn(key) || this.#statics.hasOwn(key);
  }
  override get ownKeys(): PropertyKey[] {
    return [...new Set<PropertyKey>([...this.#statics.ownKeys, ...super.ownKeys])];
  }
}

/** `instanceof` for classes whose objects are the engine's own, without a prototype that the program could have seen. */
function hasInstance(instances: HeapObject): Member {
  return native(({ args: [value] }, world) => {
    if (value instanceof Unknown) return unknownBoolean;
    if (isPrimitive(value)) return false;
    let at: HeapObject | null | undefined = value instanceof HeapObject ? value.prototype : undefined;
    if (!(value instanceof HeapObject)) at = prototypeOfHost(world, value);
    for (; at; at = at.prototype) if (at === instances) return true;
    return false;
  });
}

function withoutNew(call: EngineCall, world: World, { name }: ClassSpec): Value {
  const error = new TypeError(`tf.${name} is a class, of which an object is made with new: new tf.${name}(…).`);
  return refuse(world, call, name, error);
}

/** Objects of the class come from elsewhere: what a program makes itself is nothing that can be followed. */
const unknownInstance = () => unknown;

/** The prototype that the program sees behind an object of the engine. */
export function prototypeOfHost(world: World, object: HostObject): HeapObject | undefined {
  for (
    let prototype = Object.getPrototypeOf(object) as { constructor?: unknown } | null;
    prototype;
    prototype = Object.getPrototypeOf(prototype) as typeof prototype
  ) {
    const spec = world.engineClasses.get(prototype.constructor);
    if (spec) return boundClass(world, spec).prototype;
  }
  return undefined;
}

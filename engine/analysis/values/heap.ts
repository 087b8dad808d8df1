/** Objects of the analysed program: what its own code makes and changes. Every change goes through a journal. */

import type { Dim } from '../../graph/index.ts';
import { type JoinValues, type Journal, Mutable } from './journal.ts';
import { joinLists, type ListContents, lengthOf, listOfUnknownLength, sameLists } from './list.ts';
import type { Value } from './value.ts';

export type PropertyKey = string | symbol;

/** The key of a private member, which no text of the program is. */
export function privateKey(name: string, ofClass: number): string {
  return `\0${name}@${ofClass}`;
}
export function isPrivateKey(key: PropertyKey): boolean {
  return typeof key === 'string' && key.startsWith('\0#');
}
const isIndex = (key: PropertyKey) => typeof key === 'string' && /^(?:0|[1-9]\d{0,8})$/.test(key);

/** A property: a value, or accessors. */
export type Slot = Value | Accessor;
export class Accessor {
  readonly get: Value;
  readonly set: Value;
  constructor(get: Value, set: Value) {
    this.get = get;
    this.set = set;
  }
}

interface ObjectContents {
  readonly properties: ReadonlyMap<PropertyKey, Slot>;
  readonly isOpen: boolean;
}

/** Any object of the program. Its own contents change only through a journal. */
export abstract class HeapObject<C = unknown> extends Mutable<C> {
  /** Where properties are looked up that it does not have itself. */
  prototype: HeapObject | null;
  #properties: Map<PropertyKey, Slot> | undefined;
  /** It may have properties that are not known: a look-up that finds nothing is unknown rather than undefined. */
  isOpen = false;

  constructor(prototype: HeapObject | null) {
    super();
    this.prototype = prototype;
  }

  own(key: PropertyKey): Slot | undefined {
    return this.#properties?.get(key);
  }
  hasOwn(key: PropertyKey): boolean {
    return this.#properties?.has(key) ?? false;
  }
  /** Numbers first, in order, then as they were made; symbols and private ones too. */
  get ownKeys(): PropertyKey[] {
    const keys = this.#properties ? [...this.#properties.keys()] : [];
    if (!keys.some(isIndex)) return keys;
    return [...keys.filter(isIndex).sort((a, b) => Number(a) - Number(b)), ...keys.filter((key) => !isIndex(key))];
  }
  set(journal: Journal, key: PropertyKey, slot: Slot): void {
    journal.touch(this);
    this.#properties ??= new Map();
    this.#properties.set(key, slot);
  }
  delete(journal: Journal, key: PropertyKey): void {
    journal.touch(this);
    this.#properties?.delete(key);
  }
  /** From here on it may have any property, and those it has may be anything. */
  havoc(journal: Journal): void {
    journal.touch(this);
    this.#properties = undefined;
    this.isOpen = true;
  }
  /** Sets a property while the object is being made, when nobody can have seen it. */
  init(key: PropertyKey, slot: Slot): this {
    this.#properties ??= new Map();
    this.#properties.set(key, slot);
    return this;
  }

  protected propertiesSnapshot(): ObjectContents {
    return { properties: new Map(this.#properties), isOpen: this.isOpen };
  }
  protected restoreProperties({ properties, isOpen }: ObjectContents): void {
    this.#properties = properties.size > 0 ? new Map(properties) : undefined;
    this.isOpen = isOpen;
  }
  protected joinProperties(a: ObjectContents, b: ObjectContents, join: JoinValues): ObjectContents {
    const properties = new Map<PropertyKey, Slot>();
    let isOpen = a.isOpen || b.isOpen;
    for (const key of new Set([...a.properties.keys(), ...b.properties.keys()])) {
      if (a.properties.has(key) && b.properties.has(key)) {
        properties.set(key, join(a.properties.get(key), b.properties.get(key)));
      } else isOpen = true; // It may be there or not: as for any property of an open object, unknown.
    }
    return { properties, isOpen };
  }
  protected sameProperties(a: ObjectContents, b: ObjectContents): boolean {
    if (a.isOpen !== b.isOpen || a.properties.size !== b.properties.size) return false;
    for (const [key, slot] of a.properties) {
      if (!b.properties.has(key) || !Object.is(b.properties.get(key), slot)) return false;
    }
    return true;
  }
}

/** A plain object, an instance of a class, a namespace, an error. */
export class ObjectValue extends HeapObject<ObjectContents> {
  /** The class it is an instance of, for `instanceof` and its description. */
  readonly className: string;

  constructor(prototype: HeapObject | null, className = 'Object') {
    super(prototype);
    this.className = className;
  }
  snapshot(): ObjectContents {
    return this.propertiesSnapshot();
  }
  restore(contents: ObjectContents): void {
    this.restoreProperties(contents);
  }
  join(a: ObjectContents, b: ObjectContents, join: JoinValues): ObjectContents {
    return this.joinProperties(a, b, join);
  }
  sameContents(a: ObjectContents, b: ObjectContents): boolean {
    return this.sameProperties(a, b);
  }
  unknownContents(): ObjectContents {
    return { properties: new Map(), isOpen: true };
  }
}

interface ArrayContents {
  readonly list: ListContents;
  readonly object: ObjectContents;
}

export class ArrayValue extends HeapObject<ArrayContents> {
  #list: ListContents;

  constructor(prototype: HeapObject | null, list: ListContents) {
    super(prototype);
    this.#list = list;
  }
  get list(): ListContents {
    return this.#list;
  }
  /** The items where all are known to be there, else undefined. */
  get items(): readonly Value[] | undefined {
    return this.#list.items ?? undefined;
  }
  get length(): Dim {
    return lengthOf(this.#list);
  }
  /** Replaces the contents. Lists are never changed in place: contents that someone holds stay as they were. */
  setList(journal: Journal, list: ListContents): void {
    journal.touch(this);
    this.#list = list;
  }

  snapshot(): ArrayContents {
    return { list: this.#list, object: this.propertiesSnapshot() };
  }
  restore(contents: ArrayContents): void {
    this.#list = contents.list;
    this.restoreProperties(contents.object);
  }
  join(a: ArrayContents, b: ArrayContents, join: JoinValues): ArrayContents {
    return { list: joinLists(a.list, b.list, join), object: this.joinProperties(a.object, b.object, join) };
  }
  sameContents(a: ArrayContents, b: ArrayContents): boolean {
    return sameLists(a.list, b.list) && this.sameProperties(a.object, b.object);
  }
  unknownContents(): ArrayContents {
    return { list: listOfUnknownLength(), object: { properties: new Map(), isOpen: true } };
  }
  override havoc(journal: Journal): void {
    this.setList(journal, listOfUnknownLength());
  }
}

/** Entries in order of insertion, or null where they are not known. */
export type EntryContents = ReadonlyMap<Value, Value> | null;

/** A Map; a Set has its items as keys and as values. */
export class CollectionValue extends HeapObject<EntryContents> {
  readonly kind: 'Map' | 'Set' | 'WeakMap' | 'WeakSet';
  #entries: EntryContents;

  constructor(prototype: HeapObject | null, kind: CollectionValue['kind'], entries: EntryContents = new Map()) {
    super(prototype);
    this.kind = kind;
    this.#entries = entries;
  }
  get entries(): EntryContents {
    return this.#entries;
  }
  setEntries(journal: Journal, entries: EntryContents): void {
    journal.touch(this);
    this.#entries = entries;
  }
  override havoc(journal: Journal): void {
    this.setEntries(journal, null);
  }

  snapshot(): EntryContents {
    return this.#entries;
  }
  restore(contents: EntryContents): void {
    this.#entries = contents;
  }
  join(a: EntryContents, b: EntryContents, join: JoinValues): EntryContents {
    if (!a || !b || a.size !== b.size) return null;
    const joined = new Map<Value, Value>();
    for (const [key, value] of a) {
      if (!b.has(key)) return null;
      joined.set(key, join(value, b.get(key)));
    }
    return joined;
  }
  sameContents(a: EntryContents, b: EntryContents): boolean {
    if (a === b) return true;
    if (!a || !b || a.size !== b.size) return false;
    for (const [key, value] of a) if (!b.has(key) || !Object.is(b.get(key), value)) return false;
    return true;
  }
  unknownContents(): EntryContents {
    return null;
  }
}

/** What a promise gives when it is awaited: calls are interpreted to their end at once. */
export class PromiseValue extends ObjectValue {
  readonly value: Value;
  constructor(prototype: HeapObject | null, value: Value) {
    super(prototype, 'Promise');
    this.value = value;
  }
}

const taken = privateKey('#taken', 0);

/** An iterator, or what a generator function gives: its items are known when it is made. */
export class IteratorValue extends ObjectValue {
  readonly items: ListContents;
  /** The iterable is a count of steps, such as `tf.train.steps(1000)`: a loop over it is a training loop. */
  readonly isSteps: boolean;
  constructor(prototype: HeapObject | null, items: ListContents, isSteps = false) {
    super(prototype, 'Iterator');
    this.items = items;
    this.isSteps = isSteps;
  }
  /** Some or all of the items are taken: how many are left is not followed. */
  take(journal: Journal): void {
    if (!this.isSteps) this.set(journal, taken, true);
  }
  /** The items that are left. */
  get left(): ListContents {
    return this.isOpen || this.hasOwn(taken) ? listOfUnknownLength() : this.items;
  }
}

/** An object whose properties are made when somebody looks at them: most programs use few of the module's hundreds. */

import { type HeapObject, ObjectValue, type PropertyKey, type Slot } from '../values/index.ts';

export class LazyObject extends ObjectValue {
  readonly #makers: ReadonlyMap<PropertyKey, () => Slot>;

  constructor(prototype: HeapObject | null, className: string, makers: ReadonlyMap<PropertyKey, () => Slot>) {
    super(prototype, className);
    this.#makers = makers;
  }

  override own(key: PropertyKey): Slot | undefined {
    if (super.hasOwn(key)) return super.own(key);
    const make = this.#makers.get(key);
    if (!make || this.isOpen) return undefined;
    const made = make();
    this.init(key, made);
    return made;
  }
  override hasOwn(key: PropertyKey): boolean {
    return super.hasOwn(key) || (!this.isOpen && this.#makers.has(key));
  }
  override get ownKeys(): PropertyKey[] {
    return [...new Set<PropertyKey>([...(this.isOpen ? [] : this.#makers.keys()), ...super.ownKeys])];
  }
}

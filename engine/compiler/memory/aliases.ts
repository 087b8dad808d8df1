/** Reshapes need no memory: each value has a root, whose memory it is. */

import type { Primitive, ValueId } from '../../ops/index.ts';

export class Aliases {
  readonly #roots = new Map<ValueId, ValueId>();
  /** For each root, the other values that lie in its memory. */
  readonly #members = new Map<ValueId, ValueId[]>();

  constructor(primitives: readonly Primitive[]) {
    for (const p of primitives) if (p.kind === 'reshape') this.#put([p.output], this.rootOf(p.input));
  }

  rootOf(value: ValueId): ValueId {
    return this.#roots.get(value) ?? value;
  }

  /** From now on `value` lies where `target` lies. */
  merge(value: ValueId, target: ValueId): void {
    const root = this.rootOf(target);
    const old = this.rootOf(value);
    if (old === root) return;
    this.#put([old, ...(this.#members.get(old) ?? [])], root);
    this.#members.delete(old);
  }

  #put(values: readonly ValueId[], root: ValueId): void {
    for (const value of values) this.#roots.set(value, root);
    const members = this.#members.get(root);
    if (members) members.push(...values);
    else this.#members.set(root, [...values]);
  }
}

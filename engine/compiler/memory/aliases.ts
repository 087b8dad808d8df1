/** Reshapes need no memory: each value has a root, whose memory it is. */

import type { Primitive, ValueId } from '../../ops/index.ts';

export class Aliases {
  readonly #roots = new Map<ValueId, ValueId>();

  constructor(primitives: readonly Primitive[]) {
    for (const p of primitives) if (p.kind === 'reshape') this.#roots.set(p.output, this.rootOf(p.input));
  }

  rootOf(value: ValueId): ValueId {
    return this.#roots.get(value) ?? value;
  }

  /** From now on `value` lies where `target` lies. */
  merge(value: ValueId, target: ValueId): void {
    const root = this.rootOf(target);
    const old = this.rootOf(value);
    for (const [key, current] of this.#roots) if (current === old) this.#roots.set(key, root);
    this.#roots.set(value, root);
    if (old !== root) this.#roots.set(old, root);
  }
}

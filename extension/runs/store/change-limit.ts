/** Passes on at most one change of each key in `intervalMs`: the first at once, what follows together at its end. */
export class ChangeLimit<Key> {
  readonly #intervalMs: number;
  readonly #emit: (key: Key) => void;
  /** Keys that were passed on lately, and whether they changed again since. */
  readonly #recent = new Map<Key, { again: boolean; timer: NodeJS.Timeout }>();

  constructor(intervalMs: number, emit: (key: Key) => void) {
    this.#intervalMs = intervalMs;
    this.#emit = emit;
  }

  changed(key: Key): void {
    const recent = this.#recent.get(key);
    if (recent !== undefined) {
      recent.again = true;
      return;
    }
    const timer = setTimeout(() => {
      const again = this.#recent.get(key)?.again ?? false;
      this.#recent.delete(key);
      if (again) this.changed(key);
    }, this.#intervalMs);
    timer.unref();
    this.#recent.set(key, { again: false, timer });
    this.#emit(key);
  }

  dispose(): void {
    for (const { timer } of this.#recent.values()) clearTimeout(timer);
    this.#recent.clear();
  }
}

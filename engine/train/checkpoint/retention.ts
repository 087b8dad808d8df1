/** Which checkpoints of one run are kept: the newest few, and one every so many hours for good. */

export interface KeptCheckpoint {
  readonly path: string;
  /** When it was saved, in seconds since 1970. */
  readonly time: number;
}

export class Retention {
  readonly #maxToKeep: number;
  readonly #hours: number;
  #nextKept: number;
  #kept: KeptCheckpoint[] = [];

  /** @param maxToKeep - 0: keep all, and remember none. */
  constructor(maxToKeep: number, everyNHours: number, now = seconds()) {
    this.#maxToKeep = maxToKeep;
    this.#hours = everyNHours;
    this.#nextKept = now + everyNHours * 3600;
  }

  /** Oldest first. */
  get kept(): readonly KeptCheckpoint[] {
    return this.#kept;
  }
  set kept(list: readonly KeptCheckpoint[]) {
    this.#kept = [...list];
  }

  /** Takes note of a new checkpoint; gives the path of one that is to be deleted now, or undefined. */
  add(path: string, now = seconds()): string | undefined {
    if (this.#maxToKeep === 0) return undefined;
    this.#kept = [...this.#kept.filter((other) => other.path !== path), { path, time: now }];
    if (this.#kept.length <= this.#maxToKeep) return undefined;
    const oldest = this.#kept.shift()!;
    if (oldest.time <= this.#nextKept) return oldest.path;
    this.#nextKept += this.#hours * 3600;
    return undefined;
  }
}

function seconds(): number {
  return Date.now() / 1000;
}

/**
 * What changed since when. Where a condition is unknown, both branches are interpreted one after the other, each from the
 * same state: the journal takes back what the first did, and joins what both left.
 */

import { type Aliases, mayBeTheSame } from './aliases.ts';

/** Counts stretches: a thing made after a stretch began is that stretch's own, and nobody asks what it was before. */
let epoch = 0;

/** Something whose contents change while the program is interpreted. `C` are its contents, never changed once taken. */
export abstract class Mutable<C = unknown> {
  readonly born: number = epoch;
  #aliases: Aliases | undefined;
  /** Others that it may be the same as; undefined for most. */
  get aliases(): Aliases | undefined {
    return this.#aliases;
  }
  set aliases(aliases: Aliases) {
    this.#aliases = aliases;
  }
  abstract snapshot(): C;
  abstract restore(contents: C): void;
  /** The contents of which no more is known than that they are `a` or `b`. */
  abstract join(a: C, b: C, join: JoinValues): C;
  abstract sameContents(a: C, b: C): boolean;
  /** Contents of which nothing is known. */
  abstract unknownContents(): C;
}

/** Joins two values: the interpreter's own function, which knows of tensors. */
export type JoinValues = <V>(a: V, b: V) => V;

/** Contents of what a stretch of the program changed. */
export type Changes = ReadonlyMap<Mutable, unknown>;

interface Frame {
  readonly began: number;
  readonly before: Map<Mutable, unknown>;
}

export class Journal {
  readonly #frames: Frame[] = [];
  readonly #spend: (steps: number) => void;

  /** @param spend - is told of work that a change brings with it elsewhere */
  constructor(spend: (steps: number) => void = () => undefined) {
    this.#spend = spend;
  }

  /** Must be called before each change of contents. */
  touch(mutable: Mutable): void {
    this.#record(mutable);
    const { aliases } = mutable;
    if (!aliases) return;
    aliases.isAsJoined = false;
    if (aliases.isForgotten) aliases.learn();
    if (aliases.isQuiet) return;
    const others = mayBeTheSame(mutable);
    this.#spend(others.size >> 5);
    for (const other of others) {
      const links = other.aliases!;
      if (links.isForgotten) continue;
      this.#spend(1);
      this.#record(other);
      other.restore(other.unknownContents());
      links.isAsJoined = false;
      links.isForgotten = true;
    }
    aliases.quieten();
  }

  #record(mutable: Mutable): void {
    const frame = this.#frames.at(-1);
    if (frame && mutable.born < frame.began && !frame.before.has(mutable)) {
      frame.before.set(mutable, mutable.snapshot());
    }
  }

  begin(): void {
    this.#frames.push({ began: ++epoch, before: new Map() });
  }

  /** What the innermost stretch has changed so far, as it is now. */
  changes(): Changes {
    return new Map([...this.#frames.at(-1)!.before.keys()].map((mutable) => [mutable, mutable.snapshot()]));
  }

  /** Ends the innermost stretch, keeping what it did. */
  commit(): void {
    const ended = this.#frames.pop()!;
    const outer = this.#frames.at(-1);
    if (!outer) return;
    for (const [mutable, before] of ended.before) {
      if (mutable.born < outer.began && !outer.before.has(mutable)) outer.before.set(mutable, before);
    }
  }

  /** Ends the innermost stretch, taking back what it did. @returns what it left */
  rollback(): Changes {
    const after = this.changes();
    for (const [mutable, contents] of this.#frames.pop()!.before) {
      mutable.restore(contents);
      const { aliases } = mutable;
      if (!aliases) continue;
      aliases.learn();
      for (const standIn of aliases.standIns) standIn.aliases!.isAsJoined = false;
    }
    return after;
  }

  /** Makes contents what `changes` says. */
  apply(changes: Changes): void {
    for (const [mutable, contents] of changes) {
      this.touch(mutable);
      mutable.restore(contents);
    }
  }

  /** Goes on from the state in which each of `branches` is possible, all begun from the state of now. */
  merge(branches: readonly Changes[], join: JoinValues): void {
    const [first] = branches;
    if (!first) return;
    for (const mutable of new Set(branches.flatMap((branch) => [...branch.keys()]))) {
      const now = mutable.snapshot();
      const contents = branches.map((branch) => (branch.has(mutable) ? branch.get(mutable) : now));
      this.touch(mutable);
      mutable.restore(contents.reduce((a, b) => (mutable.sameContents(a, b) ? a : mutable.join(a, b, join))));
    }
  }
}

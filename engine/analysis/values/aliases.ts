/**
 * Where a value may be one of two objects, a third stands for it. Whichever is meant, it is one object: what changes one of
 * the three may change another, so nothing is known of the others then.
 */

import type { Mutable } from './journal.ts';

export class Aliases {
  /** The objects of which this is one. */
  readonly originals: Mutable[] = [];
  /** What stands for this object or another. */
  readonly standIns: Mutable[] = [];
  /** Whether it still is what its originals were joined to. */
  isAsJoined = true;
  /** Nothing is known of it already. */
  isForgotten = false;
  #quietSince = -1;

  /** Whether all that it may be the same as was forgotten, and nothing was learned of anything since. */
  get isQuiet(): boolean {
    return this.#quietSince === lessons;
  }
  quieten(): void {
    this.#quietSince = lessons;
  }
  /** Its contents are something again. */
  learn(): void {
    this.isForgotten = false;
    lessons++;
  }
}

/** How often something was learned of anything that has aliases. */
let lessons = 0;

/** From here on `standIn` is known to be `a` or `b`. */
export function standFor(standIn: Mutable, a: Mutable, b: Mutable): void {
  standIn.aliases ??= new Aliases();
  standIn.aliases.learn();
  for (const original of [a, b]) {
    standIn.aliases.originals.push(original);
    original.aliases ??= new Aliases();
    original.aliases.standIns.push(standIn);
  }
}

/** Whether it is one of several objects, and not known which. */
export function isStandIn({ aliases }: Mutable): boolean {
  return aliases !== undefined && aliases.originals.length > 0;
}

/** What may have changed with it, itself left out. */
export function mayBeTheSame(changed: Mutable): ReadonlySet<Mutable> {
  const originals = new Set([changed]);
  for (const each of originals) for (const original of each.aliases?.originals ?? []) originals.add(original);
  const all = new Set(originals);
  for (const each of all) for (const standIn of each.aliases?.standIns ?? []) all.add(standIn);
  all.delete(changed);
  return all;
}

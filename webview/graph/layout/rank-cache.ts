/** Rows of groups that were laid out before: opening one child must not think about all others again. */

import type { LayoutNode } from './placement.ts';
import { rankChildren } from './ranks.ts';
import type { Pair, Ranks } from './rows.ts';

const maxGroups = 500;
/** Characters. Larger groups are ranked anew, by the fast way: keeping many of them would cost too much memory. */
const maxKey = 200_000;

export class RankCache {
  /** By content, the longest unused first. */
  readonly #ranks = new Map<string, Ranks>();

  /** By the children's folded sizes, whatever is open: so a group keeps its rows when one of them opens. */
  ranksOf(children: readonly LayoutNode[], pairs: readonly Pair[]): Ranks {
    const key = JSON.stringify([children.map(({ id, width, height }) => [id, width, height]), pairs]);
    if (key.length > maxKey) return rankChildren(children, pairs);
    let ranks = this.#ranks.get(key);
    if (ranks === undefined) {
      ranks = rankChildren(children, pairs);
      const oldest = this.#ranks.keys().next();
      if (this.#ranks.size >= maxGroups && !oldest.done) this.#ranks.delete(oldest.value);
    }
    this.#ranks.delete(key);
    this.#ranks.set(key, ranks);
    return ranks;
  }
}

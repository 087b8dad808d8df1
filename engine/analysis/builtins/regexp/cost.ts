/**
 * How long a regular expression may take. Matching goes back and tries again: where something follows a part that may take
 * more or less of the text, each length of that part is tried, for each place where a match may begin. Expressions in
 * which that cannot be counted (a repeated group with a choice inside, references back) are not run at all.
 */

/** The parts of an expression that decide how long it takes. */
export interface Complexity {
  /** Parts without an upper bound that something follows: each may take as many lengths as the text has. */
  readonly unbounded: number;
  /** In how many ways the bounded parts and choices can be taken together. */
  readonly ways: number;
  /** How many characters one way looks at, those of unbounded parts aside. */
  readonly width: number;
  readonly isAnchored: boolean;
}

const longestSource = 500;
const largestCount = 1_000;

const token = new RegExp(
  [
    /(?<quantifier>[*+?]\??|\{\d+(?:,\d*)?\}\??)/,
    /(?<opening>\((?:\?(?:<?[=!]|:|<[^>]*>|[a-z-]*:))?)/,
    /(?<closing>\))/,
    /(?<or>\|)/,
    /(?<reference>\\(?:[1-9]|k))/,
    /(?<atom>\\(?:u\{[^}]*\}|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

interface Group {
  /** Whether a repetition or choice is inside: then the group itself must not be repeated. */
  varies: boolean;
  alternatives: number;
  readonly isLookaround: boolean;
  /** The width of what comes before it. */
  readonly before: number;
}

/** undefined where it is not bounded. */
export function complexityOf(source: string): Complexity | undefined {
  if (source.length > longestSource) return undefined;
  const counted = new Counted();
  for (const { groups } of source.matchAll(token)) {
    if (groups && !counted.add(groups)) return undefined;
  }
  const { unbounded, ways, width } = counted;
  return { unbounded, ways, width, isAnchored: source.startsWith('^') && !source.includes('|') };
}

/** What was read of an expression so far. */
class Counted {
  unbounded = 0;
  ways = 1;
  width = 1;
  readonly #groups: Group[] = [];
  /** What a quantifier here would repeat. */
  #last: 'atom' | Group | undefined;
  /** What the last repetition adds if anything follows it. */
  #waiting: { readonly isUnbounded: boolean; readonly ways: number } | undefined;

  /** @returns false where the whole cannot be counted */
  add(part: Readonly<Record<string, string | undefined>>): boolean {
    if (part.reference) return false;
    if (part.quantifier && this.#last) return this.#repeat(this.#last, boundsOf(part.quantifier));
    if (part.closing) return this.#close();
    this.#follow();
    this.#last = part.opening || part.or ? undefined : 'atom';
    if (part.atom) this.width++;
    if (part.opening) {
      const isLookaround = /[=!]$/.test(part.opening);
      this.#groups.push({ varies: false, alternatives: 1, isLookaround, before: this.width });
    }
    if (part.or) {
      const group = this.#groups.at(-1);
      if (group) group.alternatives++;
      else this.ways++;
    }
    return true;
  }

  #repeat(repeated: 'atom' | Group, [least, most]: readonly [number, number]): boolean {
    if (least > largestCount || (most !== Infinity && most > largestCount)) return false;
    if (repeated !== 'atom' && repeated.varies && most > 1) return false;
    // A count of counts may be as long as one that is not bounded.
    for (const group of this.#groups) group.varies ||= most > 1 || least !== most;
    this.#follow();
    if (least !== most) this.#waiting = { isUnbounded: most === Infinity, ways: most - least + 1 };
    const times = most === Infinity ? least : most;
    this.width += times * (repeated === 'atom' ? 1 : this.width - repeated.before);
    this.#last = undefined;
    return true;
  }

  #close(): boolean {
    const group = this.#groups.pop();
    if (!group) return false;
    if (group.alternatives > 1) {
      this.ways *= group.alternatives;
      group.varies = true;
      for (const outer of this.#groups) outer.varies = true;
    }
    // Inside a look ahead or behind, the whole text may be gone through at each place.
    if (group.isLookaround) this.#follow();
    this.#last = group;
    return true;
  }

  #follow(): void {
    if (this.#waiting?.isUnbounded) this.unbounded++;
    else if (this.#waiting) this.ways *= this.#waiting.ways;
    this.#waiting = undefined;
  }
}

function boundsOf(quantifier: string): readonly [number, number] {
  if (quantifier.startsWith('*')) return [0, Infinity];
  if (quantifier.startsWith('+')) return [1, Infinity];
  if (quantifier.startsWith('?')) return [0, 1];
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier)!;
  return [Number(least), comma ? (most ? Number(most) : Infinity) : Number(least)];
}

/** About how many steps a match of a text of this length takes at most. */
export function costOf({ unbounded, ways, width, isAnchored }: Complexity, length: number): number {
  const size = length + 1;
  return (isAnchored ? 1 : size) * ways * width * size ** unbounded + size;
}

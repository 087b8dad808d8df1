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
  readonly isAnchored: boolean;
}

const longestSource = 500;
const largestCount = 1_000;

interface Group {
  /** Whether a repetition or choice is inside: then the group itself must not be repeated. */
  varies: boolean;
  alternatives: number;
  readonly isLookaround: boolean;
}

type Part = { readonly type: 'atom' } | { readonly type: 'group'; readonly group: Group };

/** undefined where it is not bounded. */
export function complexityOf(source: string): Complexity | undefined {
  if (source.length > longestSource) return undefined;
  let unbounded = 0;
  let ways = 1;
  /** What the last repetition adds if anything follows it. */
  let waiting: { readonly isUnbounded: boolean; readonly ways: number } | undefined;
  const groups: Group[] = [];
  const follow = () => {
    if (waiting?.isUnbounded) unbounded++;
    else if (waiting) ways *= waiting.ways;
    waiting = undefined;
  };
  let last: Part | undefined;
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(rest)?.[0];
    if (quantifier && last) {
      const [least, most] = boundsOf(quantifier);
      if (least > largestCount || (most !== Infinity && most > largestCount)) return undefined;
      if (last.type === 'group' && last.group.varies && most > 1) return undefined;
      // A count of counts may be as long as one that is not bounded.
      for (const group of groups) group.varies ||= most > 1 || least !== most;
      // Two in a row, or one after a group that ended in one.
      follow();
      if (least !== most) waiting = { isUnbounded: most === Infinity, ways: most - least + 1 };
      last = undefined;
      at += quantifier.length;
      continue;
    }
    const opening = /^\((?:\?(?:<?[=!]|:|<[^>]*>|[a-z-]*:))?/.exec(rest)?.[0];
    if (opening) {
      follow();
      groups.push({ varies: false, alternatives: 1, isLookaround: /[=!]$/.test(opening) });
      last = undefined;
      at += opening.length;
      continue;
    }
    if (rest.startsWith(')')) {
      const group = groups.pop();
      if (!group) return undefined;
      if (group.alternatives > 1) {
        ways *= group.alternatives;
        group.varies = true;
        for (const outer of groups) outer.varies = true;
      }
      // Inside a look ahead or behind, the whole text may be gone through at each place.
      if (group.isLookaround) follow();
      last = { type: 'group', group };
      at += 1;
      continue;
    }
    if (rest.startsWith('|')) {
      follow();
      const group = groups.at(-1);
      if (group) group.alternatives++;
      else ways += 1;
      last = undefined;
      at += 1;
      continue;
    }
    const atom = /^(?:\\(?:[1-9]|k)|\\(?:u\{[^}]*\}|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S])/.exec(rest)?.[0] ?? '';
    if (/^\\(?:[1-9]|k)/.test(atom)) return undefined;
    follow();
    last = { type: 'atom' };
    at += Math.max(1, atom.length);
  }
  return { unbounded, ways, isAnchored: source.startsWith('^') && !source.includes('|') };
}

function boundsOf(quantifier: string): readonly [number, number] {
  if (quantifier.startsWith('*')) return [0, Infinity];
  if (quantifier.startsWith('+')) return [1, Infinity];
  if (quantifier.startsWith('?')) return [0, 1];
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier)!;
  return [Number(least), comma ? (most ? Number(most) : Infinity) : Number(least)];
}

/** About how many steps a match of a text of this length takes at most. */
export function costOf({ unbounded, ways, isAnchored }: Complexity, length: number): number {
  const size = length + 1;
  return (isAnchored ? 1 : size) * ways * size ** unbounded + size;
}

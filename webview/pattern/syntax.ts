/**
 * Regular expressions as trees. Reads what the browser's own parser has accepted, and leaves to it what a single character
 * matches, so that classes and escapes mean here what they mean there. Pure.
 */

export type Assertion = 'start' | 'end' | 'boundary' | 'noBoundary';

export type PatternNode =
  | { readonly kind: 'character'; readonly matches: (unit: number) => boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'look'; readonly node: PatternNode; readonly negative: boolean };

/** What an expression uses that is not read here, in words for whoever typed it. */
export class UnsupportedPattern extends Error {}

const escapeSequence = /\\(?:c[a-z]|x[\da-f]{2}|u[\da-f]{4}|[0-3][0-7]{0,2}|[4-7][0-7]?|.)/isy;
/** Up to the first `]` that is not escaped. */
const characterClass = /\[(?:\\.|[^\]\\])*\]/sy;
const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const group = /\((?:\?(:|=|!|<(?![=!])[^>]*>))?/y;

/** @param source accepted by `new RegExp(source, 'i')` @throws UnsupportedPattern */
export function parsePattern(source: string): PatternNode {
  const groups = source.match(/\((?!\?)|\(\?<(?![=!])/g)?.length ?? 0;
  const named = source.includes('(?<');
  let at = 0;
  const tree = choice();
  if (at !== source.length) throw new UnsupportedPattern(`what stands at character ${at + 1}`);
  return tree;

  function choice(): PatternNode {
    const options = [sequence()];
    while (source[at] === '|') {
      at += 1;
      options.push(sequence());
    }
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  }

  function repeated(node: PatternNode): PatternNode {
    const found = taken(quantifier);
    if (found === undefined) return node;
    const [, sign, least, comma, most] = found;
    const unbounded = Number.POSITIVE_INFINITY;
    if (sign !== undefined)
      return { kind: 'repeat', node, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : unbounded };
    const min = Number(least);
    return { kind: 'repeat', node, min, max: comma === undefined ? min : most === '' ? unbounded : Number(most) };
  }

  function atom(): PatternNode {
    switch (source[at]) {
      case '^':
        return assertion('start', 1);
      case '$':
        return assertion('end', 1);
      case '(':
        return grouped();
      case '[':
        return character(taken(characterClass)?.[0] ?? '[');
      case '\\':
        return escaped();
      default:
        at += 1;
        return character(source[at - 1]!);
    }
  }

  function grouped(): PatternNode {
    const kind = taken(group)?.[1] ?? '';
    if (source[at] === '?') throw new UnsupportedPattern('a group that looks back or changes the rules within it');
    const node = choice();
    at += 1;
    return kind === '=' || kind === '!' ? { kind: 'look', node, negative: kind === '!' } : node;
  }

  function escaped(): PatternNode {
    const next = source[at + 1]!;
    if (next === 'b') return assertion('boundary', 2);
    if (next === 'B') return assertion('noBoundary', 2);
    const number = /^[1-9]\d*/.exec(source.slice(at + 1))?.[0];
    if ((number !== undefined && Number(number) <= groups) || (next === 'k' && named)) {
      throw new UnsupportedPattern('a reference back to a group');
    }
    return character(taken(escapeSequence)![0]);
  }

  function assertion(kind: Assertion, length: number): PatternNode {
    at += length;
    return { kind: 'assertion', assertion: kind };
  }

  function taken(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = at;
    const found = expression.exec(source);
    if (!found) return undefined;
    at = expression.lastIndex;
    return found;
  }
}

/** A character, class or escape: one unit of text, without regard to case. */
function character(source: string): PatternNode {
  // `{`, `}` and `]` stand for themselves where they are nothing else; alone they would not be read everywhere.
  const own = /^[{}\]]$/.test(source) ? `\\${source}` : source;
  const expression = new RegExp(`^${own}$`, 'i');
  const known = new Int8Array(256);
  const matches = (unit: number) => {
    if (unit >= known.length) return expression.test(String.fromCharCode(unit));
    if (known[unit] === 0) known[unit] = expression.test(String.fromCharCode(unit)) ? 1 : -1;
    return known[unit] === 1;
  };
  return { kind: 'character', matches };
}

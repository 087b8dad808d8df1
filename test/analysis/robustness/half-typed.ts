/** Model files as they are while somebody types: cut short, and with a word too few or too many. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyze, ts } from '../../../engine/analysis/index.ts';
import { Random } from '../truth/generator/random.ts';
import { memoryHost } from '../truth/memory-host.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Every example and every template by its path. */
export const modelFiles: readonly (readonly [name: string, text: string])[] = globSync(
  ['examples/*.ts', 'extension/templates/*.ts'],
  { cwd: root },
)
  .sort()
  .map((name) => [name, readFileSync(join(root, name), 'utf8')]);

interface Span {
  readonly start: number;
  readonly end: number;
}

function tokensOf(text: string): Span[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text);
  const tokens: Span[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    tokens.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  }
  return tokens;
}

/** Ways to spoil a text; each gives at most `count` texts, at random places where there are more. */
export const spoilings = {
  'cut after a token': (text, random, count) =>
    some(tokensOf(text), random, count).map(({ end }) => text.slice(0, end)),
  'cut before a token': (text, random, count) =>
    some(tokensOf(text), random, count).map(({ start }) => text.slice(0, start)),
  'cut within': (text, random, count) =>
    some([...text].keys().toArray(), random, count).map((end) => text.slice(0, end)),
  'cut off at the start': (text, random, count) =>
    some(tokensOf(text), random, count).map(({ start }) => text.slice(start)),
  'a token deleted': (text, random, count) =>
    some(tokensOf(text), random, count).map(({ start, end }) => text.slice(0, start) + text.slice(end)),
  'a token doubled': (text, random, count) =>
    some(tokensOf(text), random, count).map(({ start, end }) => `${text.slice(0, end)} ${text.slice(start)}`),
  'tokens exchanged': (text, random, count) => {
    const tokens = tokensOf(text);
    return some(tokens, random, count).map(({ start, end }) => {
      const other = random.of(tokens);
      return text.slice(0, start) + text.slice(other.start, other.end) + text.slice(end);
    });
  },
} as const satisfies Record<string, (text: string, random: Random, count: number) => string[]>;

function some<T>(items: readonly T[], random: Random, count: number): T[] {
  return items.length <= count ? [...items] : random.shuffled(items).slice(0, count);
}

/** How many edits are analysed for one that is compared with the analysis of its text alone. */
const editsPerComparison = 8;

/**
 * What is wrong with the analysis of spoilt texts: nothing, it should be. Each is analysed as an edit of the last, so that
 * only what changed is parsed anew, which must make no difference.
 */
export function faultsOf(name: string, texts: readonly string[]): string[] {
  const trees = new Map<string, ts.SourceFile>();
  return texts.flatMap((text, i) => {
    const host = memoryHost({ [name]: text });
    try {
      const edited = JSON.stringify(analyze(name, host, { trees }).diagnostics);
      if (i % editsPerComparison > 0) return [];
      const fresh = JSON.stringify(analyze(name, host).diagnostics);
      return edited === fresh ? [] : [`As an edit, other things are said of:\n${text}\n${fresh}\n${edited}`];
    } catch (error) {
      return [`${(error as Error).stack}\nof:\n${text}`];
    }
  });
}

/** Texts spoilt in every way, each way at `count` places. */
export function spoilt(name: string, text: string, count: number): string[] {
  return Object.values(spoilings).flatMap((spoil, i) => spoil(text, new Random(i * 100 + name.length), count));
}

/** The text as it is while it is typed from start to end: after each token. */
export function typed(text: string): string[] {
  return tokensOf(text).map(({ end }) => text.slice(0, end));
}

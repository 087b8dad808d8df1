/** Path aliases: `paths` and `baseUrl` of the nearest tsconfig.json, as TypeScript reads them. */

import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseJsonc } from './jsonc.ts';

interface Aliases {
  /** Pattern with at most one `*`, and the folder-absolute targets to try in turn. */
  readonly patterns: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  readonly baseUrl: string | undefined;
}

/** The aliases of all folders asked for, each tsconfig.json read once. */
export class PathAliases {
  readonly #byFolder = new Map<string, Aliases | undefined>();

  /**
   * The absolute paths, without endings being tried, that a bare import in `folder` may stand for: those of the longest
   * matching pattern, then the one under baseUrl.
   * @throws SyntaxError if a tsconfig.json is none
   */
  candidates(specifier: string, folder: string): string[] {
    const aliases = this.#aliasesOf(folder);
    if (aliases === undefined) return [];
    const candidates: string[] = [];
    const best = aliases.patterns
      .map(({ pattern, targets }) => ({ match: matchPattern(pattern, specifier), pattern, targets }))
      .filter(({ match }) => match !== undefined)
      // An exact pattern first, then the longest text before the star.
      .sort((a, b) => precedence(b.pattern) - precedence(a.pattern))[0];
    if (best) candidates.push(...best.targets.map((target) => target.replace('*', () => best.match as string)));
    if (aliases.baseUrl !== undefined) candidates.push(join(aliases.baseUrl, specifier));
    return candidates;
  }

  #aliasesOf(folder: string): Aliases | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const file = join(folder, 'tsconfig.json');
    const parent = dirname(folder);
    const text = readIfThere(file);
    let aliases: Aliases | undefined;
    if (text !== undefined) aliases = readAliases(file, text, new Set());
    else if (parent !== folder) aliases = this.#aliasesOf(parent);
    this.#byFolder.set(folder, aliases);
    return aliases;
  }
}

/** What is not of the kind it should be counts as not written: TypeScript says so. */
function readAliases(file: string, text: string, seen: Set<string>): Aliases {
  seen.add(file);
  const folder = dirname(file);
  const config = recordOf(parseJsonc(text, file));
  let inherited: Aliases = { patterns: [], baseUrl: undefined };
  for (const base of textsOf([config.extends].flat())) {
    // Configurations out of packages set no paths of this project.
    if (!base.startsWith('.') && !isAbsolute(base)) continue;
    const path = resolve(folder, base.endsWith('.json') ? base : `${base}.json`);
    const baseText = readIfThere(path);
    if (baseText !== undefined && !seen.has(path)) inherited = readAliases(path, baseText, seen);
  }
  const { baseUrl, paths } = recordOf(config.compilerOptions);
  const base = typeof baseUrl === 'string' ? resolve(folder, baseUrl) : inherited.baseUrl;
  const patterns = paths
    ? Object.entries(recordOf(paths)).map(([pattern, targets]) => ({
        pattern,
        targets: textsOf(targets).map((target) => resolve(base ?? folder, target)),
      }))
    : inherited.patterns;
  return { patterns, baseUrl: base };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** What the star stands for ('' without one), or undefined if the pattern does not match. */
function matchPattern(pattern: string, specifier: string): string | undefined {
  const [before, after] = pattern.split('*') as [string, string | undefined];
  if (after === undefined) return pattern === specifier ? '' : undefined;
  const fits = specifier.startsWith(before) && specifier.endsWith(after);
  if (!fits || specifier.length < before.length + after.length) return undefined;
  return specifier.slice(before.length, specifier.length - after.length);
}

function precedence(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? Number.POSITIVE_INFINITY : star;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

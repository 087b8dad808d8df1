/** A filter that the user types as a regular expression. Pure. */

import { namePattern } from '../../pattern/index.ts';

export type NameFilter =
  | { readonly valid: true; readonly matches: (name: string) => boolean }
  /** What is wrong with it, in a sentence; everything is shown meanwhile. */
  | { readonly valid: false; readonly problem: string };

/** Matches anywhere in the name, without regard to case, as TensorBoard's. */
export function nameFilter(text: string): NameFilter {
  if (text === '') return { valid: true, matches: () => true };
  const pattern = namePattern(text);
  if (pattern.matches) return { valid: true, matches: pattern.matches };
  return { valid: false, problem: `Not a regular expression: ${pattern.problem}. Everything is shown.` };
}

/** Whether a name passes; an invalid filter lets all pass. */
export function passes(filter: NameFilter, name: string): boolean {
  return !filter.valid || filter.matches(name);
}

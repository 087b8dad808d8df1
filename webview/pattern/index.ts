/**
 * Regular expressions that people type to filter or find names. Any expression answers in a time that is bounded by its
 * length and the name's, so that none hangs the page, today or each time that the page restores its filters.
 */

import { Matcher } from './matcher.ts';
import { compile } from './program.ts';
import { parsePattern, UnsupportedPattern } from './syntax.ts';

export type Pattern =
  | { readonly matches: (text: string) => boolean; readonly problem?: undefined }
  /** Why the expression cannot be used: a clause that begins in lower case, without a full stop. */
  | { readonly matches?: undefined; readonly problem: string };

const mostPattern = 1000;
/** Longer texts are matched by their beginning. */
const mostText = 1000;

/** Matches anywhere in a text, without regard to case. */
export function namePattern(source: string): Pattern {
  if (source.length > mostPattern) return { problem: `it has more than ${mostPattern} characters` };
  try {
    new RegExp(source, 'i');
  } catch (error) {
    return { problem: reasonOf(error) };
  }
  try {
    const matcher = new Matcher(compile(parsePattern(source)));
    return { matches: (text) => matcher.matches(text.length > mostText ? text.slice(0, mostText) : text) };
  } catch (error) {
    if (!(error instanceof UnsupportedPattern)) throw error;
    return { problem: `it uses ${error.message}, which filters do not know` };
  }
}

/** The browser's reason without the expression, which the user sees anyway. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.slice(message.lastIndexOf(': ') + 2);
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}

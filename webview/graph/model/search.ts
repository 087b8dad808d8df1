/** Finding operations and scopes by text or regular expression. */

import type { GraphModel, ItemId } from './items.ts';

export interface SearchHit {
  readonly id: ItemId;
  readonly kind: 'operation' | 'scope' | 'series';
  /** The whole name. */
  readonly name: string;
  readonly op: string;
  /** Of its first output; '' for scopes. */
  readonly shape: string;
  /** Which of its texts matched. */
  readonly matched: 'name' | 'op' | 'shape';
}

export interface SearchResult {
  /** Best first, at most `limit`. */
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** Why the regular expression cannot be read; null where it can. */
  readonly error: string | null;
}

/**
 * Text is matched without regard to case, anywhere in the name, the operation's type or its output's shape. Better: the
 * whole last part of the name, then its beginning, then the rest; scopes before operations; shorter before longer.
 */
export function search(
  model: GraphModel,
  query: string,
  options: { readonly regex?: boolean; readonly limit?: number } = {},
): SearchResult {
  throw new Error(`not written yet ${model} ${query} ${options}`);
}

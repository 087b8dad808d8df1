/** Finding operations and scopes by text or regular expression. */

import { namePattern } from '../../pattern/index.ts';
import { type GraphModel, type Item, type ItemId, kindOfItem } from './items.ts';
import { formatShape } from './shapes.ts';
import type { NodeKind } from './visible.ts';

export interface SearchHit {
  readonly id: ItemId;
  readonly kind: NodeKind;
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

interface Found {
  readonly item: Item;
  readonly matched: SearchHit['matched'];
  /** Smaller is better. */
  readonly rank: number;
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
  const { regex = false, limit = 200 } = options;
  const wanted = query.trim();
  if (wanted === '') return { hits: [], total: 0, error: null };
  let matches: (text: string) => boolean;
  let rankOf: (text: string, name: string) => number = () => 2;
  if (regex) {
    const pattern = namePattern(wanted);
    if (!pattern.matches) return { hits: [], total: 0, error: `This is no regular expression: ${pattern.problem}.` };
    matches = pattern.matches;
  } else {
    const lower = wanted.toLowerCase();
    matches = (text) => text.toLowerCase().includes(lower);
    rankOf = (last, name) => {
      const part = last.toLowerCase();
      if (part === lower || name.toLowerCase() === lower) return 0;
      if (part.startsWith(lower)) return 1;
      return part.includes(lower) ? 2 : 3;
    };
  }

  const found: Found[] = [];
  const look = (item: Item, extra: number) => {
    if (matches(item.name)) {
      const last = item.name.slice(item.name.lastIndexOf('/') + 1);
      found.push({ item, matched: 'name', rank: rankOf(last, item.name) + extra });
    } else if (item.kind === 'operation') {
      if (matches(item.op)) found.push({ item, matched: 'op', rank: 4 });
      else if (matches(shapeOf(model, item))) found.push({ item, matched: 'shape', rank: 5 });
    }
  };
  for (const scope of model.scopes) look(scope, 0);
  // Half a rank behind a scope of the same rank.
  for (const operation of model.operations) look(operation, 0.5);

  found.sort((a, b) => a.rank - b.rank || a.item.name.length - b.item.name.length);
  const hits = found.slice(0, limit).map(({ item, matched }): SearchHit => {
    const operation = item.kind === 'operation';
    const shape = operation ? shapeOf(model, item) : '';
    return { id: item.id, kind: kindOfItem(item), name: item.name, op: operation ? item.op : '', shape, matched };
  });
  return { hits, total: found.length, error: null };
}

function shapeOf(model: GraphModel, item: Item): string {
  if (item.kind !== 'operation') return '';
  return formatShape(model.graph.nodes[item.node]!.outputs[0]?.shape ?? null);
}

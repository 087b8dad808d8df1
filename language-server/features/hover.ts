/** What an expression is: type and shape, name in the graph, size, and what it costs. */

import type { Position } from 'vscode-languageserver-types';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { ts } from '../../engine/analysis/index.ts';
import { type Described, describeValue } from './describe-value.ts';
import type { FileView } from './file-view.ts';
import { knownAt } from './known-values.ts';
import { namedAt } from './names/named-at.ts';

const mostShown = 8;

export function hover(view: FileView, position: Position): Hover | null {
  const offset = view.offsetAt(position);
  const named = namedAt(view, offset);
  if (named?.element) return shown(view, named.range, undefined, [describeValue(named.element)!]);
  const known = knownAt(view.program, view.source, offset);
  if (!known) return null;
  const described = known.values.map(describeValue);
  if (described.length === 0 || !described.every((each) => each !== undefined)) return null;
  const name = ts.isIdentifier(known.node) ? known.node.text : undefined;
  return shown(view, { start: known.node.getStart(view.source), end: known.node.end }, name, described);
}

function shown(
  view: FileView,
  { start, end }: { readonly start: number; readonly end: number },
  name: string | undefined,
  described: readonly Described[],
): Hover {
  const range = { start: view.positionAt(start), end: view.positionAt(end) };
  return {
    range,
    contents: {
      kind: MarkupKind.Markdown,
      value: described.length === 1 ? one(described[0], name) : several(described, name),
    },
  };
}

function one({ kind, type, details }: Described, name: string | undefined): string {
  return [headline(kind, name, type), ...details].join('\n\n');
}

/** One line for each, since one line of the program made several. */
function several(described: readonly Described[], name: string | undefined): string {
  const kinds = [...new Set(described.map(({ kind }) => kind))].join(' or ');
  const types = [...new Set(described.map(({ type }) => type))].join(' | ');
  const lines = described
    .slice(0, mostShown)
    .map(({ type, details }) => `- \`${type}\` ${details.join(', ')}`.trimEnd());
  const more = described.length >= mostShown ? ['- … and maybe more'] : [];
  return [headline(kinds, name, types), `${described.length} values, in order:`, [...lines, ...more].join('\n')].join(
    '\n\n',
  );
}

/** As code of a language in which names and types have their colours. */
function headline(kind: string, name: string | undefined, type: string): string {
  const shownName = name === undefined || name === type ? '' : `${name}: `;
  return ['```typescript', `(${kind}) ${shownName}${type}`, '```'].join('\n');
}

/** A name that no operation has: mostly one that is nearly right. */

import type { Graph } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace } from '../edits/text-edits.ts';
import type { Describer } from './describer.ts';

export const unknownNameFault: Describer = (fault) => {
  const { error, args, graph } = fault;
  const isAboutName = /refers to (?:a Tensor|an Operation)|looks like an \(invalid\) Operation name/.test(
    error.message,
  );
  const argument = args.find(({ value }) => typeof value === 'string' && error.message.includes(`'${value}'`));
  if (!isAboutName || !argument) return undefined;
  const name = argument.value as string;
  const wantsTensor = error.message.includes('Tensor names must') || name.includes(':');
  const nearest = nearestNames(name, graph, wantsTensor);
  const literal = argument.expression && ts.isStringLiteralLike(argument.expression) ? argument.expression : undefined;
  const [best] = nearest;
  return {
    code: 'name-not-found',
    message:
      (graph.findOperation(name) && wantsTensor
        ? `'${name}' names an operation; its first output is '${name}:0'.`
        : `Nothing in the graph is called '${name}'.`) +
      (best && !graph.findOperation(name) ? ` Did you mean '${best}'?` : ''),
    ...(literal && { range: rangeOf(literal) }),
    fixes: literal ? nearest.map((other) => fix(`Write '${other}'`, replace(literal, quoted(literal, other)))) : [],
  };
};

function quoted(literal: ts.StringLiteralLike, text: string): string {
  const [quote] = literal.getText(literal.getSourceFile());
  return quote + text + quote;
}

const mostSuggestions = 3;
/** Larger graphs are not searched: the names in them were not typed by hand. */
const mostNames = 20_000;

/** Names in the graph that are close to one that is not, the closest first. */
export function nearestNames(name: string, graph: Graph, wantsTensor: boolean): string[] {
  const [wanted, output = '0'] = name.split(':');
  const suffix = wantsTensor ? `:${/^\d+$/.test(output) ? output : '0'}` : '';
  if (graph.findOperation(wanted)) return [wanted + (wantsTensor ? ':0' : '')];
  const operations = graph.getOperations();
  if (operations.length > mostNames) return [];
  const last = lastPart(wanted);
  const scored = operations.flatMap((op) => {
    const distance = lastPart(op.name) === last ? 0.5 : editDistance(op.name, wanted);
    return distance <= Math.max(1, wanted.length / 4) ? [{ name: op.name + suffix, distance }] : [];
  });
  scored.sort((a, b) => a.distance - b.distance);
  return scored.slice(0, mostSuggestions).map((one) => one.name);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** How many characters must be added, taken away or changed; beyond a few it is not counted exactly. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > Math.max(2, b.length / 4) || a.length > 200) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same));
    }
    row = next;
  }
  return row[b.length];
}

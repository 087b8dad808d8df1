/** Series: siblings of one kind whose names count up without a gap, as TensorBoard folds them. */

import type { OperationItem, ScopeItem, SeriesItem } from './items.ts';

export const minSeriesLength = 5;

type Member = OperationItem | ScopeItem;

interface Numbered {
  readonly item: Member;
  readonly number: number;
}

/** The series among a scope's children, without ids yet. */
export function findSeries(scope: ScopeItem, host: Int32Array): Omit<SeriesItem, 'id'>[] {
  if (scope.children.length < minSeriesLength) return [];
  const candidates = new Map<string, { readonly prefix: string; readonly members: Numbered[] }>();
  for (const item of scope.children) {
    if (item.kind === 'operation' ? host[item.node]! >= 0 : item.drawn === 0 || item.loop !== null) continue;
    const { prefix, number } = splitNumber(item.label);
    const key = item.kind === 'operation' ? `op ${item.op} ${prefix}` : `scope ${item.template} ${prefix}`;
    const found = candidates.get(key);
    if (found) found.members.push({ item, number });
    else candidates.set(key, { prefix, members: [{ item, number }] });
  }
  const series: Omit<SeriesItem, 'id'>[] = [];
  for (const { prefix, members } of candidates.values()) {
    if (members.length < minSeriesLength) continue;
    members.sort((a, b) => a.number - b.number);
    for (const run of consecutiveRuns(members)) {
      if (run.length < minSeriesLength) continue;
      const label = `${prefix}[${run[0]!.number}-${run.at(-1)!.number}]`;
      const items = run.map(({ item }) => item);
      series.push({
        kind: 'series',
        label,
        name: scope.scope === null ? label : `${scope.name}/${label}`,
        scope,
        members: items,
        operations: items.reduce((sum, item) => sum + (item.kind === 'operation' ? 1 : item.operations), 0),
      });
    }
  }
  return series;
}

/** `layer_3` is number 3 of `layer_`, and so is `layer` number 0: TensorFlow numbers from the second on. */
export function splitNumber(label: string): { readonly prefix: string; readonly number: number } {
  let digits = label.length;
  while (digits > 0 && isDigit(label.charCodeAt(digits - 1))) digits -= 1;
  const count = label.length - digits;
  // A number with leading zeros, or beyond nine digits, does not count up.
  if (digits > 0 && count > 0 && count <= 9 && (count === 1 || label[digits] !== '0')) {
    return { prefix: label.slice(0, digits), number: Number(label.slice(digits)) };
  }
  return { prefix: `${label}_`, number: 0 };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function consecutiveRuns(members: readonly Numbered[]): Numbered[][] {
  const runs: Numbered[][] = [];
  let last: number | undefined;
  for (const member of members) {
    if (last !== undefined && member.number === last + 1) runs.at(-1)!.push(member);
    else runs.push([member]);
    last = member.number;
  }
  return runs;
}

/**
 * Which nodes stand at the side of their group's main graph. TensorBoard's rules: NoOp always; in groups of fifteen
 * and more, nodes whose degree is far beyond the others'. And scopes of optimizers and savers (purpose.ts).
 */

import type { Bundle } from './bundles.ts';
import type { GraphModel, Item } from './items.ts';
import { alwaysAuxiliary } from './purpose.ts';
import type { Unfolded } from './unfold.ts';
import type { ViewState } from './view-state.ts';

const minGroupSize = 15;
const minDegree = 5;
/** What many nodes read, but itself reads more than this, is on the way of the data and stays. */
const maxBridgeDegree = 4;

interface Degrees {
  readonly data: number;
  readonly control: number;
}

/** 1 for each drawn node that is auxiliary in its group. */
export function findAuxiliary(
  model: GraphModel,
  state: ViewState,
  { drawn }: Unfolded,
  bundles: readonly Bundle[],
): Uint8Array {
  const auxiliary = new Uint8Array(drawn.length);
  const { incoming, outgoing } = siblingDegrees(model, drawn.length, bundles);
  for (const group of siblingGroups(drawn)) {
    const chosen = new Set(group.filter((place) => serves(drawn[place]!.item)));
    if (group.length >= minGroupSize) {
      for (const place of beyond(group, incoming)) chosen.add(place);
      for (const place of beyond(group, outgoing)) if (incoming[place]!.data <= maxBridgeDegree) chosen.add(place);
    }
    // Where all would stand aside, there is no main graph for them to stand beside.
    if (chosen.size === group.length) chosen.clear();
    for (const place of group) {
      const placement = state.placements.get(drawn[place]!.item.id);
      const aside = placement === undefined ? chosen.has(place) : placement === 'auxiliary';
      auxiliary[place] = aside ? 1 : 0;
    }
  }
  return auxiliary;
}

function serves(item: Item): boolean {
  if (item.kind === 'operation') return alwaysAuxiliary.has(item.op);
  return item.kind === 'scope' ? item.auxiliary : item.members.every(serves);
}

export function siblingGroups(drawn: Unfolded['drawn']): number[][] {
  const groups = new Map<number, number[]>();
  drawn.forEach(({ parent }, place) => {
    const group = groups.get(parent);
    if (group) group.push(place);
    else groups.set(parent, [place]);
  });
  return [...groups.values()];
}

/** Distinct siblings that each node reads and is read by. */
function siblingDegrees(model: GraphModel, count: number, bundles: readonly Bundle[]) {
  const pairs = new Map<number, { readonly source: number; readonly target: number; data: boolean }>();
  for (const { sourceSibling: source, targetSibling: target, edges } of bundles) {
    const key = source * count + target;
    const data = edges.some((edge) => model.edges.output[edge]! >= 0);
    const pair = pairs.get(key);
    if (pair) pair.data ||= data;
    else pairs.set(key, { source, target, data });
  }
  const incoming = Array.from({ length: count }, () => ({ data: 0, control: 0 }));
  const outgoing = Array.from({ length: count }, () => ({ data: 0, control: 0 }));
  for (const { source, target, data } of pairs.values()) {
    const kind = data ? 'data' : 'control';
    outgoing[source]![kind] += 1;
    incoming[target]![kind] += 1;
  }
  return { incoming, outgoing };
}

/** Those above the third quartile by more than one and a half times the range between the quartiles. */
function beyond(group: readonly number[], degrees: readonly Degrees[]): number[] {
  // A node with control edges alone is measured by these.
  const degree = (place: number) => degrees[place]!.data || degrees[place]!.control;
  const sorted = group.map(degree).sort((a, b) => a - b);
  const lower = sorted[Math.round(sorted.length * 0.25)]!;
  const upper = sorted[Math.round(sorted.length * 0.75)]!;
  const bound = Math.max(upper + 1.5 * (upper - lower), minDegree - 1);
  return group.filter((place) => degree(place) > bound);
}

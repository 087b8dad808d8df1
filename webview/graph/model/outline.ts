/** The visible graph as the rows of a tree: its alternative in text, for screen readers and keyboards. */

import { flowOrder } from './flow-order.ts';
import type { ItemId } from './items.ts';
import type { Annotations, VisibleEdge, VisibleGraph, VisibleNode } from './visible.ts';

export interface OutlineRow {
  readonly id: ItemId;
  readonly label: string;
  /** `MatMul operation`, `scope, 12 operations`, `series, 9 operations`; with what could not be made, and `auxiliary`. */
  readonly description: string;
  /** From 1, as aria-level. */
  readonly level: number;
  /** Among its siblings, from 1, as aria-posinset and aria-setsize. */
  readonly position: number;
  readonly siblings: number;
  /** null for operations: they cannot be expanded. */
  readonly expanded: boolean | null;
  readonly parent: ItemId | null;
  /** Where its edges come from and go to, annotations included; each as one phrase: `fc1/W, ?×784`. */
  readonly inputs: readonly OutlineLink[];
  readonly outputs: readonly OutlineLink[];
}

export interface OutlineLink {
  /** null where the graph has no such node. */
  readonly id: ItemId | null;
  readonly text: string;
}

/** Rows in the order of data flow within each group, auxiliary ones last, parents before their children. */
export function outline(visible: VisibleGraph): readonly OutlineRow[] {
  const children = orderedChildren(visible);
  const incoming = grouped(visible.edges, ({ target }) => target);
  const outgoing = grouped(visible.edges, ({ source }) => source);
  const nameOf = (id: ItemId) => visible.byId.get(id)?.name ?? '';
  const rows: OutlineRow[] = [];
  const stack: {
    readonly node: VisibleNode;
    readonly level: number;
    readonly position: number;
    readonly of: number;
  }[] = [];
  const push = (parent: ItemId | null, level: number) => {
    const group = children.get(parent) ?? [];
    for (let i = group.length - 1; i >= 0; i -= 1) {
      stack.push({ node: group[i]!, level, position: i + 1, of: group.length });
    }
  };
  push(null, 1);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, level, position, of } = next;
    const { id, label, parent } = node;
    const from = (incoming.get(id) ?? []).map((edge) => ({ id: edge.source, text: phrase(nameOf(edge.source), edge) }));
    const to = (outgoing.get(id) ?? []).map((edge) => ({ id: edge.target, text: phrase(nameOf(edge.target), edge) }));
    rows.push({
      id,
      label,
      description: describe(node),
      level,
      position,
      siblings: of,
      expanded: node.kind === 'operation' ? null : node.expanded,
      parent,
      inputs: [...from, ...annotationLinks(node.inputs)],
      outputs: [...to, ...annotationLinks(node.outputs)],
    });
    if (node.expanded) push(id, level + 1);
  }
  return rows;
}

function orderedChildren({ nodes, flow }: VisibleGraph): Map<ItemId | null, VisibleNode[]> {
  const groups = new Map<ItemId | null, VisibleNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.parent);
    if (group) group.push(node);
    else groups.set(node.parent, [node]);
  }
  const place = new Map<ItemId, number>();
  const parentOf = new Map<ItemId, ItemId | null>();
  for (const [parent, group] of groups) {
    group.forEach(({ id }, i) => {
      place.set(id, i);
      parentOf.set(id, parent);
    });
  }
  const flows = new Map<ItemId | null, [number, number][]>();
  for (const { source, target } of flow) {
    const parent = parentOf.get(source) ?? null;
    const pair: [number, number] = [place.get(source)!, place.get(target)!];
    const found = flows.get(parent);
    if (found) found.push(pair);
    else flows.set(parent, [pair]);
  }
  for (const [parent, group] of groups) {
    const ordered = flowOrder(group.length, flows.get(parent) ?? []).map((i) => group[i]!);
    groups.set(parent, [...ordered.filter((node) => !node.auxiliary), ...ordered.filter((node) => node.auxiliary)]);
  }
  return groups;
}

function grouped(edges: readonly VisibleEdge[], end: (edge: VisibleEdge) => ItemId): Map<ItemId, VisibleEdge[]> {
  const groups = new Map<ItemId, VisibleEdge[]>();
  for (const edge of edges) {
    const group = groups.get(end(edge));
    if (group) group.push(edge);
    else groups.set(end(edge), [edge]);
  }
  return groups;
}

function phrase(name: string, { kind, label }: Pick<VisibleEdge, 'kind' | 'label'>): string {
  const what =
    kind === 'control' ? 'control' : [kind === 'reference' ? 'reference' : '', label].filter(Boolean).join(' ');
  return what === '' ? name : `${name}, ${what}`;
}

function annotationLinks({ shown, more }: Annotations): OutlineLink[] {
  const links: OutlineLink[] = shown.map(({ item, kind, label, edgeKind, edgeLabel }) => {
    const what = kind === 'constant' || kind === 'summary' || kind === 'missing' ? `${kind} ` : '';
    return { id: item, text: `${what}${phrase(label, { kind: edgeKind, label: edgeLabel })}` };
  });
  return more === 0 ? links : [...links, { id: null, text: `${more} more` }];
}

function describe({ kind, op, operations, auxiliary, faults, fault }: VisibleNode): string {
  const count = `${operations} operation${operations === 1 ? '' : 's'}`;
  const what = {
    operation: `${op} operation`,
    scope: `scope, ${count}`,
    series: `series, ${count}`,
    loop: `${count}, made in each pass`,
  }[kind];
  const failed = fault === null ? `${faults} could not be made` : `could not be made: ${fault}`;
  return [what, ...(faults > 0 ? [failed] : []), ...(auxiliary ? ['auxiliary'] : [])].join(', ');
}

/** From the model and the view's state to what is drawn. */

import { AnnotationCollector } from './annotations.ts';
import { findAuxiliary } from './auxiliary.ts';
import { type Bundle, bundleEdges, kindOf, type Load, loadOf, realEdge } from './bundles.ts';
import { type GraphModel, type Item, type ItemId, kindOfItem } from './items.ts';
import { edgeWidth } from './shapes.ts';
import { type Drawn, type Unfolded, unfold } from './unfold.ts';
import type { ViewState } from './view-state.ts';
import { edgeListLimit, type VisibleEdge, type VisibleGraph, type VisibleNode } from './visible.ts';

/** A node with more control edges than this shows them as annotations. */
const maxControlEdges = 4;

export function visibleGraph(model: GraphModel, state: ViewState): VisibleGraph {
  const unfolded = unfold(model, state);
  const { drawn, holder } = unfolded;
  const { bundles, annotated } = bundleEdges(model, unfolded);
  const auxiliary = findAuxiliary(model, state, unfolded, bundles);
  const annotations = new AnnotationCollector();
  const id = (place: number) => drawn[place]!.item.id;

  for (const { node, input, control } of model.edges.missing) {
    const place = holder[node]!;
    if (place < 0) continue;
    const edgeKind = control ? 'control' : 'data';
    const faulty = model.graph.nodes[node]!.fault !== undefined;
    annotations.add(id(place), 'input', { kind: 'missing', label: input, item: null, edgeKind, edgeLabel: '', faulty });
  }
  for (const { edge, place, side, node } of annotated) {
    const { id: item, name, op } = model.operations[node]!;
    const label = name.slice(name.lastIndexOf('/') + 1);
    const kind = op === 'Const' ? 'constant' : 'summary';
    const { label: edgeLabel, faulty } = loadOf(model, [edge]);
    annotations.add(id(place), side, { kind, label, item, edgeKind: kindOf(model, edge), edgeLabel, faulty });
  }

  const edges: VisibleEdge[] = [];
  const loads = bundles.map((bundle) => loadOf(model, bundle.edges));
  const crowded = crowdedByControl(bundles, loads, drawn.length, ({ source, target }) => [source, target]);
  bundles.forEach((bundle, i) => {
    const load = loads[i]!;
    const { kind, label, faulty } = load;
    const aside = standsAside(bundle.source, bundle.sourceSibling) || standsAside(bundle.target, bundle.targetSibling);
    if (!aside && !crowded(bundle, load)) {
      edges.push(visibleEdge(model, id(bundle.source), id(bundle.target), bundle, load));
      return;
    }
    const rest = { kind: aside ? 'auxiliary' : 'control', edgeKind: kind, edgeLabel: label, faulty } as const;
    const from = drawn[bundle.source]!.item;
    const to = drawn[bundle.target]!.item;
    annotations.add(from.id, 'output', { ...rest, label: to.label, item: to.id });
    annotations.add(to.id, 'input', { ...rest, label: from.label, item: from.id });
  });

  function standsAside(place: number, sibling: number): boolean {
    for (let at = place; ; at = drawn[at]!.parent) {
      if (auxiliary[at] === 1) return true;
      if (at === sibling) return false;
    }
  }

  const faults = faultsIn(model, unfolded);
  const nodes = drawn.map((each, place) => {
    const parent = each.parent < 0 ? null : id(each.parent);
    const { item } = each;
    const fault = item.kind === 'operation' ? (model.graph.nodes[item.node]!.fault ?? null) : null;
    return {
      ...visibleNode(each, parent, auxiliary[place] === 1, annotations),
      faults: faults[place]!,
      fault,
    };
  });
  return {
    nodes,
    byId: new Map(nodes.map((node) => [node.id, node])),
    edges,
    shownBy: shownBy(model, unfolded),
    annotation: Uint8Array.from(model.operations, ({ node }) => (unfolded.isAnnotation(node) ? 1 : 0)),
    flow: flowBetween(bundles, loads, auxiliary).map(([source, target]) => ({
      source: id(source),
      target: id(target),
    })),
  };
}

function visibleNode(
  { item, expanded }: Drawn,
  parent: ItemId | null,
  auxiliary: boolean,
  annotations: AnnotationCollector,
): Omit<VisibleNode, 'faults' | 'fault'> {
  return {
    id: item.id,
    kind: kindOfItem(item),
    label: item.label,
    name: item.name,
    op: opOf(item),
    parent,
    expanded,
    auxiliary,
    operations: item.kind === 'operation' ? 1 : item.operations,
    inputs: annotations.of(item.id, 'input'),
    outputs: annotations.of(item.id, 'output'),
  };
}

/** How many operations that could not be made each drawn node holds. */
function faultsIn({ graph, operations }: GraphModel, { drawn, holder }: Unfolded): Int32Array {
  const faults = new Int32Array(drawn.length);
  for (const { node } of operations) {
    if (graph.nodes[node]!.fault !== undefined && holder[node]! >= 0) faults[holder[node]!]! += 1;
  }
  return faults;
}

function opOf(item: Item): string {
  if (item.kind === 'operation') return item.op;
  if (item.kind === 'scope') return '';
  const [member] = item.members;
  return member?.kind === 'operation' ? member.op : '';
}

function visibleEdge(model: GraphModel, source: ItemId, target: ItemId, bundle: Bundle, load: Load): VisibleEdge {
  return {
    // The length makes it unambiguous, whatever names hold.
    id: `edge:${source.length}:${source} ${target}`,
    source,
    target,
    ...load,
    width: edgeWidth(load.size),
    edges: bundle.edges.slice(0, edgeListLimit).map((edge) => realEdge(model, edge)),
  };
}

/** Whether a bundle of control edges alone has an end with too many such. */
function crowdedByControl<Between>(
  betweens: readonly Between[],
  loads: readonly Pick<Load, 'kind'>[],
  places: number,
  endsOf: (between: Between) => readonly [number, number],
): (between: Between, load: Pick<Load, 'kind'>) => boolean {
  const outgoing = new Int32Array(places);
  const incoming = new Int32Array(places);
  betweens.forEach((between, i) => {
    if (loads[i]!.kind !== 'control') return;
    const [source, target] = endsOf(between);
    outgoing[source]! += 1;
    incoming[target]! += 1;
  });
  return (between, { kind }) => {
    const [source, target] = endsOf(between);
    return kind === 'control' && (outgoing[source]! > maxControlEdges || incoming[target]! > maxControlEdges);
  };
}

/** Pairs of siblings in the main graph, whatever is open within them. */
function flowBetween(bundles: readonly Bundle[], loads: readonly Load[], auxiliary: Uint8Array): [number, number][] {
  const pairs = new Map<number, { readonly source: number; readonly target: number; kind: 'data' | 'control' }>();
  bundles.forEach(({ sourceSibling: source, targetSibling: target }, i) => {
    if (auxiliary[source] === 1 || auxiliary[target] === 1) return;
    const key = source * auxiliary.length + target;
    const kind = loads[i]!.kind === 'control' ? 'control' : 'data';
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, { source, target, kind });
    else if (kind === 'data') pair.kind = kind;
  });
  const all = [...pairs.values()];
  const crowded = crowdedByControl(all, all, auxiliary.length, ({ source, target }) => [source, target]);
  return all.filter((pair) => !crowded(pair, pair)).map(({ source, target }) => [source, target]);
}

/** Annotations are shown by their host, unless a closed group holds them. */
function shownBy({ host }: GraphModel, { holder, isAnnotation }: Unfolded): Int32Array {
  const shown = holder.slice();
  for (let node = 0; node < shown.length; node += 1) {
    let at = node;
    // A constant's host may be a summary, and that has one itself: no longer chain exists.
    while (shown[node]! < 0 && isAnnotation(at)) {
      at = host[at]!;
      shown[node] = holder[at]!;
    }
  }
  return shown;
}

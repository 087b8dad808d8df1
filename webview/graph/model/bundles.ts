/** Real edges gathered between the drawn nodes that hold their ends. */

import type { GraphModel } from './items.ts';
import { formatShape, sizeEstimate } from './shapes.ts';
import type { Unfolded } from './unfold.ts';
import type { EdgeKind, RealEdge } from './visible.ts';

/** All edges from one drawn node to another. */
export interface Bundle {
  /** Places in `Unfolded.drawn`. */
  readonly source: number;
  readonly target: number;
  /** The items around or at the ends that are siblings of one another. */
  readonly sourceSibling: number;
  readonly targetSibling: number;
  /** Places in the table of edges. */
  readonly edges: number[];
}

/** An edge of which one end is drawn as an annotation. */
export interface AnnotatedEdge {
  readonly edge: number;
  /** The drawn node that shows it, and at which side. */
  readonly place: number;
  readonly side: 'input' | 'output';
  /** The node that is the annotation. */
  readonly node: number;
}

export function bundleEdges(
  { edges, host }: GraphModel,
  { drawn, holder, isAnnotation }: Unfolded,
): { readonly bundles: readonly Bundle[]; readonly annotated: readonly AnnotatedEdge[] } {
  const bundles = new Map<number, Bundle>();
  const annotated: AnnotatedEdge[] = [];
  for (let edge = 0; edge < edges.count; edge += 1) {
    const from = edges.source[edge]!;
    const to = edges.target[edge]!;
    const source = holder[from]!;
    const target = holder[to]!;
    const toAnnotation = isAnnotation(to);
    if (isAnnotation(from)) {
      // What the reader's own closed scope holds is not drawn outside of it.
      if (!toAnnotation && edges.output[edge]! >= 0 && source !== target) {
        annotated.push({ edge, place: target, side: 'input', node: from });
      }
    } else if (toAnnotation) {
      if (host[to] === from && source !== target) annotated.push({ edge, place: source, side: 'output', node: to });
    } else if (source !== target) {
      const key = source * drawn.length + target;
      const bundle = bundles.get(key);
      if (bundle) bundle.edges.push(edge);
      else bundles.set(key, { source, target, ...siblings(drawn, source, target), edges: [edge] });
    }
  }
  return { bundles: [...bundles.values()], annotated };
}

function siblings(drawn: Unfolded['drawn'], source: number, target: number) {
  let a = source;
  let b = target;
  while (drawn[a]!.parent !== drawn[b]!.parent) {
    if (drawn[a]!.depth >= drawn[b]!.depth) a = drawn[a]!.parent;
    else b = drawn[b]!.parent;
  }
  return { sourceSibling: a, targetSibling: b };
}

export interface Load {
  readonly kind: EdgeKind;
  readonly counts: Readonly<Record<EdgeKind, number>>;
  readonly tensors: number;
  readonly label: string;
  readonly size: number;
  /** Something of it is read by an operation that could not be made. */
  readonly faulty: boolean;
}

export function kindOf({ edges }: GraphModel, edge: number): EdgeKind {
  if (edges.output[edge]! < 0) return 'control';
  return edges.reference[edge] === 1 ? 'reference' : 'data';
}

/** What a bundle carries. */
export function loadOf(model: GraphModel, bundle: readonly number[]): Load {
  const { edges, graph } = model;
  const counts: Record<EdgeKind, number> = { data: 0, reference: 0, control: 0 };
  const tensors = new Set<number>();
  let size = 0;
  let only = '';
  let faulty = false;
  for (const edge of bundle) {
    counts[kindOf(model, edge)] += 1;
    faulty ||= graph.nodes[edges.target[edge]!]!.fault !== undefined;
    const output = edges.output[edge]!;
    if (output < 0) continue;
    const tensor = edges.source[edge]! * 65_536 + output;
    if (tensors.has(tensor)) continue;
    tensors.add(tensor);
    const shape = graph.nodes[edges.source[edge]!]!.outputs[output]?.shape ?? null;
    size += sizeEstimate(shape);
    only = formatShape(shape);
  }
  const kind = counts.data > 0 ? 'data' : counts.reference > 0 ? 'reference' : 'control';
  const label = tensors.size > 1 ? `${tensors.size} tensors` : only;
  return { kind, counts, tensors: tensors.size, label, size, faulty };
}

export function realEdge(model: GraphModel, edge: number): RealEdge {
  const { edges, operations } = model;
  return {
    source: operations[edges.source[edge]!]!.name,
    output: edges.output[edge]!,
    target: operations[edges.target[edge]!]!.name,
    kind: kindOf(model, edge),
  };
}

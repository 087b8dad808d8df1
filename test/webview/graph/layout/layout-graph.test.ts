import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutGraph } from '../../../../webview/graph/layout/layout-graph.ts';
import type { Box, Layout, LayoutRequest } from '../../../../webview/graph/layout/placement.ts';
import { RankCache } from '../../../../webview/graph/layout/rank-cache.ts';
import { layoutRequest } from '../../../../webview/graph/layout/request.ts';
import { keepInPlace } from '../../../../webview/graph/layout/stable.ts';
import { buildModel, initialViewState, visibleGraph, withExpanded } from '../../../../webview/graph/model/index.ts';
import type { GraphData } from '../../../../webview/protocol.ts';
import { tutorialGraph } from '../engine-graph.ts';
import { anyGraph, graphOf, node, opened } from '../random-graph.ts';
import { threadTime } from '../thread-time.ts';

function request(graph: GraphData, choice: readonly number[] = []): LayoutRequest {
  const model = buildModel(graph);
  const groups = [...model.items.values()].filter(({ kind, id }) => kind !== 'operation' && id !== 'root:');
  return layoutRequest(
    visibleGraph(
      model,
      opened(
        groups.map(({ id }) => id),
        choice,
      ),
    ),
  );
}

const tolerance = 1e-6;

function overlap(a: Box, b: Box): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 - tolerance &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 - tolerance
  );
}

function within(inner: Box, outer: Box): boolean {
  return (
    Math.abs(inner.x - outer.x) <= (outer.width - inner.width) / 2 + tolerance &&
    Math.abs(inner.y - outer.y) <= (outer.height - inner.height) / 2 + tolerance
  );
}

/** Nothing overlaps that should not, and each child with its annotations is in its parent. */
function expectSound({ nodes }: LayoutRequest, layout: Layout): void {
  const groups = new Map<string | null, Box[]>();
  for (const { id, parent, annotations } of nodes) {
    const own = [layout.nodes.get(id)!, ...annotations.map((annotation) => layout.annotations.get(annotation.id)!)];
    for (const box of own) {
      expect([box.x, box.y, box.width, box.height].every(Number.isFinite)).toBe(true);
      expect(within(box, parent === null ? layout.bounds : layout.nodes.get(parent)!)).toBe(true);
    }
    groups.set(parent, [...(groups.get(parent) ?? []), ...own]);
  }
  const overlapping = [...groups.values()].flatMap((boxes) =>
    boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b) => (overlap(a, b) ? [[a, b]] : []))),
  );
  expect(overlapping).toEqual([]);
}

describe('layout', () => {
  test('never overlaps siblings and their annotations, and keeps children in their parents', () => {
    fc.assert(
      fc.property(anyGraph, fc.array(fc.nat(), { maxLength: 8 }), (graph, choice) => {
        const asked = request(graph, choice);
        const layout = layoutGraph(asked);
        expect(layout.nodes.size).toBe(asked.nodes.length);
        expectSound(asked, layout);
      }),
    );
  });

  test('lets data flow up', () => {
    const { nodes } = layoutGraph(request(graphOf(node('a'), node('b', 'Add', ['a']), node('c', 'Add', ['b', 'a']))));
    expect(nodes.get('op:a')!.y).toBeGreaterThan(nodes.get('op:b')!.y);
    expect(nodes.get('op:b')!.y).toBeGreaterThan(nodes.get('op:c')!.y);
  });

  test('leads an edge past what is between its ends', () => {
    const graph = graphOf(node('a'), node('b', 'Add', ['a']), node('c', 'Add', ['b', 'a']));
    const { nodes, bends } = layoutGraph(request(graph));
    const [[point]] = [...bends.values()] as [[{ x: number; y: number }]];
    const b = nodes.get('op:b')!;
    expect(point.y).toBeCloseTo(b.y);
    expect(Math.abs(point.x - b.x)).toBeGreaterThan(b.width / 2);
  });

  test('survives rings', () => {
    const asked = request(graphOf(node('a', 'Add', ['c']), node('b', 'Add', ['a']), node('c', 'Add', ['b', 'c'])));
    expectSound(asked, layoutGraph(asked));
  });

  test('is empty for no nodes', () => {
    expect(layoutGraph({ nodes: [], edges: [], flow: [] }).bounds).toMatchObject({ width: 0, height: 0 });
  });
});

describe('opening in place', () => {
  const model = buildModel(tutorialGraph());
  const layoutOf = (cache: RankCache, ...open: string[]) =>
    layoutGraph(layoutRequest(visibleGraph(model, { ...initialViewState, expanded: new Set(open) })), undefined, cache);

  test('and closing gives back the same layout, with a cache and without', () => {
    const cache = new RankCache();
    const folded = layoutOf(cache);
    const openOnce = layoutOf(cache, 'scope:model', 'scope:model/fc1');
    expect(layoutOf(cache)).toEqual(folded);
    expect(layoutOf(new RankCache(), 'scope:model', 'scope:model/fc1')).toEqual(openOnce);
    const there = keepInPlace(openOnce, folded, 'scope:model');
    expect(there.nodes.get('scope:model')).toMatchObject({ x: folded.nodes.get('scope:model')!.x });
    const back = keepInPlace(folded, there, 'scope:model');
    for (const [id, { x, y }] of folded.nodes) {
      expect(back.nodes.get(id)!.x).toBeCloseTo(x);
      expect(back.nodes.get(id)!.y).toBeCloseTo(y);
    }
  });

  test('keeps the others in their rows and order', () => {
    const cache = new RankCache();
    fc.assert(
      fc.property(fc.subarray(model.scopes.map(({ id }) => id)), fc.nat(), (open, which) => {
        const state = { ...initialViewState, expanded: new Set(open) };
        const closed = visibleGraph(model, state).nodes.filter(({ kind, expanded }) => kind === 'scope' && !expanded);
        const target = closed[which % Math.max(closed.length, 1)];
        if (target === undefined) return;
        const before = visibleGraph(model, state);
        const after = visibleGraph(model, withExpanded(state, target.id, true));
        const first = layoutGraph(layoutRequest(before), undefined, cache).nodes;
        const second = layoutGraph(layoutRequest(after), undefined, cache).nodes;
        const siblings = before.nodes.filter(({ parent, auxiliary }) => parent === target.parent && !auxiliary);
        for (const a of siblings) {
          for (const b of siblings) {
            const [a1, b1, a2, b2] = [first.get(a.id)!, first.get(b.id)!, second.get(a.id)!, second.get(b.id)!];
            // Rows from their middles, which stand in the same order; within a row, from left to right.
            if (a1.y < b1.y - tolerance) expect(a2.y).toBeLessThan(b2.y);
            else if (Math.abs(a1.y - b1.y) < tolerance && a1.x < b1.x) expect(a2.x).toBeLessThan(b2.x);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('large groups', () => {
  /** Within one scope, so that nothing folds. */
  const group = (count: number, edges: number, reach: number): GraphData => {
    let seed = 1;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const inputs: string[][] = Array.from({ length: count }, () => []);
    for (let i = 0; i < edges; i += 1) {
      const from = Math.floor(random() * count);
      const to = Math.min(count - 1, from + 1 + Math.floor(random() * random() * reach));
      if (from !== to) inputs[to]!.push(`s/n${from}x`);
    }
    return graphOf(...inputs.map((each, i) => node(`s/n${i}x`, 'Add', each)));
  };
  const open = (graph: GraphData): LayoutRequest =>
    layoutRequest(visibleGraph(buildModel(graph), withExpanded(initialViewState, 'scope:s', true)));

  test('of 300 children take less than a second, sparse or dense', () => {
    for (const [edges, reach] of [
      [320, 20],
      [450, 20],
      [900, 300],
      [3000, 300],
    ] as const) {
      const asked = open(group(300, edges, reach));
      const cold = new RankCache();
      expect(threadTime(() => layoutGraph(asked, undefined, cold))).toBeLessThan(1000);
      expectSound(asked, layoutGraph(asked, undefined, cold));
    }
  });

  test('of 20,000 children still come to an end soon', () => {
    const asked = open(group(20_000, 40_000, 100));
    let count = 0;
    const time = threadTime(() => {
      count = layoutGraph(asked).nodes.size;
    });
    expect(count).toBe(20_001);
    expect(time).toBeLessThan(3000);
  });

  test('a graph of 20,000 nodes folds and is laid out within a second', () => {
    const nodes = Array.from({ length: 20_000 }, (_, i) => {
      const scope = `block_${Math.floor(i / 1000)}/layer_${Math.floor(i / 50) % 20}`;
      return node(`${scope}/${['MatMul', 'Add', 'Relu'][i % 3]}_${i}`, ['MatMul', 'Add', 'Relu'][i % 3]);
    });
    const wired = nodes.map((each, i) => ({ ...each, inputs: i > 1 ? [nodes[i - 1]!.name, nodes[i >> 1]!.name] : [] }));
    const graph = graphOf(...wired);
    let count = 0;
    const time = threadTime(() => {
      count = layoutGraph(layoutRequest(visibleGraph(buildModel(graph), initialViewState))).nodes.size;
    });
    expect(time).toBeLessThan(1000);
    expect(count).toBeLessThan(30);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDot } from '../../engine/cli/graph/dot.ts';
import { layeredLayout } from '../../engine/cli/graph/layered-layout.ts';
import { formatPlans } from '../../engine/cli/graph/plans.ts';
import { formatSvg } from '../../engine/cli/graph/svg.ts';
import type { GraphDescription, NodeDescription } from '../../engine/runner/index.ts';

const node = (name: string, op: string, inputs: string[] = [], controlInputs: string[] = []): NodeDescription => ({
  name,
  op,
  inputs,
  controlInputs,
  device: '',
  outputs: [{ dtype: 'float32', shape: [2] }],
  attributes: [],
});

const graph: GraphDescription = {
  nodes: [
    node('x', 'Placeholder'),
    node('fc/w', 'Const'),
    node('fc/Mul', 'Mul', ['x', 'fc/w']),
    node('done "1" <a>', 'NoOp', [], ['fc/Mul']),
  ],
};

describe('a graph as Graphviz text', () => {
  it('has scopes as clusters, shapes on edges, dotted control edges, quoted names', () => {
    expect(formatDot(graph)).toBe(`digraph model {
  rankdir=BT;
  node [shape=box, style=rounded, fontname="sans-serif"];
  n0 [label="x\\nPlaceholder", tooltip="x"];
  n3 [label="done \\"1\\" <a>\\nNoOp", tooltip="done \\"1\\" <a>"];
  subgraph "cluster fc" {
    label="fc";
    n1 [label="w\\nConst", tooltip="fc/w"];
    n2 [label="Mul", tooltip="fc/Mul"];
  }
  n0 -> n2 [label="[2]"];
  n1 -> n2 [label="[2]"];
  n2 -> n3 [style=dotted];
}
`);
  });
});

describe('a graph as a picture', () => {
  it('has a box a node and a line an edge, with names escaped', () => {
    const svg = formatSvg(graph);
    expect(svg.match(/<rect /g)).toHaveLength(4);
    expect(svg.match(/<path /g)).toHaveLength(3);
    expect(svg.match(/<path class="control"/g)).toHaveLength(1);
    expect(svg).toContain('done &quot;1&quot; &lt;a&gt;');
    expect(svg).not.toContain('NaN');
  });

  it('of nothing is still a picture', () => {
    expect(formatSvg({ nodes: [] })).toMatch(/^<svg .*<\/svg>\n$/s);
  });
});

describe('layeredLayout', () => {
  const graphs = fc.integer({ min: 1, max: 60 }).chain((count) =>
    fc.tuple(
      fc.constant(count),
      fc.array(
        fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).map(([from, to]) => ({ from, to })),
        { maxLength: 150 },
      ),
    ),
  );

  it('puts every node above its inputs, and no two in one place', () => {
    fc.assert(
      fc.property(graphs, ([count, edges]) => {
        const placed = layeredLayout(count, edges);
        expect(placed).toHaveLength(count);
        for (const { from, to } of edges) if (from < to) expect(placed[to]!.layer).toBeGreaterThan(placed[from]!.layer);
        expect(new Set(placed.map(({ layer, order }) => `${layer} ${order}`)).size).toBe(count);
        for (const { layer, order } of placed) expect(Math.min(layer, order)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('keeps two chains apart instead of crossing them', () => {
    // 0 -> 3 and 1 -> 2: in the order they were made, the lines would cross.
    const placed = layeredLayout(4, [
      { from: 1, to: 2 },
      { from: 0, to: 3 },
    ]);
    expect(placed[0]!.order < placed[1]!.order).toBe(placed[3]!.order < placed[2]!.order);
  });

  it('does 5000 nodes in a moment', () => {
    const edges = Array.from({ length: 4999 }, (_, i) => ({ from: Math.floor(i * 0.9), to: i + 1 }));
    const start = performance.now();
    layeredLayout(5000, edges);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('plans as tables', () => {
  it('show each kernel with what it covers', () => {
    const common = { form: 'wasm' as const, bytesRead: 80, bytesWritten: 32, flops: 48 };
    const kernels = [
      { ...common, label: 'matmul 2×3×4', covers: ['MatMul', 'add'], microseconds: 12.34 },
      { ...common, label: 'reduce', covers: ['Mean'], bytesRead: 4096, flops: 2e6, microseconds: 4321 },
      { ...common, label: 'elementwise 2', covers: ['sub'], microseconds: 1, joinsPrevious: 'chain' as const },
      { ...common, label: 'elementwise 7', covers: ['add_7'], microseconds: 1, joinsPrevious: 'bundle' as const },
      { ...common, form: 'host' as const, label: 'host Print', covers: ['Print'] },
    ];
    expect(formatPlans([{ fetches: ['Mean:0'], arenaBytes: 2048, kernels }])).toBe(
      [
        'Mean:0: 5 kernels, arena 2.0 KiB, 4.3 ms',
        '#  kernel         form    time     reads    writes  flops  covers',
        '0  matmul 2×3×4   wasm    12.3 µs  80 B     32 B       48  MatMul add',
        '1  reduce         wasm    4.3 ms   4.0 KiB  32 B    2.0e6  Mean',
        '2  elementwise 2  wasm ↑  1.0 µs   80 B     32 B       48  sub',
        '3  elementwise 7  wasm +  1.0 µs   80 B     32 B       48  add_7',
        '4  host Print     host             80 B     32 B       48  Print',
        '',
      ].join('\n'),
    );
    expect(formatPlans([])).toBe('Nothing was run, so nothing was compiled.\n');
  });
});

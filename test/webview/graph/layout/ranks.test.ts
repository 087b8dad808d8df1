import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankChildren } from '../../../../webview/graph/layout/ranks.ts';

const size = { width: 60, height: 20 };
const sizes = (count: number) => Array.from({ length: count }, () => size);

describe('ranks', () => {
  test('hold each child once, from left to right, in fast and in thorough groups', () => {
    const anyEdges = fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 });
    fc.assert(
      fc.property(anyEdges, fc.boolean(), (pairs, large) => {
        const edges = pairs.filter(([a, b]) => a !== b);
        const count = large ? 340 : 40;
        // A chain beside them makes the group too large for dagre.
        const chain = Array.from({ length: count - 41 > 0 ? count - 41 : 0 }, (_, i) => [40 + i, 41 + i] as const);
        const { rows } = rankChildren(sizes(count), [...edges, ...chain]);
        for (const row of rows) expect(row.map(({ x }) => x)).toEqual(row.map(({ x }) => x).sort((a, b) => a - b));
        const nodes = rows.flatMap((row) => row.flatMap((item) => (item.kind === 'node' ? [item.node] : [])));
        expect(nodes.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
      { numRuns: 30 },
    );
  });

  test('put what nothing connects below, nearly in a square', () => {
    const { rows } = rankChildren(sizes(102), [[100, 101]]);
    expect(rows.at(-1)).toMatchObject([{ node: 101 }]);
    expect(rows.at(-2)).toMatchObject([{ node: 100 }]);
    expect(rows.length - 2).toBeGreaterThan(5);
    expect(rows.length - 2).toBeLessThan(25);
  });

  test('lead up in large groups too, where no ring forbids it', () => {
    const chain = Array.from({ length: 400 }, (_, i) => [i, i + 1] as const);
    const { rows } = rankChildren(sizes(401), [...chain, [0, 400]]);
    expect(rows.map(([item]) => item?.kind === 'node' && item.node)).toEqual(Array.from({ length: 401 }, (_, i) => i));
  });
});

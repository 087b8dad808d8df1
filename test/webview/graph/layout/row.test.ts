import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RowItem, spreadRow } from '../../../../webview/graph/layout/row.ts';

const item = (x: number, half: number, weight = 1): RowItem => ({ x, left: half, right: half, gap: 10, weight });

test('what has room stays where it is', () => {
  expect(spreadRow([item(0, 5), item(20, 5), item(100, 5)])).toEqual([0, 20, 100]);
});

test('two that overlap share the way, by their weights', () => {
  expect(spreadRow([item(0, 5), item(0, 5)])).toEqual([-10, 10]);
  expect(spreadRow([item(0, 5, 3), item(0, 5)])).toEqual([-5, 15]);
});

test('only those that are pressed move', () => {
  expect(spreadRow([item(0, 5), item(100, 50), item(140, 5), item(400, 5)])).toEqual([0, 87.5, 152.5, 400]);
});

test('nothing overlaps, and the order stays', () => {
  const items = fc.array(fc.record({ x: fc.integer({ min: -500, max: 500 }), half: fc.integer({ min: 1, max: 200 }) }));
  fc.assert(
    fc.property(items, (specs) => {
      const row = specs.map(({ x, half }) => item(x, half)).sort((a, b) => a.x - b.x);
      const places = spreadRow(row);
      places.slice(1).forEach((x, i) => {
        expect(x - places[i]!).toBeGreaterThanOrEqual(row[i]!.right + 10 + row[i + 1]!.left - 1e-6);
      });
    }),
  );
});

import { expect, test } from 'vitest';
import {
  seenBox,
  viewportCentering,
  viewportFitting,
  viewportOpening,
  viewportShowing,
  viewportZoomed,
} from '../../../../webview/graph/view/viewport.ts';

const size = { width: 800, height: 600 };
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

test('a large graph is seen whole, a small one is not blown up', () => {
  const seen = seenBox(viewportFitting(box(1000, 2000, 4000, 1000), size), size);
  expect(seen.x).toBeCloseTo(1000);
  expect(seen.width).toBeGreaterThan(4000);
  expect(viewportFitting(box(0, 0, 10, 10), size).zoom).toBe(1.25);
});

test('a very tall graph opens readable, at the end where its data comes in', () => {
  const tall = box(0, 0, 100, 20_000);
  const viewport = viewportOpening(tall, size);
  const seen = seenBox(viewport, size);
  expect(viewport.zoom).toBe(0.45);
  expect(seen.y + seen.height / 2).toBeGreaterThan(10_000);
  expect(viewportOpening(box(0, 0, 100, 100), size)).toEqual(viewportFitting(box(0, 0, 100, 100), size));
});

test('what is seen already moves nothing; what is not is brought in by the least movement', () => {
  const from = { zoom: 1, x: 0, y: 0 };
  expect(viewportShowing(box(400, 300, 100, 50), from, size)).toEqual(from);
  expect(viewportShowing(box(900, 300, 100, 50), from, size)).toEqual({ zoom: 1, x: 800 - 28 - 950, y: 0 });
});

test('a box that is too large shrinks, as far as it can be read', () => {
  expect(viewportShowing(box(0, 0, 900, 100), { zoom: 1, x: 0, y: 0 }, size).zoom).toBeCloseTo(744 / 900);
  const huge = viewportShowing(box(0, 0, 9000, 9000), { zoom: 1, x: 0, y: 0 }, size);
  expect(huge.zoom).toBe(0.7);
  // Its upper end is seen.
  expect(-4500 * huge.zoom + huge.y).toBeCloseTo(28);
  expect(viewportShowing(box(0, 0, 9000, 9000), { zoom: 0.3, x: 0, y: 0 }, size).zoom).toBe(0.3);
});

test('centering makes small things readable', () => {
  const viewport = viewportCentering(box(500, 500, 50, 20), { zoom: 0.1, x: 0, y: 0 }, size);
  expect(viewport.zoom).toBe(0.8);
  expect(500 * viewport.zoom + viewport.x).toBeCloseTo(400);
});

test('zooming keeps the point under the pointer, and ends at the limits', () => {
  const from = { zoom: 1, x: 10, y: 20 };
  const to = viewportZoomed(from, 2, { x: 100, y: 100 });
  expect((100 - to.x) / to.zoom).toBeCloseTo((100 - from.x) / from.zoom);
  expect(viewportZoomed(from, 1000, { x: 0, y: 0 }).zoom).toBe(4);
});

import { expect, test } from 'vitest';
import type { Box } from '../../../../webview/graph/layout/index.ts';
import { placeEdgeLabels, pointsOnEdge } from '../../../../webview/graph/view/edge-labels.ts';
import { annotationsOf } from '../../../../webview/graph/view/scene.ts';
import { tutorialScene } from './scene.ts';

const overlap = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

test.each([[[]], [['model']], [['model', 'model/fc1', 'train']]])(
  'with %j open, no label covers a node, an annotation or a label',
  (open) => {
    const scene = tutorialScene(...open);
    const labels = [...placeEdgeLabels(scene, (label) => label.length * 5)];
    expect(labels.length).toBeGreaterThan(2);
    const boxes = labels.map(([, { x, y, width }]) => ({ x, y, width, height: 11 }));
    const solid = scene.visible.nodes
      .filter(({ expanded }) => !expanded)
      .flatMap((node) => [scene.layout.nodes.get(node.id)!, ...annotationsOf(scene, node).map(({ box }) => box)]);
    for (const [place, box] of boxes.entries()) {
      for (const other of solid) expect(overlap(box, other)).toBe(false);
      for (const other of boxes.slice(place + 1)) expect(overlap(box, other)).toBe(false);
    }
  },
);

test('a bent edge begins and ends where it should and keeps between its bends', () => {
  const points = pointsOnEdge({ x: 0, y: 0 }, { x: 0, y: 100 }, [
    { x: 40, y: 30 },
    { x: 40, y: 70 },
  ]);
  expect(points[0]).toEqual({ x: 0, y: 0 });
  expect(points.at(-1)).toEqual({ x: 0, y: 100 });
  expect(points).toContainEqual({ x: 40, y: 50 });
  for (const { x } of points) expect(x).toBeLessThanOrEqual(40);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { controlPoints } from '../../../../webview/graph/view/edge-path.ts';

const point = fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) });

test('weights and distances give the bends back', () => {
  fc.assert(
    fc.property(point, point, fc.array(point, { maxLength: 5 }), (from, to, bends) => {
      fc.pre(Math.hypot(to.x - from.x, to.y - from.y) > 1);
      const { weights, distances } = controlPoints(from, to, bends);
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      for (const [place, bend] of bends.entries()) {
        const weight = weights[place]!;
        const distance = distances[place]!;
        // As Cytoscape does it: along the line, then to its side.
        expect(from.x + (to.x - from.x) * weight - ((to.y - from.y) / length) * distance).toBeCloseTo(bend.x, 3);
        expect(from.y + (to.y - from.y) * weight + ((to.x - from.x) / length) * distance).toBeCloseTo(bend.y, 3);
      }
    }),
  );
});

test('ends in the same place leave no line to bend', () => {
  expect(controlPoints({ x: 1, y: 1 }, { x: 1, y: 1 }, [{ x: 5, y: 5 }])).toEqual({ weights: [], distances: [] });
});

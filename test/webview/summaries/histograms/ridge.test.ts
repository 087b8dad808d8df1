import { expect, it } from 'vitest';
import { hitRidge, layOutRidge, maxSlices } from '../../../../webview/summaries/histograms/ridge.ts';

const point = (step: number, ...buckets: number[]) => ({
  step,
  wallTime: 100 + step,
  buckets: new Float64Array(buckets),
});
const size = { width: 300, height: 200, axis: 'step' } as const;

it('puts the oldest at the back and the newest at the front', () => {
  const ridge = layOutRidge({
    ...size,
    mode: 'offset',
    points: [point(0, 0, 1, 4), point(50, 0, 1, 4), point(100, 0, 1, 4)],
  })!;
  expect(ridge.slices.map(({ baseline }) => baseline)).toEqual([80, 140, 200]);
  expect(ridge.slices.map(({ age }) => age)).toEqual([0, 0.5, 1]);
});

it('stays within its height', () => {
  const points = [point(0, 0, 1, 1), point(1, 0, 0.1, 1000)];
  for (const mode of ['offset', 'overlay'] as const) {
    for (const { baseline, rises } of layOutRidge({ ...size, mode, points })!.slices) {
      expect(baseline).toBeLessThanOrEqual(200);
      expect(baseline - Math.max(...rises)).toBeGreaterThanOrEqual(-1e-9);
    }
  }
});

it('draws the steps of a restarted run where they belong', () => {
  const points = [point(0, 0, 1, 1), point(10, 0, 1, 1), point(5, 0, 1, 1)];
  expect(layOutRidge({ ...size, mode: 'offset', points })!.slices.map(({ index }) => index)).toEqual([0, 2, 1]);
});

it('chooses among very many, the first and the last always', () => {
  const points = Array.from({ length: 500 }, (_, step) => point(step, 0, 1, 1));
  const indexes = layOutRidge({ ...size, mode: 'offset', points })!.slices.map(({ index }) => index);
  expect(indexes).toHaveLength(maxSlices);
  expect([indexes[0], indexes.at(-1)]).toEqual([0, 499]);
});

it('has nothing to draw where nothing was counted', () => {
  expect(layOutRidge({ ...size, mode: 'offset', points: [] })).toBeUndefined();
  expect(layOutRidge({ ...size, mode: 'offset', points: [point(0, 0, 1, 0)] })).toBeUndefined();
});

it('finds the outline under the pointer', () => {
  const ridge = layOutRidge({ ...size, mode: 'offset', points: [point(0, 0, 1, 4), point(1, 0, 1, 2)] })!;
  expect(hitRidge(ridge, 5, 0)?.slice.index).toBe(0);
  expect(hitRidge(ridge, 5, 199)?.slice.index).toBe(1);
  expect(hitRidge(ridge, 299, 199)?.bin).toBe(29);
});

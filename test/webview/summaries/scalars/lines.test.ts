import { expect, test } from 'vitest';
import { ChartLines } from '../../../../webview/summaries/scalars/chart-lines.ts';
import { lineName, linesOf, partStarts, xValues } from '../../../../webview/summaries/scalars/lines.ts';
import { smooth } from '../../../../webview/summaries/scalars/smoothing.ts';
import { runOf, seriesOf } from './made-series.ts';

test('a step back begins another line', () => {
  const lines = linesOf(seriesOf([1, 2, 3, 4, 5], [0, 10, 20, 10, 20]), 'step', 0);
  expect(lines.map(({ x, y, offset }) => ({ x: [...x], y: [...y], offset }))).toEqual([
    { x: [0, 10, 20], y: [1, 2, 3], offset: 0 },
    { x: [10, 20], y: [4, 5], offset: 3 },
  ]);
});

test('a repeated step stays on its line', () => {
  expect(partStarts(Float64Array.of(0, 1, 1, 2))).toEqual([0]);
});

test('an x that is not finite neither begins a line nor counts for the next', () => {
  expect(partStarts(Float64Array.of(0, 5, Number.NaN, 3, 6))).toEqual([0, 3]);
  expect(partStarts(Float64Array.of(Number.NaN, 5, 6))).toEqual([0]);
});

test('each line is smoothed by itself', () => {
  const lines = linesOf(seriesOf([1, 3, 5, 9], [0, 1, 0, 1]), 'step', 0.6);
  expect([...lines[1]!.smoothed]).toEqual([...smooth(Float64Array.of(5, 9), 0.6)]);
});

test('on the relative and wall axes, steps that go back do not cut', () => {
  const series = seriesOf([1, 2, 3], [0, 10, 5]);
  expect(linesOf(series, 'relative', 0)).toHaveLength(1);
  expect([...xValues(series, 'relative')]).toEqual([0, 10, 20]);
  expect([...xValues(series, 'wall')]).toEqual([1000, 1010, 1020]);
});

test('lines of a run with several are numbered', () => {
  expect(lineName('train', { part: 0, parts: 1 })).toBe('train');
  expect(lineName('train', { part: 1, parts: 2 })).toBe('train: 2');
});

test('a chart computes anew only what changed', () => {
  const chart = new ChartLines();
  const all = { a: seriesOf([1, 2]), b: seriesOf([3, 4]) };
  const runs = [runOf('a'), runOf('b', 1)];
  const of = (series: typeof all) => chart.of(runs, (run) => series[run as 'a' | 'b'], 'step', 0.6);
  const [a, b] = of(all);
  const [sameA, newB] = of({ ...all, b: seriesOf([3, 4, 5]) });
  expect(sameA!.smoothed).toBe(a!.smoothed);
  expect(newB!.smoothed).not.toBe(b!.smoothed);
  expect(newB!.y).toHaveLength(3);
});

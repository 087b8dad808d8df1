import { expect, test } from 'vitest';
import { cursorText, describeChart } from '../../../../webview/summaries/scalars/chart-words.ts';
import { placesOf } from '../../../../webview/summaries/scalars/point-table.ts';
import { tooltipRows } from '../../../../webview/summaries/scalars/tooltip-rows.ts';
import { valueTable } from '../../../../webview/summaries/scalars/value-rows.ts';
import { namedLines, seriesOf } from './made-series.ts';

const lines = namedLines({
  a: seriesOf([4, 1, Number.NaN, 3], [0, 10, 20, 30]),
  b: seriesOf([7, 9], [0, 25]),
});
const cells = (selection: Parameters<typeof valueTable>[1]) =>
  valueTable(lines, selection).rows.map(({ name, cells }) => [name, ...cells]);

test('without a chosen step: last, least and greatest value of each run', () => {
  expect(cells(null)).toEqual([
    ['a', 3, 1, 4],
    ['b', 9, 7, 9],
  ]);
});

test('at a step: the values of the nearest points', () => {
  expect(cells({ start: 12, end: null })).toEqual([
    ['a', 1, 1, 10],
    ['b', 7, 7, 0],
  ]);
});

test('between two steps, in either order: start, end, change, and extremes', () => {
  const expected = [
    ['a', 1, 3, 2, 1, 3],
    ['b', 7, 9, 2, 7, 9],
  ];
  expect(cells({ start: 10, end: 30 })).toEqual(expected);
  expect(cells({ start: 30, end: 10 })).toEqual(expected);
});

test('a run without a number has none as its extremes', () => {
  const table = valueTable(namedLines({ a: seriesOf([Number.NaN]) }), null);
  expect(table.rows[0]!.cells).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('the table of points goes on where the page before ended', () => {
  const names = (from: number, count: number) =>
    placesOf(lines, from, count).map(({ line, index }) => `${line.name}${index}`);
  expect(names(0, 3)).toEqual(['a0', 'a1', 'a2']);
  expect(names(3, 3)).toEqual(['a3', 'b0', 'b1']);
  expect(names(6, 3)).toEqual([]);
});

test('a chart says what it shows', () => {
  expect(describeChart('loss', lines)).toBe('loss: 2 runs, steps 0 to 30');
  expect(describeChart('loss', [])).toBe('loss: no points yet');
});

test('the cursor reads the points that it is at', () => {
  expect(cursorText(tooltipRows(lines, 0), 0)).toBe('Step 0: a 4, b 7');
  expect(cursorText(tooltipRows(lines, 25), 25)).toBe('Step 25: b 9');
  const many = namedLines(Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`r${i}`, seriesOf([i])])));
  expect(cursorText(tooltipRows(many, 0), 0)).toBe('Step 0: r0 0, r1 1, r2 2, r3 3, r4 4, and 2 more');
});

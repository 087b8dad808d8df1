import { describe, expect, test } from 'vitest';
import { nearestIndex, neighbouringX } from '../../../../webview/summaries/scalars/nearest.ts';
import { besidePointer } from '../../../../webview/summaries/scalars/tooltip.ts';
import { sortRows, type TooltipSort, tooltipRows } from '../../../../webview/summaries/scalars/tooltip-rows.ts';
import { namedLines, seriesOf } from './made-series.ts';

describe('the nearest point', () => {
  const x = Float64Array.of(0, 10, 20);
  test.each([
    [-5, 0],
    [4, 0],
    [5, 0],
    [6, 1],
    [99, 2],
  ])('to %d is number %d', (target, index) => expect(nearestIndex(x, target)).toBe(index));

  test('of equal ones is the newest', () => expect(nearestIndex(Float64Array.of(1, 5, 5, 5, 9), 5)).toBe(3));
  test('has a finite place', () => expect(nearestIndex(Float64Array.of(1, Number.NaN), 9)).toBe(0));
  test('of none is none', () => expect(nearestIndex(Float64Array.of(), 1)).toBe(-1));
});

test('the keyboard goes from point to point of all lines', () => {
  const lines = [{ x: Float64Array.of(0, 10, 20) }, { x: Float64Array.of(5, 10) }];
  const walk = [
    neighbouringX(lines, null, 1),
    neighbouringX(lines, 0, 1),
    neighbouringX(lines, 5, 1),
    neighbouringX(lines, 10, 1),
  ];
  expect(walk).toEqual([0, 5, 10, 20]);
  expect(neighbouringX(lines, 20, 1)).toBeNull();
  expect(neighbouringX(lines, null, -1)).toBe(20);
  expect(neighbouringX(lines, 20, -1)).toBe(10);
});

describe('the tooltip', () => {
  const lines = namedLines({
    run10: seriesOf([1, 5], [0, 100]),
    run2: seriesOf([2, 3], [0, 90]),
    bad: seriesOf([7, Number.NaN], [0, 100]),
    top: seriesOf([8, Number.POSITIVE_INFINITY], [0, 100]),
  });
  const rows = tooltipRows(lines, 95, (x, value) => ({ x: x - 101, y: value - 3.9 }));

  test('lists the nearest point of each run with step, time and value', () => {
    expect(
      rows.map(({ name, value, step, wallTime, relative }) => ({ name, value, step, wallTime, relative }))[1],
    ).toEqual({
      name: 'run2',
      value: 3,
      step: 90,
      wallTime: 1010,
      relative: 10,
    });
  });

  test.each<[TooltipSort, readonly string[]]>([
    ['default', ['run10', 'run2', 'bad', 'top']],
    ['alphabetical', ['bad', 'run2', 'run10', 'top']],
    ['ascending', ['run2', 'run10', 'bad', 'top']],
    ['descending', ['top', 'run10', 'run2', 'bad']],
    ['nearest', ['run10', 'run2', 'bad', 'top']],
    ['nearestY', ['run2', 'run10', 'bad', 'top']],
  ])('sorts %s', (sort, names) => {
    expect(sortRows(rows, sort).map(({ name }) => name)).toEqual(names);
  });

  test('stays inside the window', () => {
    const window = { width: 400, height: 300 };
    expect(besidePointer({ x: 10, y: 10 }, { width: 100, height: 50 }, window)).toEqual({ left: 26, top: 26 });
    expect(besidePointer({ x: 390, y: 290 }, { width: 100, height: 50 }, window)).toEqual({ left: 274, top: 224 });
    expect(besidePointer({ x: 200, y: 150 }, { width: 390, height: 500 }, window)).toEqual({ left: 6, top: 4 });
  });
});

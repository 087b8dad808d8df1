import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fromPixel,
  lonePoints,
  type PixelAxis,
  pixelAxis,
  toPixel,
  traceLine,
} from '../../../../webview/summaries/scalars/line-path.ts';

const unit: PixelAxis = { offset: 0, factor: 1, log: false };
const of = (...values: number[]) => Float64Array.from(values);

function traced(x: Float64Array, y: Float64Array, xAxis = unit, yAxis = unit): (readonly [string, number, number])[] {
  const calls: (readonly [string, number, number])[] = [];
  traceLine(
    { moveTo: (px, py) => calls.push(['move', px, py]), lineTo: (px, py) => calls.push(['line', px, py]) },
    x,
    y,
    xAxis,
    yAxis,
  );
  return calls;
}

describe('pixels and values', () => {
  test('go both ways, on both kinds of axes', () => {
    for (const log of [false, true]) {
      const axis = pixelAxis({ min: 1, max: 100 }, log, 200, 0);
      expect(toPixel(axis, 1)).toBeCloseTo(200);
      expect(toPixel(axis, 100)).toBeCloseTo(0);
      expect(fromPixel(axis, toPixel(axis, 7))).toBeCloseTo(7);
    }
  });

  test('a logarithmic axis has no place for 0 and below', () => {
    const axis = pixelAxis({ min: 1, max: 100 }, true, 0, 100);
    expect(toPixel(axis, 0)).toBeNaN();
    expect(toPixel(axis, -1)).toBeNaN();
  });
});

describe('the path of a line', () => {
  test('visits its points', () => {
    expect(traced(of(0, 1, 2), of(5, 6, 7))).toEqual([
      ['move', 0, 5],
      ['line', 1, 6],
      ['line', 2, 7],
    ]);
  });

  test('is interrupted by what is not finite', () => {
    expect(traced(of(0, 1, 2, 3), of(5, Number.NaN, 7, 8)).map(([call]) => call)).toEqual(['move', 'move', 'line']);
  });

  test('keeps the spike of a crowded column', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i / 100_000);
    const y = Float64Array.from({ length: 1000 }, (_, i) => (i === 500 ? 99 : i === 600 ? -99 : 0));
    const calls = traced(x, y);
    expect(calls.length).toBeLessThan(6);
    expect(calls.map(([, , py]) => py)).toEqual(expect.arrayContaining([99, -99]));
  });

  test('reaches every extreme, whatever the values, with four points a column at most', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
        const x = Float64Array.from(values, (_, i) => i / 20);
        const calls = traced(x, Float64Array.from(values));
        const heights = calls.map(([, , py]) => py);
        const columns = new Set(calls.map(([, px]) => px)).size;
        return (
          Math.max(...heights) === Math.max(...values) &&
          Math.min(...heights) === Math.min(...values) &&
          calls.length <= columns * 4
        );
      }),
    );
  });
});

test('values that are no numbers are marked where the line was, or at the edge', () => {
  const y = of(5, 6, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3, Number.NaN);
  expect(lonePoints(of(0, 1, 2, 3, 4, 5, 6), y, unit, unit, { top: -10, bottom: 50 })).toEqual([
    { kind: 'NaN', x: 2, y: 6 },
    { kind: '+∞', x: 3, y: -10 },
    { kind: '−∞', x: 4, y: 50 },
    { kind: 'alone', x: 5, y: 3 },
    { kind: 'NaN', x: 6, y: 3 },
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockText,
  durationText,
  stepText,
  tickText,
  valueText,
} from '../../../../webview/summaries/scalars/number-text.ts';
import { linearTicks, logTicks, timeTicks, xTicks } from '../../../../webview/summaries/scalars/ticks.ts';

const texts = (ticks: readonly { readonly text: string }[]) => ticks.map(({ text }) => text);

describe('marks of an axis', () => {
  test('are at round numbers', () => {
    expect(texts(linearTicks({ min: 0, max: 1 }, 5))).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(texts(linearTicks({ min: 0, max: 4000 }, 4))).toEqual(['0', '1k', '2k', '3k', '4k']);
    expect(texts(linearTicks({ min: -1.2, max: 1.2 }, 3))).toEqual(['−1', '0', '1']);
  });

  test('carry no error of the decimals', () => {
    expect(linearTicks({ min: 0, max: 0.5 }, 5).map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });

  test('tell large numbers apart that differ little', () => {
    const ticks = texts(linearTicks({ min: 1_000_000, max: 1_000_004 }, 4));
    expect(new Set(ticks).size).toBe(ticks.length);
  });

  test('are inside the range, in order, and few', () => {
    const bound = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(bound, bound, fc.integer({ min: 1, max: 20 }), (a, b, count) => {
        fc.pre(Math.abs(a - b) > 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1));
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const slack = (max - min) * 1e-6;
        const values = linearTicks({ min, max }, count).map(({ value }) => value);
        expect(values.length).toBeLessThanOrEqual(count + 2);
        expect(values).toEqual(values.toSorted((x, y) => x - y));
        expect(values.every((value) => value >= min - slack && value <= max + slack)).toBe(true);
      }),
    );
  });

  test('of a logarithmic axis are powers of ten, finer where there is room', () => {
    expect(texts(logTicks({ min: 1e-3, max: 1e3 }, 7))).toEqual(['0.001', '0.01', '0.1', '1', '10', '100', '1k']);
    expect(texts(logTicks({ min: 1, max: 10 }, 6))).toEqual(['1', '2', '5', '10']);
    expect(logTicks({ min: 1e-12, max: 1e12 }, 5).length).toBeLessThanOrEqual(6);
    expect(logTicks({ min: 3, max: 4 }, 4).length).toBeGreaterThanOrEqual(2);
  });

  test('of time are at round times', () => {
    expect(texts(timeTicks({ min: 0, max: 600 }, 5, 'relative'))).toEqual([
      '0 s',
      '2 min',
      '4 min',
      '6 min',
      '8 min',
      '10 min',
    ]);
    expect(texts(timeTicks({ min: 0, max: 4 }, 4, 'relative'))).toEqual(['0 s', '1 s', '2 s', '3 s', '4 s']);
    expect(texts(timeTicks({ min: 0, max: 0.2 }, 4, 'relative'))).toEqual([
      '0 s',
      '0.05 s',
      '0.1 s',
      '0.15 s',
      '0.2 s',
    ]);
    expect(texts(timeTicks({ min: 0, max: 8 * 86_400 }, 4, 'relative'))).toEqual(['0 s', '2 d', '4 d', '6 d', '8 d']);
  });

  test('of the clock begin at local hours', () => {
    // 5 h 30 min ahead of universal time: marks are whole hours there.
    const marks = timeTicks({ min: 0, max: 4 * 3600 }, 4, 'wall', 5.5 * 3600);
    expect(marks.map(({ value }) => (value + 5.5 * 3600) % 3600)).toEqual(marks.map(() => 0));
    expect(xTicks({ min: 1.7e9, max: 1.7e9 + 60 }, 4, 'wall', false).length).toBeGreaterThan(2);
  });
});

describe('numbers as text', () => {
  test('have five digits', () => {
    expect([0.123456789, 12.5, -0.5, 0, 1234, 123456.789].map(valueText)).toEqual([
      '0.12346',
      '12.5',
      '−0.5',
      '0',
      '1,234',
      '123,457',
    ]);
  });

  test('are powers of ten where very large or small', () => {
    expect([1.5e-7, 2e12, -3.25e9].map(valueText)).toEqual(['1.5e−7', '2e12', '−3.25e9']);
  });

  test('name what is no number', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(valueText)).toEqual([
      'NaN',
      '+∞',
      '−∞',
    ]);
  });

  test('of steps are whole', () => {
    expect(stepText(1_234_567)).toBe('1,234,567');
  });

  test('at marks have as many decimals as their distance needs', () => {
    expect([tickText(0.4, 0.2), tickText(1, 0.2), tickText(1500, 500), tickText(2e-6, 1e-6), tickText(0, 1)]).toEqual([
      '0.4',
      '1.0',
      '1.5k',
      '2e−6',
      '0',
    ]);
  });
});

test('durations are in their two largest units', () => {
  expect(
    [0.256, 3.2, 59.96, 60, 61.4, 119.7, 3599.9, 3600, 3700, 86_390, 90_000, -5].map((s) => durationText(s)),
  ).toEqual([
    '0.26 s',
    '3.2 s',
    '1 min',
    '1 min',
    '1 min 1 s',
    '2 min',
    '1 h',
    '1 h',
    '1 h 2 min',
    '1 d',
    '1 d 1 h',
    '−5 s',
  ]);
});

test('the clock shows what the distance of marks needs', () => {
  const noon = new Date(2026, 0, 5, 12, 30, 15).getTime() / 1000;
  expect([86_400, 60, 1].map((step) => clockText(noon, step))).toEqual(['Jan 5', '12:30', '12:30:15']);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScalarPoints, ScalarSeries } from '../../../engine/summary/reader/index.ts';

interface Written {
  readonly step: number;
  readonly value: number;
}

const special = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e300);
const value = fc.oneof({ weight: 8, arbitrary: fc.double({ noNaN: true }) }, { weight: 1, arbitrary: special });
/** Long enough for several compactions of the smallest series. */
const values = fc.array(value, { minLength: 0, maxLength: 1500, size: 'max' });

/** Wall times number the points, so that what is kept can be told from what looks alike. */
function filled(values: readonly number[], capacity = 64): ScalarSeries {
  const series = new ScalarSeries(capacity);
  for (const [i, value] of values.entries()) series.add(i * 2, i, value);
  return series;
}

function ordinalsOf(series: ScalarSeries): number[] {
  return [...series.points().wallTimes];
}

function mustKeep(values: readonly number[], from: number, to: number): Set<number> {
  const ordinals = Array.from({ length: to - from }, (_, i) => from + i);
  const finite = ordinals.filter((i) => Number.isFinite(values[i]));
  const by = (better: (a: number, b: number) => boolean) =>
    finite.reduce((best, i) => (best < 0 || better(values[i], values[best]) ? i : best), -1);
  const firstOf = (wanted: number) => ordinals.find((i) => Object.is(values[i], wanted)) ?? -1;
  const kept = [from, to - 1, by((a, b) => a < b), by((a, b) => a > b)];
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) kept.push(firstOf(odd));
  return new Set(kept.filter((i) => i >= 0));
}

describe('a scalar series', () => {
  it('keeps every point while they fit, as they were written', () => {
    const series = new ScalarSeries(2000);
    for (let i = 0; i < 2000; i++) series.add(i % 70, i / 8, Math.sin(i));
    const { steps, wallTimes, values } = series.points();
    expect(series.width).toBe(1);
    expect([...steps]).toEqual(Array.from({ length: 2000 }, (_, i) => i % 70));
    expect([...wallTimes]).toEqual(Array.from({ length: 2000 }, (_, i) => i / 8));
    expect([...values]).toEqual(Array.from({ length: 2000 }, (_, i) => Math.sin(i)));
  });

  it('keeps of each closed bucket exactly first, last, extremes and what is not finite, in order', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 64, max: 200 }), (values, capacity) => {
        const series = filled(values, capacity);
        const ordinals = ordinalsOf(series);
        expect(ordinals.length).toBeLessThanOrEqual(capacity);
        expect(ordinals).toEqual([...ordinals].sort((a, b) => a - b));
        const points = series.points();
        ordinals.forEach((ordinal, i) => {
          expect(Object.is(points.values[i], values[ordinal])).toBe(true);
          expect(points.steps[i]).toBe(ordinal * 2);
        });
        const { width } = series;
        for (let from = 0; from < values.length; from += width) {
          const to = Math.min(from + width, values.length);
          const kept = ordinals.filter((ordinal) => ordinal >= from && ordinal < to);
          const must = mustKeep(values, from, to);
          for (const ordinal of must) expect(kept).toContain(ordinal);
          if (to < values.length) expect(kept).toHaveLength(must.size);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('hides no spike in a million points, and stays at least a quarter full', () => {
    const series = new ScalarSeries(2000);
    for (let i = 0; i < 1_000_000; i++) series.add(i, i, i === 654_321 ? 1e6 : i === 123_456 ? -1e6 : (i * 7919) % 13);
    const { steps, values } = series.points();
    expect(steps[values.indexOf(1e6)]).toBe(654_321);
    expect(steps[values.indexOf(-1e6)]).toBe(123_456);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(999_999);
    expect(series.length).toBeGreaterThan(500);
    expect(series.length).toBeLessThanOrEqual(2000);
  });

  it('tells each cursor what changed, so that its copy is the series', () => {
    const action = fc.oneof(
      { weight: 20, arbitrary: fc.record({ add: fc.array(value, { minLength: 1, maxLength: 60 }) }) },
      { weight: 10, arbitrary: fc.constantFrom('first' as const, 'second' as const) },
      { weight: 1, arbitrary: fc.record({ dropFrom: fc.nat(1000) }) },
      { weight: 1, arbitrary: fc.record({ limit: fc.integer({ min: 64, max: 300 }) }) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80, size: 'max' }), (actions) => {
        const series = new ScalarSeries(128);
        const cursors = { first: series.cursor(), second: series.cursor() };
        const copies: Record<'first' | 'second', Written[]> = { first: [], second: [] };
        const take = (name: 'first' | 'second') => {
          const { keep, points } = cursors[name].take();
          expect(keep).toBeLessThanOrEqual(copies[name].length);
          copies[name] = [...copies[name].slice(0, keep), ...rows(points)];
          expect(copies[name]).toEqual(rows(series.points()));
          expect(cursors[name].isBehind).toBe(false);
        };
        let step = 0;
        for (const act of actions) {
          if (typeof act === 'string') take(act);
          else if ('add' in act) for (const each of act.add) series.add(step++, step, each);
          else if ('limit' in act) series.limit(act.limit);
          else {
            series.dropFrom(act.dropFrom);
            step = Math.min(step, act.dropFrom);
            expect(rows(series.points()).every(({ step }) => step < act.dropFrom)).toBe(true);
          }
          expect(series.length).toBeLessThanOrEqual(series.capacity);
        }
        take('first');
        take('second');
      }),
      { numRuns: 300 },
    );
  });

  it('sends little while it grows: the changed end between the rare compactions', () => {
    const series = new ScalarSeries(2000);
    const cursor = series.cursor();
    let sent = 0;
    let whole = 0;
    for (let i = 0; i < 1_000_000; i++) {
      series.add(i, i, Math.random());
      if (i % 100 !== 99) continue;
      const { keep, points } = cursor.take();
      sent += points.steps.length;
      if (keep === 0) whole++;
    }
    expect(whole).toBeLessThan(15);
    expect(sent).toBeLessThan(200_000);
  });

  it('forgets all of a run that starts again at its beginning, density included', () => {
    const series = filled(Array.from({ length: 1000 }, (_, i) => i));
    expect(series.width).toBeGreaterThan(1);
    series.dropFrom(0);
    expect(series.length).toBe(0);
    for (let i = 0; i < 64; i++) series.add(i, i, i);
    expect(series.length).toBe(64);
    expect(series.width).toBe(1);
  });

  it('refuses a capacity that holds no bucket', () => {
    expect(() => new ScalarSeries(10)).toThrow('at least 64; not 10');
    expect(() => new ScalarSeries(100).limit(1.5)).toThrow(RangeError);
  });
});

function rows({ steps, values }: ScalarPoints): Written[] {
  return [...steps].map((step, i) => ({ step, value: values[i] }));
}

import { describe, expect, test } from 'vitest';
import { chartView, noticesOf } from '../../../../webview/summaries/scalars/chart-view.ts';
import {
  defaultCard,
  defaultSettings,
  readCard,
  readSettings,
} from '../../../../webview/summaries/scalars/scalar-settings.ts';
import { at, fractionOf, panned, zoomed } from '../../../../webview/summaries/scalars/scale.ts';
import { namedLines, seriesOf } from './made-series.ts';

const lines = namedLines({ a: seriesOf([0, 10, 20, 30], [0, 1, 2, 3]) });
const all = { ...defaultSettings, ignoreOutliers: false };

describe('what a chart shows', () => {
  test('is its data, with room above and below', () => {
    expect(chartView(lines, all, defaultCard)).toEqual({
      x: { min: 0, max: 3 },
      y: { min: -1.5, max: 31.5 },
      logX: false,
      logY: false,
    });
  });

  test('fits y to the points that a limited or zoomed x leaves', () => {
    const limits = { x: { min: null, max: 1 }, y: { min: null, max: null } };
    expect(chartView(lines, all, { ...defaultCard, limits }).y).toEqual({ min: -0.5, max: 10.5 });
    const zoom = { axis: 'step', x: { min: 2, max: 3 }, y: null } as const;
    expect(chartView(lines, all, { ...defaultCard, zoom }).y).toEqual({ min: 19.5, max: 30.5 });
  });

  test('is what is zoomed to, before what is fixed, on the axis it was zoomed on', () => {
    const zoom = { axis: 'step', x: { min: 1, max: 2 }, y: { min: 0, max: 5 } } as const;
    const limits = { x: { min: 0, max: 9 }, y: { min: 0, max: 9 } };
    expect(chartView(lines, all, { ...defaultCard, zoom, limits })).toMatchObject({ x: zoom.x, y: zoom.y });
    const relative = chartView(lines, { ...all, axis: 'relative' }, { ...defaultCard, zoom, limits });
    expect(relative).toMatchObject({ x: limits.x, y: zoom.y });
  });

  test('is never logarithmic in times of day; one chart may differ from all', () => {
    expect(chartView(lines, { ...all, axis: 'wall', logX: true }, defaultCard).logX).toBe(false);
    expect(chartView(lines, { ...all, logY: true }, { ...defaultCard, logY: false }).logY).toBe(false);
    expect(chartView(lines, all, { ...defaultCard, logY: true })).toMatchObject({ logY: true });
  });

  test('without points is something that can be drawn', () => {
    expect(chartView([], all, defaultCard)).toMatchObject({ x: { min: 0, max: 1 }, y: { min: 0, max: 1 } });
    expect(chartView([], { ...all, logY: true }, defaultCard).y.min).toBeGreaterThan(0);
  });
});

test('a chart says what it does not show', () => {
  const view = chartView(lines, { ...all, logX: true, logY: true }, defaultCard);
  const thinned = lines.map((line) => ({ ...line, series: { ...line.series, thinned: true } }));
  expect(noticesOf(thinned, view)).toEqual([
    '1 point is hidden: a logarithmic horizontal axis shows only what is above 0.',
    '1 point is hidden: a logarithmic vertical axis shows only what is above 0.',
    'Long runs are thinned: of each stretch the first, last, highest and lowest points are kept.',
  ]);
  expect(noticesOf(lines, chartView(lines, all, defaultCard))).toEqual([]);
});

describe('zoom and pan', () => {
  test('keep the value under the pointer where it is', () => {
    for (const log of [false, true]) {
      const range = { min: 1, max: 1000 };
      const value = at(range, 0.25, log);
      expect(fractionOf(zoomed(range, 0.5, 0.25, log), value, log)).toBeCloseTo(0.25);
      expect(fractionOf(panned(range, 0.1, log), value, log)).toBeCloseTo(0.15);
    }
  });

  test('and back again is where it began', () => {
    const back = zoomed(zoomed({ min: 2, max: 8 }, 0.5, 0.3, false), 2, 0.3, false);
    expect(back.min).toBeCloseTo(2);
    expect(back.max).toBeCloseTo(8);
  });
});

describe('saved settings', () => {
  test('come back as they were', () => {
    const settings = { ...defaultSettings, smoothing: 0.9, axis: 'wall', selection: { start: 5, end: 9 } } as const;
    expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
    const card = {
      ...defaultCard,
      logY: true,
      zoom: { axis: 'step', x: { min: 1, max: 2 }, y: null },
      height: 300,
    } as const;
    expect(readCard(JSON.parse(JSON.stringify(card)))).toEqual(card);
  });

  test('that make no sense are the usual ones', () => {
    expect(readSettings('?')).toEqual(defaultSettings);
    expect(readSettings({ smoothing: 7, axis: 'z', sort: 3, height: -1, selection: { start: 'x' } })).toEqual({
      ...defaultSettings,
      smoothing: 0.999,
      height: 100,
    });
    expect(readCard(null)).toEqual(defaultCard);
    expect(readCard({ zoom: { x: { min: 2, max: 1 } }, limits: 5, logX: 'yes' })).toEqual({
      ...defaultCard,
      zoom: { axis: 'step', x: null, y: null },
    });
  });
});

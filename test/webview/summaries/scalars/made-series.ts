// Series and lines for the tests of charts.

import type { ChartRun, NamedLine } from '../../../../webview/summaries/scalars/chart-lines.ts';
import { lineName, linesOf, type XAxis } from '../../../../webview/summaries/scalars/lines.ts';
import { extendScalars, noScalars, type ScalarColumns } from '../../../../webview/summaries/store/scalar-columns.ts';

/** Steps 0, 1, 2 … unless given; a point each 10 s from second 1000. */
export function seriesOf(values: readonly number[], steps: readonly number[] = values.map((_, i) => i)): ScalarColumns {
  const wallTimes = Float64Array.from(values, (_, i) => 1000 + i * 10);
  const added = { steps: Float64Array.from(steps), wallTimes, values: Float64Array.from(values) };
  const made = extendScalars(noScalars, 0, added);
  if (!made) throw new Error('Nothing can be missing before the first point.');
  return made;
}

export function runOf(name: string, slot = 0): ChartRun {
  return { id: name, name, style: { slot, marker: 'circle' } };
}

export function namedLines(
  runs: Readonly<Record<string, ScalarColumns>>,
  axis: XAxis = 'step',
  smoothing = 0,
): NamedLine[] {
  return Object.entries(runs).flatMap(([name, series], slot) =>
    linesOf(series, axis, smoothing).map((line) => ({
      ...line,
      run: name,
      name: lineName(name, line),
      style: runOf(name, slot).style,
      series,
    })),
  );
}

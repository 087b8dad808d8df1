/** The lines of one chart with the names and looks of their runs; computed anew only where their data changed. */

import type { RunStyle } from '../store/run-styles.ts';
import type { ScalarColumns } from '../store/scalar-columns.ts';
import { type Line, lineName, linesOf, type XAxis } from './lines.ts';

export interface NamedLine extends Line {
  readonly run: string;
  readonly name: string;
  readonly style: RunStyle;
  readonly series: ScalarColumns;
}

export interface ChartRun {
  readonly id: string;
  readonly name: string;
  readonly style: RunStyle;
}

interface Cached {
  readonly version: number;
  readonly axis: XAxis;
  readonly smoothing: number;
  readonly lines: readonly Line[];
}

/** One a chart. Holds what it computed for the runs of the last call. */
export class ChartLines {
  #cache = new Map<string, Cached>();

  of(runs: readonly ChartRun[], seriesOf: (run: string) => ScalarColumns, axis: XAxis, smoothing: number): NamedLine[] {
    const used = new Map<string, Cached>();
    const named: NamedLine[] = [];
    for (const run of runs) {
      const series = seriesOf(run.id);
      const { version } = series;
      const old = this.#cache.get(run.id);
      const fresh = old && old.version === version && old.axis === axis && old.smoothing === smoothing;
      const cached = fresh ? old : { version, axis, smoothing, lines: linesOf(series, axis, smoothing) };
      used.set(run.id, cached);
      for (const line of cached.lines) {
        named.push({ ...line, run: run.id, name: lineName(run.name, line), style: run.style, series });
      }
    }
    this.#cache = used;
    return named;
  }
}

/** The rows of the table below a chart: each run's last, least and greatest value, or its values at chosen steps. Pure. */

import type { NamedLine } from './chart-lines.ts';
import { nearestIndex } from './nearest.ts';

/** One or two steps that the user chose; null where none is. */
export interface StepSelection {
  readonly start: number;
  readonly end: number | null;
}

export interface ValueRow {
  readonly name: string;
  readonly line: NamedLine;
  readonly cells: readonly number[];
}

export interface ValueTable {
  readonly columns: readonly string[];
  /** Which columns hold steps. */
  readonly stepColumns: readonly number[];
  readonly rows: readonly ValueRow[];
}

export function valueTable(lines: readonly NamedLine[], selection: StepSelection | null): ValueTable {
  if (selection === null) return summary(lines);
  return selection.end === null ? atStep(lines, selection.start) : between(lines, selection.start, selection.end);
}

function summary(lines: readonly NamedLine[]): ValueTable {
  const rows = lines
    .filter((line) => line.y.length > 0)
    .map((line) => {
      const last = line.y.length - 1;
      const { min, max } = finiteRange(line.y, 0, last);
      return { name: line.name, line, cells: [line.y[last]!, min, max] };
    });
  return { columns: ['Last', 'Min', 'Max'], stepColumns: [], rows };
}

function atStep(lines: readonly NamedLine[], step: number): ValueTable {
  const rows = lines.flatMap((line) => {
    const index = indexAtStep(line, step);
    if (index < 0) return [];
    return [{ name: line.name, line, cells: [line.smoothed[index]!, line.y[index]!, stepAt(line, index)] }];
  });
  return { columns: ['Smoothed', 'Value', 'Step'], stepColumns: [2], rows };
}

function between(lines: readonly NamedLine[], start: number, end: number): ValueTable {
  const rows = lines.flatMap((line) => {
    const from = indexAtStep(line, Math.min(start, end));
    const to = indexAtStep(line, Math.max(start, end));
    if (from < 0 || to < 0) return [];
    const { min, max } = finiteRange(line.y, from, to);
    const first = line.y[from]!;
    const last = line.y[to]!;
    return [{ name: line.name, line, cells: [first, last, last - first, min, max] }];
  });
  return { columns: ['Start', 'End', 'Change', 'Min', 'Max'], stepColumns: [], rows };
}

function indexAtStep(line: NamedLine, step: number): number {
  return nearestIndex(line.series.steps.subarray(line.offset, line.offset + line.y.length), step);
}

const stepAt = (line: NamedLine, index: number) => line.series.steps[line.offset + index]!;

/** NaN where no value is finite. */
function finiteRange(values: Float64Array, from: number, to: number): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = from; i <= to; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: Number.NaN, max: Number.NaN };
}

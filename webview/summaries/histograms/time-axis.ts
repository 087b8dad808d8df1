/** Where a point of a histogram series stands in time, and how that is written. Pure. */

import { clockText, durationText, stepText, timeText } from '../scalars/number-text.ts';
import { linearTicks, type Tick, timeTicks } from '../scalars/ticks.ts';

export const timeAxes = ['step', 'relative', 'wall'] as const;
export type TimeAxis = (typeof timeAxes)[number];

export const timeAxisNames: Readonly<Record<TimeAxis, string>> = { step: 'Step', relative: 'Relative', wall: 'Wall' };

interface Timed {
  readonly step: number;
  readonly wallTime: number;
}

/** Steps, seconds since the first point, or seconds since 1970. */
export function timeOf({ step, wallTime }: Timed, axis: TimeAxis, first: Timed): number {
  if (axis === 'step') return step;
  return axis === 'wall' ? wallTime : wallTime - first.wallTime;
}

export function timeOfText(point: Timed, axis: TimeAxis, first: Timed): string {
  const time = timeOf(point, axis, first);
  if (axis === 'step') return `step ${stepText(time)}`;
  return axis === 'wall' ? timeText(time) : durationText(time);
}

export function timeAxisTicks(
  range: { readonly min: number; readonly max: number },
  count: number,
  axis: TimeAxis,
): readonly Tick[] {
  if (!(range.max > range.min)) return [{ value: range.min, text: shortText(range.min, axis) }];
  if (axis === 'step') return linearTicks(range, count);
  const offset = axis === 'wall' ? -new Date(range.min * 1000).getTimezoneOffset() * 60 : 0;
  return timeTicks(range, count, axis, offset);
}

function shortText(value: number, axis: TimeAxis): string {
  if (axis === 'step') return stepText(value);
  return axis === 'wall' ? clockText(value, 1) : durationText(value);
}

export function timeRange(times: readonly number[]): { readonly min: number; readonly max: number } {
  return {
    min: times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY),
    max: times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY),
  };
}

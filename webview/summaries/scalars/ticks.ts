/** Where an axis has its marks, and what they say. Pure. */

import type { Range } from './extent.ts';
import type { XAxis } from './lines.ts';
import { clockText, durationText, tickText } from './number-text.ts';

export interface Tick {
  readonly value: number;
  readonly text: string;
}

const mostTicks = 50;

/** At round numbers, about `count` of them. */
export function linearTicks({ min, max }: Range, count: number): readonly Tick[] {
  const step = roundStep((max - min) / Math.max(count, 1));
  return marksAt(min, max, step).map((value) => ({ value, text: tickText(value, step) }));
}

/** At powers of ten; at 2 and 5 times those too where there is room; as linear ones within less than a power. */
export function logTicks(range: Range, count: number): readonly Tick[] {
  const { min, max } = range;
  const first = Math.floor(Math.log10(min));
  const last = Math.ceil(Math.log10(max));
  const powers = last - first;
  if (!(min > 0) || powers > 700) return [];
  const every = Math.max(1, Math.ceil(powers / Math.max(count, 1)));
  const factors = powers * 3 <= count ? [1, 2, 5] : [1];
  const ticks: Tick[] = [];
  for (let power = first; power <= last; power += every) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= min && value <= max) ticks.push({ value, text: tickText(value, value) });
    }
  }
  return ticks.length >= 2 ? ticks : linearTicks(range, count);
}

const second = 1;
const minute = 60;
const hour = 3600;
const day = 86_400;
const timeSteps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * day),
];

/** At round times of a clock or a stop watch. `offset`: seconds that local time is ahead of universal time. */
export function timeTicks({ min, max }: Range, count: number, kind: 'relative' | 'wall', offset = 0): readonly Tick[] {
  const least = (max - min) / Math.max(count, 1);
  const step = least < 1 ? roundStep(least) : (timeSteps.find((one) => one >= least) ?? roundStep(least / day) * day);
  return marksAt(min + offset, max + offset, step).map((mark) => {
    const value = mark - offset;
    return { value, text: kind === 'wall' ? clockText(value, step) : durationText(value, step) };
  });
}

/** The marks of a chart's horizontal axis. */
export function xTicks(range: Range, count: number, axis: XAxis, log: boolean): readonly Tick[] {
  if (axis === 'wall') return timeTicks(range, count, axis, -new Date(range.min * 1000).getTimezoneOffset() * minute);
  if (axis === 'relative') {
    return log
      ? logTicks(range, count).map(({ value }) => ({ value, text: durationText(value) }))
      : timeTicks(range, count, axis);
  }
  return log ? logTicks(range, count) : linearTicks(range, count);
}

/** 1, 2 or 5 times a power of ten, at least `least`. */
function roundStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5].find((factor) => factor * power >= least * (1 - 1e-9));
  return (step ?? 10) * power;
}

function marksAt(min: number, max: number, step: number): number[] {
  const marks: number[] = [];
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  for (let i = first; i <= last && marks.length < mostTicks; i++) {
    // Decimal steps: 3 × 0.1 is 0.3, not 0.30000000000000004. And no -0.
    const mark = step < 1 ? i / Math.round(1 / step) : i * step;
    marks.push(mark + 0);
  }
  return marks;
}

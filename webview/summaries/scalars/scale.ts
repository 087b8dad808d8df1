/** From values to where they are drawn. A logarithmic axis is a linear one over powers of ten. */

import type { Range } from './extent.ts';

/** What a chart's linear axis is given for a value: itself, or its exponent. Not finite where the axis cannot show it. */
export function toAxis(value: number, log: boolean): number {
  return log ? (value > 0 ? Math.log10(value) : Number.NaN) : value;
}

export function fromAxis(position: number, log: boolean): number {
  return log ? 10 ** position : position;
}

/** Part of the range that lies `fraction` of its length before its end, as the axis sees it. */
export function at({ min, max }: Range, fraction: number, log: boolean): number {
  const low = toAxis(min, log);
  return fromAxis(low + (toAxis(max, log) - low) * fraction, log);
}

/** Where a value lies in the range: 0 at its start, 1 at its end. */
export function fractionOf({ min, max }: Range, value: number, log: boolean): number {
  const low = toAxis(min, log);
  return (toAxis(value, log) - low) / (toAxis(max, log) - low);
}

/** The range `factor` as long, with the value at `fraction` where it was. */
export function zoomed(range: Range, factor: number, fraction: number, log: boolean): Range {
  return {
    min: at(range, fraction - fraction * factor, log),
    max: at(range, fraction + (1 - fraction) * factor, log),
  };
}

/** The range moved by a part of its length. */
export function panned(range: Range, fraction: number, log: boolean): Range {
  return { min: at(range, fraction, log), max: at(range, 1 + fraction, log) };
}

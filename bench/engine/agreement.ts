// Whether a peer computes what it should: before that is known, its times say nothing.

import type { Tolerance } from './workload.ts';

/** What is wrong with `values`, or undefined where they are within tolerance of the expected ones. */
export function disagreement(
  values: readonly (number | null)[],
  expected: readonly number[],
  { relative, absolute }: Tolerance,
): string | undefined {
  if (values.length !== expected.length) return `gives ${values.length} numbers, not ${expected.length}`;
  let worst = -1;
  let worstExcess = 0;
  for (const [index, value] of values.entries()) {
    const allowed = absolute + relative * Math.abs(expected[index]);
    const difference = value === null ? Number.POSITIVE_INFINITY : Math.abs(value - expected[index]);
    if (difference <= allowed || difference / allowed <= worstExcess) continue;
    worst = index;
    worstExcess = difference / allowed;
  }
  if (worst < 0) return undefined;
  // JSON has no NaN and no infinity: they come as null.
  const given = values[worst] === null ? 'no number' : values[worst]!.toPrecision(7);
  const off = Number.isFinite(worstExcess) ? `, ${worstExcess.toPrecision(2)} times what is allowed` : '';
  return `value ${worst} is ${given} instead of ${expected[worst].toPrecision(7)}${off}`;
}

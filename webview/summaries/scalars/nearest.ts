/** Finding points by their x. Pure; lines are in ascending order but for x that are not finite. */

/** The index of the point whose x is nearest; of equal x the last, which is the newest. -1 where there is none. */
export function nearestIndex(x: Float64Array, target: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= target) low = middle + 1;
    else high = middle;
  }
  const before = finiteFrom(x, low - 1, -1);
  const after = finiteFrom(x, low, 1);
  if (before < 0) return after;
  if (after < 0) return before;
  return target - x[before]! <= x[after]! - target ? before : after;
}

function finiteFrom(x: Float64Array, index: number, direction: 1 | -1): number {
  for (let i = index; i >= 0 && i < x.length; i += direction) {
    if (Number.isFinite(x[i]!)) return i;
  }
  return -1;
}

/** The x of the point after (or before) `from` among all lines: where the keyboard takes the cursor. */
export function neighbouringX(
  lines: readonly { readonly x: Float64Array }[],
  from: number | null,
  direction: 1 | -1,
): number | null {
  let best: number | null = null;
  for (const { x } of lines) {
    const value = direction > 0 ? firstAbove(x, from) : lastBelow(x, from);
    if (value === undefined) continue;
    if (best === null || (direction > 0 ? value < best : value > best)) best = value;
  }
  return best;
}

function firstAbove(x: Float64Array, from: number | null): number | undefined {
  return x.find((value) => Number.isFinite(value) && (from === null || value > from));
}

function lastBelow(x: Float64Array, from: number | null): number | undefined {
  return x.findLast((value) => Number.isFinite(value) && (from === null || value < from));
}

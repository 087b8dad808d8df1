/** Which of the windows along one axis have some place of theirs inside what they slide over. */

export interface Reach {
  /** The first window that does, and how many: they are neighbours. */
  readonly first: number;
  readonly count: number;
  /** Where the place lies for the first of them, and how far apart for the next. */
  readonly at: number;
  readonly stride: number;
}

/** @param start - Where the place lies for window 0, negative before the edge. */
export function reachFrom(start: number, stride: number, windows: number, size: number): Reach {
  const first = Math.max(0, Math.ceil(-start / stride));
  const end = Math.min(windows, Math.floor((size - 1 - start) / stride) + 1);
  return { first, count: Math.max(0, end - first), at: start + first * stride, stride };
}

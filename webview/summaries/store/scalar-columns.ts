/** The points of one scalar series as three columns that grow at their end. Knows nothing of charts or messages. */

export interface ScalarColumns {
  readonly length: number;
  readonly steps: Float64Array;
  /** Seconds since 1970. */
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
  /** Whether points that were written are missing between these. */
  readonly thinned: boolean;
  /** Another number whenever the points are others. */
  readonly version: number;
}

let versions = 0;

export const noScalars: ScalarColumns = {
  length: 0,
  steps: new Float64Array(),
  wallTimes: new Float64Array(),
  values: new Float64Array(),
  thinned: false,
  version: 0,
};

/**
 * The first `keep` points of `old` with the new ones after them; undefined where `old` has fewer than `keep`, so that
 * points between them are missing.
 */
export function extendScalars(
  old: ScalarColumns,
  keep: number,
  added: Pick<ScalarColumns, 'steps' | 'wallTimes' | 'values'> & Partial<Pick<ScalarColumns, 'thinned'>>,
): ScalarColumns | undefined {
  if (keep > old.length) return undefined;
  const count = Math.min(added.steps.length, added.wallTimes.length, added.values.length);
  versions += 1;
  const join = (kept: Float64Array, more: Float64Array) => {
    if (keep === 0) return more.length === count ? more : more.slice(0, count);
    const joined = new Float64Array(keep + count);
    joined.set(kept.subarray(0, keep));
    joined.set(more.subarray(0, count), keep);
    return joined;
  };
  return {
    length: keep + count,
    steps: join(old.steps, added.steps),
    wallTimes: join(old.wallTimes, added.wallTimes),
    values: join(old.values, added.values),
    thinned: added.thinned === true,
    version: versions,
  };
}

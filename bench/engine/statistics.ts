// What is told of several measurements. The machine's noise only ever adds time, so the best says what is possible, the
// median what to expect, and a ratio is taken within each round, where both sides met the same machine.

export interface Summary {
  readonly median: number;
  readonly best: number;
  /** Half the distance between the quartiles, relative to the median: 0.05 is "± 5 %". */
  readonly spread: number;
  readonly samples: number;
}

/** @param share - 0.5 for the median; between two samples, what lies between them. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError('There is no quantile of no samples.');
  const sorted = [...samples].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

/** Of times: the best is the shortest. */
export function summarize(times: readonly number[]): Summary {
  const median = quantile(times, 0.5);
  return {
    median,
    best: Math.min(...times),
    spread: (quantile(times, 0.75) - quantile(times, 0.25)) / 2 / median,
    samples: times.length,
  };
}

/** The median of `times[round] / base[round]`, over the rounds that both took part in; undefined where there are none. */
export function pairedRatio(times: readonly number[], base: readonly number[]): number | undefined {
  const rounds = Math.min(times.length, base.length);
  if (rounds === 0) return undefined;
  return quantile(
    Array.from({ length: rounds }, (_, round) => times[round] / base[round]),
    0.5,
  );
}

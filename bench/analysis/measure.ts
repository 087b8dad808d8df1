// Time as it passes, and as the processor spends it: on a busy machine only the second says much.

export interface Time {
  /** Milliseconds of wall clock. */
  readonly wall: number;
  /** Milliseconds of processor time of the whole process, its collector and compiler threads included. */
  readonly cpu: number;
}

export function timed(body: () => void): Time {
  const start = performance.now();
  const used = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

/** Since the process was started. */
export function sinceStart(): Time {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
}

/** @param share - 0.5 for the median, 0.99 for the 99th percentile */
export function percentile(times: readonly Time[], share: number): Time {
  const of = (key: keyof Time) => {
    const sorted = times.map((time) => time[key]).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  };
  return { wall: of('wall'), cpu: of('cpu') };
}

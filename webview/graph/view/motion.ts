/** One movement at a time, frame by frame; a new one takes over where the last one is. */

export interface Motion {
  /** `step` is called with 0 < t <= 1, at the end with 1; at once with 1 where there is no time. */
  run(durationMs: number, step: (t: number) => void): void;
  stop(): void;
}

export function createMotion(): Motion {
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  return {
    stop,
    run(durationMs, step) {
      stop();
      if (durationMs <= 0) {
        step(1);
        return;
      }
      const start = performance.now();
      const next = () => {
        const t = Math.min(1, (performance.now() - start) / durationMs);
        frame = t < 1 ? requestAnimationFrame(next) : 0;
        step(t < 1 ? ease(t) : 1);
      };
      frame = requestAnimationFrame(next);
    },
  };
}

/** Fast at first, slow at the end. */
function ease(t: number): number {
  return 1 - (1 - t) ** 3;
}

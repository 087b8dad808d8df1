/** The shortest time that each kernel took over all runs: what it takes once its code is optimised and its data near. */

import type { Executable, KernelTrace } from '../backends/index.ts';
import type { PreparedStage } from './plan-cache.ts';

export class KernelTimes {
  readonly #shortest = new WeakMap<Executable, number[]>();

  /** Takes in what runs are told to trace. */
  readonly tracer = ({ executable }: PreparedStage): KernelTrace => {
    let times = this.#shortest.get(executable);
    if (times === undefined) {
      times = [];
      this.#shortest.set(executable, times);
    }
    return {
      record(index, _, micros) {
        times[index] = Math.min(times[index] ?? Number.POSITIVE_INFINITY, micros);
      },
    };
  };

  /** Microseconds; undefined where it was never timed. */
  of(executable: Executable, index: number): number | undefined {
    return this.#shortest.get(executable)?.[index];
  }
}

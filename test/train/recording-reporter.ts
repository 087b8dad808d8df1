import { type RunReporter, setRunReporter } from '../../engine/graph/index.ts';

/** From now on the process's reporter: it writes down what it is told, and asks for a stop after some steps. */
export function recorder(stopAfter = Number.POSITIVE_INFINITY): { told: string[]; reporter: RunReporter } {
  const told: string[] = [];
  let done = 0;
  const reporter: RunReporter = {
    timesKernels: false,
    get stopRequested() {
      return done >= stopAfter;
    },
    loopStarted: ({ start, total }) => told.push(`loop ${start}..${total}`),
    stepsDone: (count) => {
      done = count;
      told.push(`done ${count}`);
    },
    loopEnded: () => told.push('end'),
    scalar() {},
    eventFile() {},
    checkpoint() {},
    graph() {},
    session() {},
    sessionClosing() {},
  };
  setRunReporter(reporter);
  return { told, reporter };
}

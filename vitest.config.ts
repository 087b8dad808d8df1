// Three suites: `fast` is what `npm test` runs; `slow` holds the long ones (*.slow.test.ts); `e2e` drives a real VS Code,
// one window at a time, and is started by `npm run test:e2e`.
// The files of `fast` share a process, in which the engine is loaded and warm; those of `fast-alone` replace modules,
// change classes of the engine, listen to their process or measure its memory, and have one each.

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const slow = 'test/**/*.slow.test.ts';
const endToEnd = 'test/e2e/**/*.e2e.test.ts';
const alone = [
  'test/extension/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'test/docs/*.test.ts',
  'test/formats/fuzz.test.ts',
  'test/session/plans.test.ts',
  'test/analysis/tensorloom/hostile.test.ts',
];
const minute = 60_000;
const limits = { testTimeout: minute / 2, hookTimeout: minute / 2 };

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which on a machine of two is half of it.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow, 'test/e2e/**', ...alone],
          isolate: false,
          setupFiles: ['test/new-graph.ts'],
          ...limits,
        },
      },
      { test: { name: 'fast-alone', include: alone, exclude: [slow], ...limits } },
      {
        test: {
          name: 'slow',
          include: [slow],
          testTimeout: 15 * minute,
          hookTimeout: 5 * minute,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [endToEnd],
          fileParallelism: false,
          maxWorkers: 1,
          // A browser on a busy machine loses a key or a click now and then. What is wrong fails twice.
          retry: 1,
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
        },
      },
    ],
  },
});

// Three suites: `fast` is what `npm test` runs; `slow` holds the long ones (*.slow.test.ts); `e2e` drives a real VS Code,
// one window at a time, and is started by `npm run test:e2e`.

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const slow = 'test/**/*.slow.test.ts';
const endToEnd = 'test/e2e/**/*.e2e.test.ts';
const minute = 60_000;

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which on a machine of two is half of it.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow, 'test/e2e/**'],
          testTimeout: minute / 2,
          hookTimeout: minute / 2,
        },
      },
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

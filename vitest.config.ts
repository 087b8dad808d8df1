// Two suites: `fast` is what `npm test` runs; `slow` holds the long ones (*.slow.test.ts).

import { defineConfig } from 'vitest/config';

const slow = 'test/**/*.slow.test.ts';
const minute = 60_000;

export default defineConfig({
  test: {
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
    ],
  },
});

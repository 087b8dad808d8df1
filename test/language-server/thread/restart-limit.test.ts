import { expect, it } from 'vitest';
import { RestartLimit } from '../../../language-server/thread/restart-limit.ts';

it('A thread that ends now and then is started again at once; one that keeps ending waits until a minute has passed', () => {
  const limit = new RestartLimit();
  expect(limit.delay(0)).toBe(0);
  for (const end of [0, 10_000, 20_000]) {
    expect(limit.delay(end)).toBe(0);
    limit.noteEnd(end);
  }
  expect(limit.delay(20_000)).toBe(40_000);
  expect(limit.delay(60_000)).toBe(0);
  limit.noteEnd(60_000);
  expect(limit.delay(60_000)).toBe(10_000);
});

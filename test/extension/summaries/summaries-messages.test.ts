import { expect, test } from 'vitest';
import { readSummariesMessage } from '../../../extension/summaries/summaries-messages.ts';
import { limits } from '../../../webview/protocol.ts';

const series = { run: 'a', kind: 'scalars', tag: 'loss' };
const blob = { type: 'blob', id: 1, run: 'a', kind: 'images', tag: 't', key: 0, sample: 2 };

test.each([
  { type: 'watch', series: [series] },
  blob,
  { type: 'addRuns' },
  { type: 'stopRun', run: 'a' },
  { type: 'openGraph', run: 'a/b' },
])('$type is let in, and no more than belongs to it', (message) => {
  expect(readSummariesMessage({ ...message, extra: 1 })).toEqual(message);
});

test.each([
  undefined,
  7,
  { type: 'ready' },
  { type: 'watch', series: 'all' },
  { ...blob, kind: 'scalars' },
  { ...blob, id: -1 },
  { ...blob, key: 1.5 },
  { ...blob, sample: Number.NaN },
  { ...blob, tag: 'x'.repeat(limits.name * 2) },
  { type: 'stopRun' },
  { type: 'openGraph', run: 5 },
])('%j is dropped', (message) => {
  expect(readSummariesMessage(message)).toBeUndefined();
});

test('series that are none are left out, and no more are watched than the limit', () => {
  const wrong = [null, {}, { ...series, kind: 'toString' }, { ...series, tag: 5 }];
  expect(readSummariesMessage({ type: 'watch', series: [...wrong, series] })).toEqual({
    type: 'watch',
    series: [series],
  });
  const many = Array.from({ length: limits.watched + 10 }, (_, each) => ({ ...series, tag: `${each}` }));
  const message = readSummariesMessage({ type: 'watch', series: many });
  expect(message?.type === 'watch' && message.series.length).toBe(limits.watched);
});

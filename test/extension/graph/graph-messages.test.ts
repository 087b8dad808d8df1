import { expect, test } from 'vitest';
import { readGraphMessage } from '../../../extension/graph/graph-messages.ts';

const place = { file: '/a.ts', line: 3, column: 1 };

test.each([{ type: 'goToSource', place }, { type: 'trace', tag: 'step 100' }, { type: 'reload' }])(
  '$type is let in, and no more than belongs to it',
  (message) => {
    expect(readGraphMessage({ ...message, extra: 1 })).toEqual(message);
  },
);

test.each([
  null,
  { type: 'ready' },
  { type: 'goToSource' },
  { type: 'goToSource', place: { ...place, line: '3' } },
  { type: 'goToSource', place: { ...place, column: -1 } },
  { type: 'goToSource', place: { ...place, file: 'x'.repeat(5000) } },
  { type: 'trace', tag: 1 },
])('%j is dropped', (message) => {
  expect(readGraphMessage(message)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { fileName, readCommonMessage } from '../../../extension/panels/page-messages.ts';

test('messages that both pages send are let in with what belongs to them alone', () => {
  expect(readCommonMessage({ type: 'ready', more: 1 })).toEqual({ type: 'ready' });
  const data = new Uint8Array([1, 2]);
  expect(readCommonMessage({ type: 'export', file: { name: 'a.png', data } })).toEqual({
    type: 'export',
    file: { name: 'a.png', data },
  });
  expect(readCommonMessage({ type: 'fault', message: 'x'.repeat(10_000) })).toEqual({
    type: 'fault',
    message: 'x'.repeat(4000),
  });
});

test.each([
  undefined,
  null,
  'ready',
  [],
  {},
  { type: 'watch', series: [] },
  { type: 'export' },
  { type: 'export', file: { name: 'a.csv', data: 5 } },
  { type: 'export', file: { name: 5, data: '' } },
])('%j is no message that both pages send', (message) => {
  expect(readCommonMessage(message)).toBeUndefined();
});

test.each([
  ['Loss.csv', 'Loss.csv'],
  ['train/loss: mean.csv', 'train_loss_ mean.csv'],
  ['../../etc/passwd', 'etc_passwd'],
  ['C:\\x\\y.png', 'C_x_y.png'],
  ['.csv', 'export.csv'],
  ['', 'export'],
  ['größe.json', 'größe.json'],
])('%j is saved as %j', (wanted, name) => {
  expect(fileName(wanted)).toBe(name);
});

test('a long name keeps its extension', () => {
  expect(fileName(`${'n'.repeat(500)}.csv`)).toBe(`${'n'.repeat(100)}.csv`);
});

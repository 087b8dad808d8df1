import { expect, it } from 'vitest';
import { mostRows, textGrid } from '../../../../webview/summaries/texts/text-grid.ts';

it('shows a single text, a list and a table', () => {
  expect(textGrid({ shape: [], texts: ['a'] })).toEqual({ rows: [['a']], note: '' });
  expect(textGrid({ shape: [2], texts: ['a', 'b'] })).toEqual({ rows: [['a'], ['b']], note: '' });
  expect(textGrid({ shape: [2, 2], texts: ['a', 'b', 'c', 'd'] }).rows).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

it('takes the first of the axes beyond two', () => {
  const { rows, note } = textGrid({ shape: [2, 1, 2], texts: ['a', 'b', 'c', 'd'] });
  expect(rows).toEqual([['a'], ['c']]);
  expect(note).toBe('The first two axes of [2, 1, 2] are shown.');
});

it('shows no more than can be read', () => {
  const { rows, note } = textGrid({ shape: [1000], texts: Array.from({ length: 1000 }, String) });
  expect(rows).toHaveLength(mostRows);
  expect(note).toBe('100 of 1000 rows are shown.');
});

it('is not fooled by a shape that its texts do not fill', () => {
  expect(textGrid({ shape: [2, 2], texts: ['a'] }).rows).toEqual([
    ['a', ''],
    ['', ''],
  ]);
});

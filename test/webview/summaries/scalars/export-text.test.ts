import { expect, test } from 'vitest';
import { csvField, csvOf, jsonOf } from '../../../../webview/summaries/scalars/export-text.ts';
import { seriesOf } from './made-series.ts';

const runs = [
  { name: 'train', series: seriesOf([0.5, Number.NaN]) },
  { name: 'a "b", c', series: seriesOf([1]) },
];

test('CSV has TensorBoard’s columns after the run', () => {
  expect(csvOf(runs)).toBe(
    'Run,Wall time,Step,Value\r\ntrain,1000,0,0.5\r\ntrain,1010,1,NaN\r\n"a ""b"", c",1000,0,1\r\n',
  );
});

test('a spreadsheet does not take a name for a formula', () => {
  expect(csvField('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  expect(['+1', '-1', '@a', 'a-1', 'a\nb'].map(csvField)).toEqual(["'+1", "'-1", "'@a", 'a-1', '"a\nb"']);
});

test('JSON has wall time, step and value of each point', () => {
  expect(JSON.parse(jsonOf('loss', runs))).toEqual({
    tag: 'loss',
    runs: [
      {
        run: 'train',
        points: [
          [1000, 0, 0.5],
          [1010, 1, 'NaN'],
        ],
      },
      { run: 'a "b", c', points: [[1000, 0, 1]] },
    ],
  });
});

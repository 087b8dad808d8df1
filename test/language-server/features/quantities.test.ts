import { expect, it } from 'vitest';
import { addDims, multiplyDims, symbol, TensorShape } from '../../../engine/graph/index.ts';
import { bytesOf, bytesText, countText, workText } from '../../../language-server/features/quantities.ts';

it('Counts are exact below a million', () => {
  expect([0, 999, 1000, 446_610, 999_999, 1e6, 1_250_000, 25_000_000, 3e9].map(countText)).toEqual([
    '0',
    '999',
    '1,000',
    '446,610',
    '999,999',
    '1.0 M',
    '1.3 M',
    '25 M',
    '3.0 G',
  ]);
});

it('Bytes are in powers of a thousand', () => {
  expect([0, 12, 1800, 999_600, 1.8e6, 5e9].map(bytesText)).toEqual([
    '0 B',
    '12 B',
    '1.8 kB',
    '1.0 MB',
    '1.8 MB',
    '5.0 GB',
  ]);
  expect(bytesOf('float64', TensorShape.of(3, 4))).toBe(96);
  expect(bytesOf('string', TensorShape.of(3))).toBeUndefined();
  expect(bytesOf('int32', TensorShape.of(3, symbol('x.0')))).toBeUndefined();
});

it('Work over sizes that are open is so much for each', () => {
  const batch = symbol('x.0');
  expect(workText(784_000)).toBe('784 k');
  expect(workText(multiplyDims(784_000, batch))).toBe('784 k × batch');
  expect(workText(batch)).toBe('batch');
  expect(workText(addDims(multiplyDims(batch, batch), 5000))).toBe('batch × batch + 5.0 k');
});

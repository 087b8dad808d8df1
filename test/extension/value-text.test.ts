import { expect, it } from 'vitest';
import { scalarText, wholeNumber } from '../../extension/value-text.ts';

it.each([
  [0.000012345, '1.234e-5'],
  [123456.789, '123500'],
  [3, '3'],
  [1_234_567, '1.235e+6'],
  [-0.5, '-0.5'],
  ['NaN', 'NaN'],
])('shows the scalar %s as %s', (value, text) => {
  expect(scalarText(value)).toBe(text);
});

it('groups digits by thousands', () => {
  expect([0, 999, 1000, 1_234_567.4].map(wholeNumber)).toEqual(['0', '999', '1,000', '1,234,567']);
});

import { expect, test } from 'vitest';
import { contrast, mix, opaque, parseColor } from '../../../../webview/graph/view/color.ts';

test.each([
  ['#fff', { r: 255, g: 255, b: 255, a: 1 }],
  ['#1f1f1f80', { r: 31, g: 31, b: 31, a: 128 / 255 }],
  ['rgb(1, 2, 3)', { r: 1, g: 2, b: 3, a: 1 }],
  ['rgba(234, 92, 0, 0.33)', { r: 234, g: 92, b: 0, a: 0.33 }],
  ['rgb(10 20 30 / 50%)', { r: 10, g: 20, b: 30, a: 0.5 }],
])('%s is read', (text, color) => {
  expect(parseColor(text)).toEqual(color);
});

test.each(['', 'red', '#12345', 'rgb(1, 2)', 'rgb(a, b, c)', 'var(--x)'])(
  '%j is no colour that is known here',
  (text) => {
    expect(parseColor(text)).toBeNull();
  },
);

test('a translucent colour is painted on its ground', () => {
  expect(opaque('rgba(255, 0, 0, 0.5)', '#000000')).toBe('rgb(128, 0, 0)');
  expect(mix('#000000', '#ffffff', 0.25)).toBe('rgb(64, 64, 64)');
  expect(mix('#123456', 'nonsense', 0.5)).toBe('#123456');
});

test('contrast is as WCAG counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

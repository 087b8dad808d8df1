import { expect, test } from 'vitest';
import { fileName } from '../../webview/file-name.ts';

test.each([
  ['train/loss', 'train_loss.csv'],
  ['loss (smoothed)', 'loss (smoothed).csv'],
  ['größe ∑ 損失', 'größe _ 損失.csv'],
  ['../../etc/passwd', 'etc_passwd.csv'],
  ['a\u202eb\u0000c', 'a_b_c.csv'],
  ['<b>|?*', 'b.csv'],
  ['nul', '_nul.csv'],
  ['...', 'scalars.csv'],
  ['😀'.repeat(3), 'scalars.csv'],
  ['x'.repeat(500), `${'x'.repeat(80)}.csv`],
])('%s is saved as %s', (title, name) => {
  expect(fileName(title, 'csv', 'scalars')).toBe(name);
});

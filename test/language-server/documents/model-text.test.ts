import { expect, it } from 'vitest';
import { maybeModel } from '../../../language-server/documents/model-text.ts';

it.for([
  ["import * as tf from 'tensorloom';", true],
  ['import { matmul } from "tensorloom"', true],
  ["import 'tensorloom';", true],
  ["const tf = await import('tensorloom');", true],
  ["const tf = require(  'tensorloom' );", true],
  ["export * from 'tensorloom';", true],
  ["import type { Tensor } from 'tensorloom';", true],
  ["import x from 'tensorloom/other';", false],
  ["const name = 'tensorloom';", false],
  ['// tensorloom', false],
  ['', false],
] as const)('%s may be a model: %s', ([text, expected]) => {
  expect(maybeModel(text)).toBe(expected);
});

it('takes no time for a text that is made to take long', () => {
  const hostile = `tensorloom ${`import${' '.repeat(98)}`.repeat(20_000)}`;
  const begun = performance.now();
  expect(maybeModel(hostile)).toBe(false);
  expect(performance.now() - begun).toBeLessThan(2000);
});

import { expect, it } from 'vitest';
import { askEverything, cutExamples } from './cut-examples.ts';

it('Every feature answers for a model cut off anywhere', () => {
  for (const { name, text } of cutExamples(1500)) expect(() => askEverything(text), name).not.toThrow();
});

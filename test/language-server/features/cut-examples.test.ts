import { expect, it } from 'vitest';
import { askEverything, cutExamples } from './cut-examples.ts';

it('Every feature answers for a model of which the end is not written yet', () => {
  const answers = cutExamples(20).map(({ text }) => askEverything(text));
  expect(answers.filter((count) => count > 2).length).toBeGreaterThan(10);
});

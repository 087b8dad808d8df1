import { expect, it } from 'vitest';
import { faultsOf, modelFiles, spoilt } from './half-typed.ts';

/** Every token of every model file, and as many places between characters. */
const all = 3000;

it.each(modelFiles)('%s survives being typed, at every token', (name, text) => {
  expect(faultsOf(name, spoilt(name, text, all))).toEqual([]);
});

import { expect, it } from 'vitest';
import { faultsOf, modelFiles, spoilt } from './half-typed.ts';

it.each(modelFiles)('%s survives being typed', (name, text) => {
  expect(faultsOf(name, spoilt(name, text, 2))).toEqual([]);
});

import { expect, it } from 'vitest';
import { faultsOf, modelFiles, spoilt, typed } from './half-typed.ts';

it.each(modelFiles)('%s survives being typed, token by token', (name, text) => {
  expect(faultsOf(name, typed(text))).toEqual([]);
});

it.each(modelFiles)('%s survives 140 mistakes', (name, text) => {
  expect(faultsOf(name, spoilt(name, text, 20))).toEqual([]);
});

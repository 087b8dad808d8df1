import { expect, test } from 'vitest';
import {
  addSources,
  folderOfRun,
  readSummariesSource,
  sourceOfFolder,
  sourcesKey,
  summariesTitle,
} from '../../../extension/summaries/log-sources.ts';
import { limits } from '../../../webview/protocol.ts';

const a = { id: 'a', folder: '/logs/a', name: 'first' };
const b = { id: 'b', folder: '/logs/b', name: 'second' };

test('what a panel saved comes back, without what does not belong to it', () => {
  expect(readSummariesSource({ sources: [{ ...a, extra: 1 }, b] })).toEqual({ sources: [a, b] });
});

test.each([
  undefined,
  null,
  'x',
  [],
  {},
  { sources: 'x' },
  { sources: [] },
  { sources: [{ id: 'a', folder: 'relative', name: 'a' }] },
  { sources: [{ id: 'a', folder: '/logs/a' }] },
  { sources: [{ id: 1, folder: '/logs/a', name: 'a' }] },
  { sources: [{ id: 'x'.repeat(5000), folder: '/logs/a', name: 'a' }] },
])('%j is no saved panel', (state) => {
  expect(readSummariesSource(state)).toBeUndefined();
});

test('sources are bounded, and one id is one source', () => {
  const many = Array.from({ length: limits.runs + 5 }, (_, each) => ({ ...a, id: `${each}` }));
  expect(readSummariesSource({ sources: many })?.sources).toHaveLength(limits.runs);
  expect(readSummariesSource({ sources: [a, a] })?.sources).toHaveLength(1);
});

test('the same folders in any order are the same panel', () => {
  expect(sourcesKey([a, b])).toBe(sourcesKey([{ ...b, id: 'other', folder: '/logs/b/' }, a]));
  expect(sourcesKey([a])).not.toBe(sourcesKey([a, b]));
});

test('a folder has the same id each time, and its own', () => {
  expect(sourceOfFolder('/logs/a/')).toEqual(sourceOfFolder('/logs/a'));
  expect(sourceOfFolder('/logs/a').id).not.toBe(sourceOfFolder('/logs/b').id);
  expect(sourceOfFolder('/logs/a').name).toBe('a');
  expect(sourceOfFolder('/').name).toBe('/');
});

test('titles name two runs and count more', () => {
  expect(summariesTitle([a])).toBe('Summaries: first');
  expect(summariesTitle([a, b])).toBe('Summaries: first, second');
  expect(summariesTitle([a, b, { ...a, id: 'c' }])).toBe('Summaries: 3 runs');
});

test('a folder that is shown already is not added', () => {
  expect(addSources([a], [{ ...a, id: 'again' }, b, b])).toEqual([a, b]);
});

test.each([
  ['a', '/logs/a'],
  ['a/train', '/logs/a/train'],
  ['a/train/x', '/logs/a/train/x'],
  ['ab', undefined],
  ['a/../../etc', undefined],
])('the run %j lies in %j', (run, folder) => {
  expect(folderOfRun([a, b], run)).toBe(folder);
});

test('of sources within each other, the one with the longest id has the run', () => {
  const inner = { id: 'a/b', folder: '/elsewhere', name: 'inner' };
  expect(folderOfRun([a, inner], 'a/b/c')).toBe('/elsewhere/c');
});

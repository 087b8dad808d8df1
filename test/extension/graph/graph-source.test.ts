import { expect, test } from 'vitest';
import { graphTitle, isSameSource, readGraphSource, traceFolder } from '../../../extension/graph/graph-source.ts';

test.each([
  { kind: 'file', path: '/graphs/a.pb' },
  { kind: 'model', uri: 'file:///models/a.ts' },
  { kind: 'model', uri: 'untitled:Untitled-1' },
  { kind: 'run', path: '/models/a.ts' },
  { kind: 'events', folder: '/logs/a' },
])('a panel of kind $kind comes back', (source) => {
  expect(readGraphSource({ ...source, extra: 1 })).toEqual(source);
});

test.each([
  undefined,
  [],
  {},
  { kind: 'file', folder: '/logs' },
  { kind: 'events', path: '/logs' },
  { kind: 'model', path: '/models/a.ts' },
  { kind: 'model', uri: 'a.ts' },
  { kind: 'run', path: 'a.ts' },
  { kind: 'else', path: '/a' },
  { kind: 'file', path: `/${'x'.repeat(5000)}` },
])('%j is no saved panel', (state) => {
  expect(readGraphSource(state)).toBeUndefined();
});

test('what one file holds, builds, and builds when it is run are three sources', () => {
  const file = { kind: 'file', path: '/a.ts' } as const;
  expect(isSameSource(file, { ...file })).toBe(true);
  expect(isSameSource(file, { kind: 'model', uri: 'file:///a.ts' })).toBe(false);
  expect(isSameSource({ kind: 'run', path: '/a.ts' }, { kind: 'model', uri: 'file:///a.ts' })).toBe(false);
  expect(isSameSource(file, { kind: 'file', path: '/b.ts' })).toBe(false);
});

test('titles name the run where it is known, and the file or folder else', () => {
  expect(graphTitle({ kind: 'file', path: '/graphs/a.pb' })).toBe('Graph: a.pb');
  expect(graphTitle({ kind: 'events', folder: '/logs/digits/12-30' }, 'digits 12:30')).toBe('Graph: digits 12:30');
  expect(graphTitle({ kind: 'model', uri: 'file:///models/my%20model.ts' })).toBe('Graph: my model.ts');
  expect(graphTitle({ kind: 'model', uri: 'untitled:Untitled-1' })).toBe('Graph: Untitled-1');
  expect(graphTitle({ kind: 'run', path: '/models/a.ts' })).toBe('Graph by running: a.ts');
});

test('traces lie beside event files alone', () => {
  expect(traceFolder({ kind: 'events', folder: '/logs/a' })).toBe('/logs/a');
  expect(traceFolder({ kind: 'file', path: '/logs/a/events.out.tfevents.1.host' })).toBe('/logs/a');
  expect(traceFolder({ kind: 'file', path: '/graphs/a.pb' })).toBeUndefined();
  expect(traceFolder({ kind: 'model', uri: 'file:///a.ts' })).toBeUndefined();
});

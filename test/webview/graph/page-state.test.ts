import { expect, test } from 'vitest';
import { initialPageState, type PageState, readPageState, stateFor } from '../../../webview/graph/page-state.ts';

const saved: PageState = {
  ...initialPageState,
  source: { kind: 'file', path: '/a.pb' },
  view: { expanded: ['scope:a'], placements: [['op:b', 'auxiliary']], foldSeries: false, ungrouped: [] },
  viewport: { zoom: 0.5, x: 1, y: -2 },
  selected: 'op:b',
  colorBy: 'device',
  search: { query: 'a.*', regex: true },
  cardWidth: 400,
  outlineOpen: true,
};

test('what was saved for a source comes back for it', () => {
  expect(stateFor({ kind: 'file', path: '/a.pb' }, structuredClone(saved))).toEqual(saved);
});

test('for another source only the arrangement of the panel comes back', () => {
  const other = { kind: 'file', path: '/b.pb' };
  expect(stateFor(other, saved)).toEqual({
    ...initialPageState,
    source: other,
    colorBy: 'device',
    cardWidth: 400,
    outlineOpen: true,
  });
});

test.each([undefined, null, 5, 'x', { view: 7, viewport: { zoom: 'big' }, colorBy: 'pink', search: null }])(
  'nothing is taken from %j',
  (broken) => {
    expect(readPageState(broken)).toEqual(initialPageState);
  },
);

test('sizes and places that cannot be are put right', () => {
  expect(readPageState({ cardWidth: 1e9 }).cardWidth).toBe(700);
  expect(readPageState({ viewport: { zoom: 0, x: 0, y: 0 } }).viewport).toBeNull();
  expect(readPageState({ view: { expanded: ['a'], placements: [['b', 'nowhere'], 3], ungrouped: [] } }).view).toEqual({
    expanded: ['a'],
    placements: [],
    foldSeries: true,
    ungrouped: [],
  });
});

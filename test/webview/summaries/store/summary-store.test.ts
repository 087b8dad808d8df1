import { describe, expect, test } from 'vitest';
import type { SeriesKey, SummariesToPage, TagInfo } from '../../../../webview/protocol.ts';
import { SeriesCache } from '../../../../webview/summaries/store/series-cache.ts';
import { type Change, SummaryStore } from '../../../../webview/summaries/store/summary-store.ts';

type Scalars = Extract<SummariesToPage, { type: 'scalars' }>;

const scalars = (run: string, keep: number, values: readonly number[], tag = 'loss'): Scalars => ({
  type: 'scalars',
  run,
  tag,
  keep,
  steps: Float64Array.from(values, (_, i) => keep + i),
  wallTimes: Float64Array.from(values, (_, i) => 1000 + keep + i),
  values: Float64Array.from(values),
});
const runs = (...ids: string[]): SummariesToPage & { type: 'runs' } => ({
  type: 'runs',
  runs: ids.map((id) => ({ id, name: id, state: null, startTime: null, group: '' })),
});
const tag = (name: string, kind: TagInfo['kind'] = 'scalars'): TagInfo => ({
  kind,
  tag: name,
  displayName: '',
  description: '',
});

function listening(store: SummaryStore): Change[] {
  const changes: Change[] = [];
  store.listen((change) => changes.push(change));
  return changes;
}

describe('scalar points', () => {
  test('grow at their end, and are replaced from where the host says', () => {
    const store = new SummaryStore();
    store.apply(scalars('a', 0, [1, 2, 3]));
    store.apply(scalars('a', 3, [4]));
    expect([...store.series('scalars', 'loss', 'a').values]).toEqual([1, 2, 3, 4]);
    store.apply(scalars('a', 1, [9, 8]));
    const { values, steps, length } = store.series('scalars', 'loss', 'a');
    expect({ values: [...values], steps: [...steps], length }).toEqual({
      values: [1, 9, 8],
      steps: [0, 1, 2],
      length: 3,
    });
    store.apply(scalars('a', 0, [5]));
    expect([...store.series('scalars', 'loss', 'a').values]).toEqual([5]);
  });

  test('have another version after each change', () => {
    const store = new SummaryStore();
    const versions = [1, 2, 3].map((value, keep) => {
      store.apply(scalars('a', keep, [value]));
      return store.series('scalars', 'loss', 'a').version;
    });
    expect(new Set(versions).size).toBe(3);
  });

  test('with a gap are let go, and the page is told to ask anew', () => {
    const store = new SummaryStore();
    const changes = listening(store);
    store.apply(scalars('a', 0, [1]));
    store.apply(scalars('a', 5, [6]));
    const key: SeriesKey = { kind: 'scalars', tag: 'loss', run: 'a' };
    expect(changes).toEqual([
      { type: 'series', key },
      { type: 'gap', key },
    ]);
    expect(store.series('scalars', 'loss', 'a')).toHaveLength(0);
  });

  test('of columns with different lengths end with the shortest', () => {
    const store = new SummaryStore();
    store.apply({ ...scalars('a', 0, [1, 2, 3]), values: Float64Array.of(7, 8) });
    expect([...store.series('scalars', 'loss', 'a').steps]).toEqual([0, 1]);
  });
});

describe('tags', () => {
  test('know their runs, and go with the last of them', () => {
    const store = new SummaryStore();
    store.apply(runs('a', 'b'));
    store.apply({ type: 'tags', run: 'a', tags: [tag('loss'), tag('weights', 'histograms')] });
    store.apply({ type: 'tags', run: 'b', tags: [tag('loss')] });
    expect([...store.tags('scalars').get('loss')!.runs]).toEqual(['a', 'b']);
    store.apply(runs('b'));
    expect([...store.tags('scalars').get('loss')!.runs]).toEqual(['b']);
    expect(store.tags('histograms').size).toBe(0);
    expect(store.tags('images').size).toBe(0);
  });

  test('that stay while others come are the same tags', () => {
    const store = new SummaryStore();
    store.apply({ type: 'tags', run: 'a', tags: [tag('loss')] });
    const version = store.tagsVersion;
    store.apply({ type: 'tags', run: 'a', tags: [tag('loss')] });
    store.apply({ type: 'tags', run: 'b', tags: [tag('loss')] });
    expect(store.tagsVersion).toBe(version);
    store.apply({ type: 'tags', run: 'b', tags: [tag('accuracy')] });
    expect(store.tagsVersion).not.toBe(version);
  });

  test('beyond what a page can list are left out, and that is known', () => {
    const store = new SummaryStore();
    const many = Array.from({ length: 10_000 }, (_, i) => tag(`t${i}`));
    for (let i = 0; i < 40; i++) store.apply({ type: 'tags', run: `r${i}`, tags: many });
    expect(store.tagsLeftOut).toBe(true);
    expect(store.tags('scalars').get('t0')!.runs.size).toBe(30);
    store.apply({ type: 'tags', run: 'r0', tags: [] });
    expect(store.tagsLeftOut).toBe(false);
  });
});

describe('memory', () => {
  const cacheOf = (points: number) => new SeriesCache(points * 24 + 10 * 200);

  test('is bounded: what is not watched goes, the oldest first', () => {
    const cache = cacheOf(100);
    const store = new SummaryStore(cache);
    store.keep([{ kind: 'scalars', tag: 'loss', run: 'r0' }]);
    for (let i = 0; i < 10; i++) store.apply(scalars(`r${i}`, 0, new Array(20).fill(1)));
    const held = (i: number) => store.series('scalars', 'loss', `r${i}`).length > 0;
    expect([held(0), held(1), held(8), held(9)]).toEqual([true, false, true, true]);
    expect(cache.bytes).toBeLessThanOrEqual(100 * 24 + 10 * 200);
  });

  test('counts nothing after all is gone', () => {
    const cache = new SeriesCache();
    const store = new SummaryStore(cache);
    store.apply(runs('a'));
    store.apply(scalars('a', 0, [1, 2]));
    store.apply({ type: 'texts', run: 'a', tag: 't', points: [{ step: 1, wallTime: 2, shape: [], texts: ['x'] }] });
    expect(cache.bytes).toBeGreaterThan(0);
    store.apply(runs());
    expect(cache.bytes).toBe(0);
    expect(store.series('texts', 't', 'a')).toEqual([]);
  });
});

test('progress is unknown until the host tells', () => {
  const store = new SummaryStore();
  expect(store.heardProgress).toBe(false);
  store.apply({ type: 'progress', bytes: 5, total: 10, problems: Array.from({ length: 500 }, (_, i) => `p${i}`) });
  expect(store.progress).toMatchObject({ bytes: 5, total: 10 });
  expect(store.progress.problems).toHaveLength(100);
});

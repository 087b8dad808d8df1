import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SeriesKey } from '../../../../webview/protocol.ts';
import { placeBox } from '../../../../webview/summaries/controls/popover.ts';
import { Blobs } from '../../../../webview/summaries/shell/blobs.ts';
import { type Emptiness, emptyText } from '../../../../webview/summaries/shell/empty-state.ts';
import { PageMemory } from '../../../../webview/summaries/shell/page-memory.ts';
import { progressText } from '../../../../webview/summaries/shell/reading-progress.ts';
import { describe as describeRun } from '../../../../webview/summaries/shell/run-list.ts';
import { readSavedPage } from '../../../../webview/summaries/shell/saved-state.ts';
import { WatchList } from '../../../../webview/summaries/shell/watch-list.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const key = (run: string): SeriesKey => ({ kind: 'scalars', tag: 'loss', run });

describe('the watch list', () => {
  function watching() {
    let now: SeriesKey[] = [];
    const sent: string[][] = [];
    const list = new WatchList(
      () => now,
      (series) => sent.push(series.map(({ run }) => run)),
    );
    const set = (...runs: string[]) => {
      now = runs.map(key);
      list.changed();
    };
    return { list, sent, set };
  }

  test('is sent once after many changes, and not again without one', () => {
    const { sent, set } = watching();
    set('a');
    set('a', 'b');
    vi.advanceTimersByTime(200);
    set('a', 'b');
    vi.advanceTimersByTime(200);
    expect(sent).toEqual([['a', 'b']]);
    set();
    vi.advanceTimersByTime(200);
    expect(sent).toEqual([['a', 'b'], []]);
  });

  test('names a series once, and no more series than the host takes', () => {
    const { sent, set } = watching();
    set('a', 'a');
    vi.advanceTimersByTime(200);
    expect(sent).toEqual([['a']]);
    set(...Array.from({ length: 6000 }, (_, i) => `r${i}`));
    vi.advanceTimersByTime(200);
    expect(sent[1]).toHaveLength(5000);
  });

  test('lets a series with a gap go and asks for it anew', () => {
    const { list, sent, set } = watching();
    set('a', 'b');
    vi.advanceTimersByTime(200);
    list.restart(key('a'));
    list.restart(key('gone'));
    vi.advanceTimersByTime(200);
    expect(sent.slice(1)).toEqual([['b'], ['a', 'b']]);
  });
});

describe('what is saved', () => {
  const gathered = {
    sidebar: { width: 300, hidden: true },
    scroll: 120,
    selection: { filter: 'x', chosen: [['id', false]] as const },
    styles: [['run', 3]] as const,
    views: { scalars: { smoothing: 0.9 } },
  };

  test('comes back in the next life, with the host’s source untouched', () => {
    const memory = new PageMemory(undefined, () => {});
    memory.source = { folder: 'logs' };
    memory.tab = 'images';
    memory.tagFilter = 'loss';
    memory.togglePinned('card 1');
    memory.toggleWide('card 2');
    memory.groups.set('scalars/loss', false);
    memory.cards.set('card 1', { logY: true });
    const saved = memory.save(gathered);
    const again = new PageMemory(JSON.parse(JSON.stringify(saved)), () => {});
    expect(again.save(gathered)).toEqual(saved);
    expect(saved).toMatchObject({ source: { folder: 'logs' }, pinned: ['card 1'], wide: ['card 2'], ...gathered });
  });

  test('is bounded', () => {
    const memory = new PageMemory(undefined, () => {});
    for (let i = 0; i < 700; i++) memory.cards.set(`card ${i}`, i);
    memory.cards.set('card 200', 'again');
    const { cards } = memory.save(gathered);
    expect(cards).toHaveLength(500);
    expect(cards.at(-1)).toEqual(['card 200', 'again']);
    expect(memory.cards.get('card 199')).toBeUndefined();
  });

  test('is saved whenever a choice changes', () => {
    const changed = vi.fn();
    const memory = new PageMemory(undefined, changed);
    expect(memory.togglePinned('a')).toBe(true);
    expect(memory.togglePinned('a')).toBe(false);
    memory.toggleWide('a');
    expect(changed).toHaveBeenCalledTimes(3);
  });

  test.each([
    undefined,
    null,
    'x',
    { version: 2 },
    { version: 1, sidebar: 7, tab: 'none', styles: [[1, 2]], pinned: [{}], groups: 'no' },
  ])('that makes no sense is forgotten: %j', (saved) => {
    expect(readSavedPage(saved)).toMatchObject({
      sidebar: { width: 260, hidden: false },
      tab: 'scalars',
      styles: [],
      pinned: [],
      groups: [],
    });
  });
});

test('pictures find their questions', async () => {
  const post = vi.fn();
  const blobs = new Blobs(post);
  const request = { run: 'a', kind: 'images', tag: 't', key: 1, sample: 0 } as const;
  const [first, second] = [blobs.request(request), blobs.request({ ...request, key: 2 })];
  const [one, two] = post.mock.calls.map(([message]) => message.id as number);
  blobs.answer({ type: 'blob', id: two!, data: null, contentType: '' });
  blobs.answer({ type: 'blob', id: one!, data: Uint8Array.of(1, 2), contentType: 'image/png' });
  expect(await second).toBeNull();
  expect(await first).toMatchObject({ size: 2, type: 'image/png' });
});

describe('an empty page', () => {
  const full: Emptiness = { runs: 2, shownRuns: 2, reading: false, heard: true, tags: 5, tagFilter: '', live: false };
  test.each<[Partial<Emptiness>, string]>([
    [{ heard: false, runs: 0, tags: 0 }, 'Reading event files'],
    [{ reading: true, tags: 0 }, 'Reading event files'],
    [{ runs: 0, tags: 0 }, 'No event files'],
    [{ tags: 0, live: true }, 'Nothing written yet'],
    [{ tags: 0 }, 'No summaries in these runs'],
    [{ shownRuns: 0 }, 'No run is shown'],
    [{ tagFilter: 'x' }, 'No tag matches the filter'],
    [{}, 'The runs shown have no such summaries'],
  ])('says why: %j', (state, title) => {
    const told = emptyText({ ...full, ...state });
    expect(told.title).toBe(title);
    expect(told.text).toMatch(/\.$/);
  });
});

test('a run says how it is', () => {
  const now = new Date(2026, 10, 22, 12, 0).getTime() / 1000;
  const run = { id: 'a', name: 'a', group: '', state: null, startTime: now - 754 };
  expect(describeRun({ ...run, state: 'running' }, now)).toBe('running 12 min');
  expect(describeRun({ ...run, state: 'running' }, now, 'long')).toBe('running, 12 min 34 s');
  expect(describeRun({ ...run, state: 'running', startTime: now - 5 }, now)).toBe('running 5 s');
  expect(describeRun({ ...run, state: 'failed' }, now)).toBe('failed');
  expect(describeRun({ ...run, state: 'completed' }, now)).toBe('11:47');
  expect(describeRun({ ...run, startTime: now - 40 * 86_400 }, now)).toBe('Oct 13');
  expect(describeRun({ ...run, startTime: null }, now)).toBe('');
});

test('progress is in the unit of the whole', () => {
  expect(progressText(512, 999)).toBe('512 of 999 B');
  expect(progressText(12e6, 40e6)).toBe('12 of 40 MB');
  expect(progressText(5e8, 1.3e9)).toBe('0.5 of 1.3 GB');
});

test('a menu opens where there is room', () => {
  const window = { width: 500, height: 400 };
  expect(placeBox({ top: 10, bottom: 30, right: 480 }, { width: 100, height: 50 }, window)).toEqual({
    top: 32,
    left: 380,
  });
  expect(placeBox({ top: 370, bottom: 390, right: 40 }, { width: 100, height: 50 }, window)).toEqual({
    top: 318,
    left: 8,
  });
});

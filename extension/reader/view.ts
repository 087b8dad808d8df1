/**
 * One panel's view of its runs: tells the page of runs and tags, and keeps the series that it watches up to date, at most
 * ten times a second, no faster than the messages are taken, and not at all while it is hidden.
 */

import { limits, type SeriesKey, type SummariesToPage } from '../../webview/protocol.ts';
import { type FoundRun, findRuns } from './log-source.ts';
import type { LogSource, ReaderRun, ReaderToHost } from './protocol.ts';
import type { RunFollower } from './run-follower.ts';
import type { RunPool } from './run-pool.ts';
import type { RunStore } from './run-store.ts';
import { SeriesFeed } from './series-feed.ts';

/** Resolves when the message was taken. */
export type Send = (message: ReaderToHost) => Promise<void>;
type PageMessage = Extract<ReaderToHost, { type: 'page' }>['message'];

const tickMs = 100;
/** What one tick may send of series; the others wait for the next. */
const tickBytes = 2 ** 20;
/** A long series is sent again this often at most. */
const heavyBytes = 20_000;
const heavyMs = 1000;
const tagsMs = 500;
const mostProblems = 100;
const [leastSearchMs, mostSearchMs] = [1000, 10_000];

interface ShownRun extends FoundRun {
  readonly follower: RunFollower;
  /** What the page was told, and when. */
  sentStore: RunStore | undefined;
  sentTags: number;
  tagsSentAt: number;
}

export class View {
  readonly #id: number;
  readonly #pool: RunPool;
  readonly #send: Send;
  #sources: readonly LogSource[] = [];
  #runs = new Map<string, ShownRun>();
  #feeds = new Map<string, SeriesFeed>();
  #visible = true;
  #closed = false;
  #sentRuns = '';
  #sentProgress = '';
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  #tickTimer: ReturnType<typeof setTimeout> | undefined;
  #searches = 0;
  #hasFound = false;

  constructor(id: number, pool: RunPool, send: Send) {
    this.#id = id;
    this.#pool = pool;
    this.#send = send;
    this.#tickSoon();
  }

  /** Shows these folders; everything is sent (again). */
  open(sources: readonly LogSource[]): void {
    this.#sources = sources;
    this.#sentRuns = '';
    this.#sentProgress = '';
    for (const run of this.#runs.values()) run.sentStore = undefined;
    this.watch(
      [...this.#feeds.values()].map(({ key }) => key),
      true,
    );
    void this.#search();
  }

  watch(keys: readonly SeriesKey[], anew = false): void {
    const before = this.#feeds;
    this.#markWatched(-1);
    this.#feeds = new Map();
    for (const key of keys.slice(0, limits.watched)) {
      const name = JSON.stringify([key.run, key.kind, key.tag]);
      this.#feeds.set(name, (anew ? undefined : before.get(name)) ?? new SeriesFeed(key));
    }
    for (const [name, feed] of before) if (this.#feeds.get(name) !== feed) feed.close();
    this.#markWatched(1);
  }

  show(visible: boolean): void {
    this.#markWatched(-1);
    this.#visible = visible;
    this.#markWatched(1);
  }

  /** The run of this id that it shows. */
  run(id: string): RunFollower | undefined {
    return this.#runs.get(id)?.follower;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#searchTimer);
    clearTimeout(this.#tickTimer);
    this.watch([]);
    for (const { follower } of this.#runs.values()) this.#pool.release(follower);
    this.#runs.clear();
  }

  // ---- Runs ----

  /** Looks for runs, and again after a while that grows with what the looking takes. */
  async #search(): Promise<void> {
    clearTimeout(this.#searchTimer);
    const search = ++this.#searches;
    const begun = performance.now();
    try {
      const found = await findRuns(this.#sources);
      if (search === this.#searches && !this.#closed) this.#take(found);
    } finally {
      if (search === this.#searches && !this.#closed) {
        const wait = Math.min(Math.max(50 * (performance.now() - begun), leastSearchMs), mostSearchMs);
        this.#searchTimer = setTimeout(() => void this.#search(), wait);
      }
    }
  }

  #take(found: readonly FoundRun[]): void {
    this.#hasFound = true;
    this.#markWatched(-1);
    const before = this.#runs;
    this.#runs = new Map();
    for (const run of found) {
      const known = before.get(run.id);
      const same = known?.folder === run.folder ? known : undefined;
      this.#runs.set(run.id, {
        ...run,
        follower: same?.follower ?? this.#pool.acquire(run.folder),
        sentStore: same?.sentStore,
        sentTags: same?.sentTags ?? 0,
        tagsSentAt: same?.tagsSentAt ?? Number.NEGATIVE_INFINITY,
      });
    }
    for (const [id, run] of before) {
      if (this.#runs.get(id)?.follower !== run.follower) this.#pool.release(run.follower);
    }
    this.#markWatched(1);
  }

  #markWatched(change: 1 | -1): void {
    if (!this.#visible) return;
    const watched = new Set([...this.#feeds.values()].map(({ key }) => this.#runs.get(key.run)?.follower));
    for (const follower of watched) if (follower) this.#pool.watch(follower, change);
  }

  // ---- What the page is sent ----

  #tickSoon(): void {
    this.#tickTimer = setTimeout(() => void this.#tick(), tickMs);
  }

  async #tick(): Promise<void> {
    try {
      // The next tick waits until these are taken: a slow page is sent less, not later.
      if (this.#visible) await Promise.all([...this.#news()].map((message) => this.#send(message)));
    } finally {
      if (!this.#closed) this.#tickSoon();
    }
  }

  *#news(): Generator<ReaderToHost> {
    const runs = [...this.#runs.values()].map(
      ({ id, name, group, follower }): ReaderRun => ({ id, name, group, startTime: follower.store.startTime }),
    );
    const text = JSON.stringify(runs);
    // Nothing is known before the first search; afterwards, that there are none is news too.
    if (this.#hasFound && text !== this.#sentRuns) {
      this.#sentRuns = text;
      yield { type: 'runs', view: this.#id, runs };
    }
    for (const message of [...this.#tagNews(), ...this.#seriesNews(), ...this.#progressNews()]) {
      yield { type: 'page', view: this.#id, message };
    }
  }

  *#tagNews(): Generator<PageMessage> {
    const now = performance.now();
    for (const run of this.#runs.values()) {
      const { store } = run.follower;
      if (run.sentStore === store && run.sentTags === store.tags.length) continue;
      if (run.sentStore === store && now - run.tagsSentAt < tagsMs) continue;
      run.sentStore = store;
      run.sentTags = store.tags.length;
      run.tagsSentAt = now;
      yield { type: 'tags', run: run.id, tags: store.tags };
    }
  }

  /** Series that were sent longest ago come first. */
  *#seriesNews(): Generator<PageMessage> {
    const now = performance.now();
    let bytes = 0;
    for (const feed of [...this.#feeds.values()].sort((a, b) => a.lastSent - b.lastSent)) {
      if (feed.heldUntil > now) continue;
      const news = feed.next(this.#runs.get(feed.key.run)?.follower.store);
      if (!news) continue;
      feed.lastSent = now;
      feed.heldUntil = news.bytes > heavyBytes ? now + heavyMs : now;
      yield news.message satisfies SummariesToPage;
      bytes += news.bytes;
      if (bytes > tickBytes) return;
    }
  }

  *#progressNews(): Generator<PageMessage> {
    const followers = new Set([...this.#runs.values()].map(({ follower }) => follower));
    let [bytes, total] = [0, 0];
    const problems: string[] = [];
    for (const follower of followers) {
      bytes += follower.bytes;
      total += follower.total;
      problems.push(...follower.problems.slice(0, mostProblems - problems.length));
    }
    const message: PageMessage = { type: 'progress', bytes, total, problems };
    const text = JSON.stringify(message);
    if (text === this.#sentProgress) return;
    this.#sentProgress = text;
    yield message;
  }
}

// A host for the summaries page that lives in the page itself: it makes up the points of whatever is watched, as fast as
// asked, so that large logs and live runs need no files and no messages through the browser's debugger.

import type { Page } from 'playwright-core';

export interface MadeUpLog {
  readonly runs: number;
  /** Tags that every run has. */
  readonly tags: readonly string[];
  readonly points: number;
  /** Runs of these numbers are still running. */
  readonly running?: readonly number[];
  /** Put into some values: not a number, infinities, and a step back. */
  readonly oddities?: boolean;
  /** A name in place of the made-up one, by number. */
  readonly names?: Readonly<Record<number, string>>;
}

/** Tells the page of the log, and answers its `watch` messages from now on. */
export async function hostLog(page: Page, log: MadeUpLog): Promise<void> {
  await page.evaluate(`(${install.toString()})(${JSON.stringify(log)})`);
}

/** Adds points to every watched series of the first run, so many a second in so many messages, for a while. */
export async function hostLive(
  page: Page,
  live: { readonly perSecond: number; readonly messages: number; readonly seconds: number },
): Promise<void> {
  await page.evaluate(`window.madeUp.live(${JSON.stringify(live)})`);
}

interface Watched {
  readonly run: string;
  readonly kind: string;
  readonly tag: string;
}

/** What this file uses of a browser: the types of the tests know none. */
interface BrowserPage {
  readonly testHost: { readonly posted: { push(...messages: unknown[]): number } };
  madeUp: unknown;
  postMessage(message: unknown, target: string): void;
}

/** Runs in the page. */
function install(log: MadeUpLog): void {
  const page = globalThis as unknown as BrowserPage;
  const host = page.testHost;
  const send = (message: unknown) => page.postMessage(message, '*');
  const start = 1_760_000_000;
  const names = ['mlp', 'cnn', 'cnn-dropout', 'resnet', 'baseline', 'wide', 'deep', 'tuned'];
  const runName = (i: number) =>
    log.names?.[i] ?? `${names[i % names.length]}/lr-${(0.1 / 2 ** Math.floor(i / names.length)).toPrecision(2)}`;
  const sent = new Set<string>();

  function pointsOf(run: number, tag: string, from: number, count: number) {
    const steps = new Float64Array(count);
    const wallTimes = new Float64Array(count);
    const values = new Float64Array(count);
    const rising = tag.includes('accuracy');
    for (let i = 0; i < count; i++) {
      const n = from + i;
      steps[i] = n * 10;
      wallTimes[i] = start + run * 3600 + n * 1.7;
      const curve = (0.4 + 0.1 * (run % 7)) * Math.exp(-n / (300 + 40 * run)) + 0.02 * (run + 1);
      const noise = Math.sin(n * 12.9898 + run * 78.233) * 43758.5453;
      const jitter = (noise - Math.floor(noise) - 0.5) * 0.09 * Math.exp(-n / 2000);
      values[i] = rising ? 1 - curve + jitter : curve + jitter;
      if (log.oddities && run === 0 && n === 60) values[i] = Number.NaN;
      if (log.oddities && run === 0 && n === 120) values[i] = Number.POSITIVE_INFINITY;
      if (log.oddities && run === 0 && n === 160) values[i] = Number.NEGATIVE_INFINITY;
      if (log.oddities && run === 0 && n === 90) values[i] = 40;
      if (log.oddities && run === 1 && n >= count * 0.7) steps[i] = (n - count * 0.25) * 10;
    }
    return { steps, wallTimes, values };
  }

  function watch(series: readonly Watched[]): void {
    const wanted = new Set(series.map(({ run, tag }) => `${run} ${tag}`));
    for (const key of [...sent]) if (!wanted.has(key)) sent.delete(key);
    for (const { run, kind, tag } of series) {
      if (kind !== 'scalars' || sent.has(`${run} ${tag}`)) continue;
      sent.add(`${run} ${tag}`);
      send({ type: 'scalars', run, tag, keep: 0, ...pointsOf(Number(run.slice(1)), tag, 0, log.points) });
    }
    current = series;
  }

  let current: readonly Watched[] = [];
  const push = host.posted.push.bind(host.posted);
  host.posted.push = (...messages: unknown[]) => {
    for (const message of messages as { type: string; series: readonly Watched[] }[]) {
      if (message.type === 'watch') watch(message.series);
    }
    return push(...messages);
  };

  function live({ perSecond, messages, seconds }: { perSecond: number; messages: number; seconds: number }): void {
    let at = log.points;
    let left = messages * seconds;
    const timer = setInterval(() => {
      const count = perSecond / messages;
      for (const { run, tag } of current) {
        if (run !== 'r0') continue;
        // As the reader does for a series at its limit: the newer part is thinned and sent again.
        const keep = Math.min(log.points, 1500);
        const from = Math.max(0, at + count - (2000 - keep));
        send({ type: 'scalars', run, tag, keep, ...pointsOf(0, tag, Math.max(from, keep), 2000 - keep) });
      }
      at += count;
      left -= 1;
      if (left <= 0) clearInterval(timer);
    }, 1000 / messages);
  }
  page.madeUp = { live };

  const running = new Set(log.running ?? []);
  send({ type: 'init', source: { made: 'up' }, title: 'Made-up log' });
  send({
    type: 'runs',
    runs: Array.from({ length: log.runs }, (_, i) => ({
      id: `r${i}`,
      name: runName(i),
      state: running.has(i) ? 'running' : 'completed',
      startTime: running.has(i) ? Date.now() / 1000 - 754 : start + i * 3600,
      group: '',
    })),
  });
  const tags = log.tags.map((tag) => ({ kind: 'scalars', tag, displayName: '', description: '' }));
  for (let i = 0; i < log.runs; i++) send({ type: 'tags', run: `r${i}`, tags });
  send({ type: 'progress', bytes: 10_000, total: 10_000, problems: [] });
}

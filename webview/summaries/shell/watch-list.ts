/** Tells the host which series are on the screen: soon after they change, once, and never more than it takes. */

import { limits, type SeriesKey } from '../../protocol.ts';
import { seriesId } from '../store/series-cache.ts';

const delayMs = 80;

export class WatchList {
  readonly #collect: () => Iterable<SeriesKey>;
  readonly #send: (series: readonly SeriesKey[]) => void;
  #sent: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #anew = new Set<string>();

  constructor(collect: () => Iterable<SeriesKey>, send: (series: readonly SeriesKey[]) => void) {
    this.#collect = collect;
    this.#send = send;
  }

  /** What is on the screen may have changed. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#compare();
    }, delayMs);
  }

  /** Points of this series are missing: it is let go and watched again, so that the host starts over. */
  restart(key: SeriesKey): void {
    this.#anew.add(seriesId(key));
    this.changed();
  }

  #compare(): void {
    const series = new Map<string, SeriesKey>();
    for (const key of this.#collect()) {
      if (series.size >= limits.watched) break;
      series.set(seriesId(key), key);
    }
    const restarted = [...this.#anew].filter((id) => series.has(id));
    this.#anew.clear();
    if (restarted.length > 0) {
      const without = new Set(restarted);
      this.#send([...series].filter(([id]) => !without.has(id)).map(([, key]) => key));
    }
    const ids = [...series.keys()];
    if (restarted.length === 0 && sameTexts(ids, this.#sent)) return;
    this.#sent = ids;
    this.#send([...series.values()]);
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

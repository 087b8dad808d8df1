/** Turns what a run prints into whole lines, few enough for a log. Knows no log and no clock of its own. */

import { stripVTControlCharacters } from 'node:util';

export type Stream = 'stdout' | 'stderr';

export interface LogLine {
  readonly stream: Stream;
  readonly text: string;
}

const longestLine = 2000;
/** Lines a second that may go on for hours; a burst may be this many times as long. */
const linesPerSecond = 100;
const burst = 20;

export class LogLines {
  readonly #rest: Record<Stream, string> = { stdout: '', stderr: '' };
  #budget = linesPerSecond * burst;
  #lastTime: number | undefined;
  #dropped = 0;

  /** @param now - milliseconds of a clock that never runs backwards */
  push(stream: Stream, text: string, now: number): LogLine[] {
    const lines = (this.#rest[stream] + text).split('\n');
    this.#rest[stream] = (lines.pop() as string).slice(0, longestLine + 1);
    return this.#allowed(stream, lines, now);
  }

  /** Characters that the run itself left out. */
  leftOut(stream: Stream, characters: number): LogLine[] {
    return characters === 0 ? [] : [{ stream, text: `… ${characters} characters were left out` }];
  }

  /** The last words that no line end followed. */
  end(): LogLine[] {
    const lines = (['stdout', 'stderr'] as const).flatMap((stream) => {
      const text = this.#rest[stream];
      this.#rest[stream] = '';
      return text === '' ? [] : [{ stream, text: shown(text) }];
    });
    return [...lines, ...this.#tellDropped()];
  }

  #allowed(stream: Stream, lines: readonly string[], now: number): LogLine[] {
    const seconds = (now - (this.#lastTime ?? now)) / 1000;
    this.#lastTime = now;
    this.#budget = Math.min(linesPerSecond * burst, this.#budget + seconds * linesPerSecond);
    const kept = lines.slice(0, Math.max(0, Math.floor(this.#budget)));
    this.#budget -= kept.length;
    const told = kept.length > 0 ? this.#tellDropped() : [];
    this.#dropped += lines.length - kept.length;
    return [...told, ...kept.map((text) => ({ stream, text: shown(text) }))];
  }

  #tellDropped(): LogLine[] {
    if (this.#dropped === 0) return [];
    const text = `… ${this.#dropped} lines were left out`;
    this.#dropped = 0;
    return [{ stream: 'stdout', text }];
  }
}

function shown(line: string): string {
  // What a carriage return overwrites is not seen in a terminal either.
  const text = stripVTControlCharacters(line.replace(/\r$/, '')).replace(/^.*\r/s, '');
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`;
}

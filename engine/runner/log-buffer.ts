/** Collects what a model prints into few messages of bounded size, counting what is left out. Knows no stream, no clock. */

import type { ChildMessage } from './protocol.ts';

type Log = Extract<ChildMessage, { type: 'log' }>;

/** Characters kept between two flushes, of both streams together. */
export const logLimit = 64 * 1024;

export class LogBuffer {
  #messages: { readonly stream: Log['stream']; text: string; dropped: number }[] = [];
  #size = 0;

  append(stream: Log['stream'], text: string): void {
    const kept = text.slice(0, Math.max(0, logLimit - this.#size));
    // Each message counts as a character too, so that a flood of empty texts on changing streams ends.
    this.#size += kept.length + 1;
    const last = this.#messages.at(-1);
    // What is left out is counted wherever there is a message to count it in.
    if (last && (last.stream === stream || kept === '')) {
      last.text += kept;
      last.dropped += text.length - kept.length;
    } else this.#messages.push({ stream, text: kept, dropped: text.length - kept.length });
  }

  /** The messages since the last flush, in the order they were printed. */
  flush(): Log[] {
    const messages = this.#messages.map((each): Log => ({ type: 'log', ...each }));
    this.#messages = [];
    this.#size = 0;
    return messages;
  }
}

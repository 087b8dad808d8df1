/** Carries what a model prints to where it is shown, no faster than that place takes it. */

import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Where text goes. */
export interface Output {
  /** False: wait for `drained` before the next. */
  write(text: string): boolean;
  drained(): Promise<void>;
  /** Nothing more comes. */
  end(): void;
}

export async function passOn(from: Readable, to: Output): Promise<void> {
  from.setEncoding('utf8');
  // One piece at a time: while its reader is slow, the model waits in its own write.
  for await (const text of from) if (!to.write(text)) await to.drained();
  to.end();
}

/** A stream of this process, which may be closed by its reader (`| head`) while the training should go on. */
export function processOutput(stream: NodeJS.WriteStream): Output {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    write: (text) => closed || stream.write(text),
    drained: async () => {
      if (!closed && stream.writableNeedDrain) {
        await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {});
      }
    },
    end() {},
  };
}

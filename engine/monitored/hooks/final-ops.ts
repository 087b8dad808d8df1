/** `tf.train.FinalOpsHook`: runs something once more before the session is closed. */

import type { SessionLike } from '../../graph/index.ts';
import type { Feeds, Fetches } from '../../session/index.ts';
import { SessionRunHook } from '../session-run-hook.ts';

export class FinalOpsHook extends SessionRunHook {
  readonly #ops: Fetches | null;
  readonly #feeds: Feeds | null;
  #values: unknown = null;

  constructor(finalOps: Fetches | null, finalOpsFeedDict: Feeds | null = null) {
    super();
    this.#ops = finalOps;
    this.#feeds = finalOpsFeedDict;
  }

  /** What it came to, in the structure of the fetches; null before the end. */
  get finalOpsValues(): unknown {
    return this.#values;
  }

  override async end(session: SessionLike): Promise<void> {
    if (this.#ops !== null) this.#values = await session.run(this.#ops, this.#feeds);
  }
}

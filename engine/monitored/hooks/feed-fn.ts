/** `tf.train.FeedFnHook`: feeds each run with what a function gives. */

import type { Feeds } from '../../session/index.ts';
import { SessionRunArgs, SessionRunHook } from '../session-run-hook.ts';

export class FeedFnHook extends SessionRunHook {
  readonly #feedFn: () => Feeds | Promise<Feeds>;

  /** @param feedFn - Called before each run. It may be asynchronous. */
  constructor(feedFn: () => Feeds | Promise<Feeds>) {
    super();
    this.#feedFn = feedFn;
  }

  override async beforeRun(): Promise<SessionRunArgs> {
    return new SessionRunArgs(null, await this.#feedFn());
  }
}

/** One run with its hooks: asks each what it wants, runs everything at once, and hands each its part. */

import { GraphError, type Tensor } from '../graph/index.ts';
import type { FeedKey, Feeds, Fetches, RunArguments, Session } from '../session/index.ts';
import { type SessionRunArgs, SessionRunContext, type SessionRunHook, SessionRunValues } from './session-run-hook.ts';

export interface HookedRun {
  /** What the caller gets. */
  readonly value: unknown;
  /** What `also` came to. */
  readonly also: unknown;
  readonly stopRequested: boolean;
}

/** A session, without the types of what is fetched: only its hooks know them. */
interface RunsAnything {
  run(...args: [fetches: Fetches[], feeds: Feeds | null, args: RunArguments]): Promise<readonly unknown[]>;
}

/** @param also - One more thing to fetch, for the session itself. */
export async function runWithHooks(
  session: Session,
  hooks: readonly SessionRunHook[],
  asked: SessionRunArgs,
  also: Fetches = [],
): Promise<HookedRun> {
  const context = new SessionRunContext(asked, session);
  const fetches: Fetches[] = [asked.fetches ?? [], also];
  const places = new Map<SessionRunHook, number>();
  const feeds = new FeedsOfRun(session, asked.feedDict);
  for (const hook of hooks) {
    const request = await hook.beforeRun(context);
    if (!request) continue;
    if (request.fetches !== null) places.set(hook, fetches.push(request.fetches) - 1);
    if (request.feedDict) feeds.add(request.feedDict);
  }
  const results = await (session as RunsAnything).run(fetches, feeds.all(), asked.options);
  for (const hook of hooks) {
    const place = places.get(hook);
    await hook.afterRun(context, new SessionRunValues(place === undefined ? null : results[place], asked.options));
  }
  return { value: results[0], also: results[1], stopRequested: context.stopRequested };
}

/** The feeds of hooks, none of which may be fed twice. */
class FeedsOfRun {
  readonly #session: Session;
  readonly #users: Feeds | null;
  readonly #ofHooks = new Map<Tensor, readonly [FeedKey, never]>();

  constructor(session: Session, users: Feeds | null) {
    this.#session = session;
    this.#users = users;
  }

  /** @throws GraphError for a tensor that another hook feeds. */
  add(feeds: Feeds): void {
    for (const [key, value] of pairsOf(feeds)) {
      const tensor = this.#tensor(key);
      if (this.#ofHooks.has(tensor)) {
        throw new GraphError(`Same tensor is fed by two hooks. Conflict(s): ${tensor.name}`);
      }
      this.#ofHooks.set(tensor, [tensor, value as never]);
    }
  }

  /** @throws GraphError for a tensor that the caller feeds too. */
  all(): Feeds | null {
    if (this.#ofHooks.size === 0) return this.#users;
    const users = this.#users ? pairsOf(this.#users) : [];
    const twice = users.map(([key]) => this.#tensor(key)).find((tensor) => this.#ofHooks.has(tensor));
    if (twice) throw new GraphError(`Same tensor is fed by a SessionRunHook and user. Conflict(s): ${twice.name}`);
    return [...(users as [FeedKey, never][]), ...this.#ofHooks.values()];
  }

  #tensor(key: FeedKey): Tensor {
    return this.#session.graph.asGraphElement(key) as Tensor;
  }
}

function pairsOf(feeds: Feeds): (readonly [FeedKey, unknown])[] {
  if (feeds instanceof Map) return [...feeds] as (readonly [FeedKey, unknown])[];
  return Array.isArray(feeds) ? [...(feeds as (readonly [FeedKey, unknown])[])] : Object.entries(feeds);
}

/**
 * The steps of a pipeline, each an asynchronous generator over the one before it. A generator that is left early closes
 * the one before it, down to the source. Knows nothing of specs, nor of the face that users see.
 */

import { stackElements } from './batching.ts';
import type { Element } from './element.ts';
import type { Random } from './random.ts';

/** One pass over a stage's elements; called again for every new pass. */
export type Pass<T> = () => AsyncGenerator<T, void, undefined>;
type Awaitable<T> = T | Promise<T>;

export async function* mapStage<T, R>(
  source: Pass<T>,
  change: (element: T) => Awaitable<R>,
  parallel: number,
): AsyncGenerator<R, void, undefined> {
  if (parallel === 1) {
    for await (const element of source()) yield change(element);
    return;
  }
  const running: Promise<R>[] = [];
  for await (const element of source()) {
    running.push(settledLater(Promise.resolve(element).then(change)));
    if (running.length === parallel) yield running.shift()!;
  }
  for (const result of running) yield result;
}

export async function* filterStage<T>(
  source: Pass<T>,
  keep: (element: T) => Awaitable<boolean>,
): AsyncGenerator<T, void, undefined> {
  for await (const element of source()) if (await keep(element)) yield element;
}

/** Keeps `size` elements at hand and gives a random one of them; its place is taken by the next of the source. */
export async function* shuffleStage<T>(
  source: Pass<T>,
  size: number,
  random: Random,
): AsyncGenerator<T, void, undefined> {
  const buffer: T[] = [];
  for await (const element of source()) {
    if (buffer.length < size) {
      buffer.push(element);
      continue;
    }
    const slot = random.below(size);
    const chosen = buffer[slot];
    buffer[slot] = element;
    yield chosen;
  }
  yield* random.shuffle(buffer);
}

export async function* batchStage<T>(
  source: Pass<T>,
  size: number,
  dropRemainder: boolean,
): AsyncGenerator<T, void, undefined> {
  let batch: T[] = [];
  for await (const element of source()) {
    batch.push(element);
    if (batch.length < size) continue;
    yield stackElements(batch as Element[]) as T;
    batch = [];
  }
  if (batch.length > 0 && !dropRemainder) yield stackElements(batch as Element[]) as T;
}

/** `count` passes one after the other; an empty pass ends the endless repetition of nothing. */
export async function* repeatStage<T>(source: Pass<T>, count: number): AsyncGenerator<T, void, undefined> {
  for (let pass = 0; pass < count; pass++) {
    let empty = true;
    for await (const element of source()) {
      empty = false;
      yield element;
    }
    if (empty && count === Number.POSITIVE_INFINITY) return;
  }
}

export async function* takeStage<T>(source: Pass<T>, count: number): AsyncGenerator<T, void, undefined> {
  if (count === 0) return;
  let taken = 0;
  for await (const element of source()) {
    yield element;
    if (++taken >= count) return;
  }
}

export async function* skipStage<T>(source: Pass<T>, count: number): AsyncGenerator<T, void, undefined> {
  let seen = 0;
  for await (const element of source()) if (seen++ >= count) yield element;
}

export async function* concatenateStage<T>(first: Pass<T>, second: Pass<T>): AsyncGenerator<T, void, undefined> {
  yield* first();
  yield* second();
}

/** Ends with the shortest of the sources, and closes the others. */
export async function* zipStage<T>(sources: readonly Pass<T>[]): AsyncGenerator<T[], void, undefined> {
  const running = sources.map((source) => source());
  try {
    for (;;) {
      const row: T[] = [];
      for (const each of running) {
        const { done, value } = await each.next();
        if (done) return;
        row.push(value);
      }
      yield row;
    }
  } finally {
    await Promise.all(running.map((each) => each.return()));
  }
}

/** Asks for up to `size` elements before they are wanted, so that they are made while the caller is busy. */
export async function* prefetchStage<T>(source: Pass<T>, size: number): AsyncGenerator<T, void, undefined> {
  const running = source();
  const waiting: Promise<IteratorResult<T, void>>[] = [];
  try {
    for (;;) {
      // The generator answers the calls in their order, one after the other.
      while (waiting.length < size) waiting.push(settledLater(running.next()));
      const { done, value } = await waiting.shift()!;
      if (done) return;
      waiting.push(settledLater(running.next()));
      yield value as T;
    }
  } finally {
    await running.return();
  }
}

/** Remembers the elements of the first pass that reaches the end. */
export async function* cacheStage<T>(
  source: Pass<T>,
  store: { elements?: readonly T[] },
): AsyncGenerator<T, void, undefined> {
  if (store.elements) {
    yield* store.elements;
    return;
  }
  const seen: T[] = [];
  for await (const element of source()) {
    seen.push(element);
    yield element;
  }
  store.elements = seen;
}

/** A promise that is awaited in its turn: that it fails before then is no unhandled rejection. */
function settledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/**
 * TensorFlow 1's rule for the seeds of a random operation, from the graph's seed and the operation's own.
 * A pair stands for the attributes `seed` and `seed2`; (0, 0) lets each session draw its own.
 */

export interface SeedPair {
  readonly seed: number;
  readonly seed2: number;
}

/** The graph's seed where only the operation has one. */
export const DEFAULT_GRAPH_SEED = 87654321;

const LARGEST_INT32 = 2 ** 31 - 1;

/**
 * @param graphSeed - Of `tf.setRandomSeed`; null if not set.
 * @param opSeed - Of the operation's `seed` option; null if not given.
 * @param lastId - The number of operations in the graph so far; the operation's seed where only the graph has one, so
 *   that equal programs draw equal numbers.
 */
export function getSeed(graphSeed: number | null, opSeed: number | null, lastId: number): SeedPair {
  if (graphSeed === null && opSeed === null) return { seed: 0, seed2: 0 };
  const pair = {
    seed: graphSeed === null ? DEFAULT_GRAPH_SEED : truncateSeed(graphSeed),
    seed2: truncateSeed(opSeed ?? lastId),
  };
  // The user asked for zeros, not for chance.
  return pair.seed === 0 && pair.seed2 === 0 ? { seed: 0, seed2: LARGEST_INT32 } : pair;
}

/** The remainder by 2³¹ − 1 that is not negative, as Python's `%`. */
function truncateSeed(seed: number): number {
  const remainder = seed % LARGEST_INT32;
  return remainder < 0 ? remainder + LARGEST_INT32 : remainder + 0;
}

/** The seeds of the next random operation. */

import { getDefaultGraph, getSeed, runDefaults, type SeedPair } from '../../graph/index.ts';

/** The attributes `seed` and `seed2` for an operation made now with the option `seed`, by TensorFlow's rule. */
export function operationSeeds(seed?: number | null): SeedPair {
  const graph = getDefaultGraph();
  return getSeed(graph.seed ?? runDefaults().seed, seed ?? null, graph.lastId);
}

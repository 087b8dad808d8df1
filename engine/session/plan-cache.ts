/**
 * Compiled stages, found again by what they were compiled for: fetches, feeds' types and shapes; then, for each further
 * stage, the elements that decided it; and, where a plan asked, which variables were initialised.
 */

import type { Executable } from '../backends/index.ts';
import type { CompiledStage } from '../compiler/index.ts';
import { LruMap } from './lru.ts';

/** Plans kept for different fetches and feed shapes. */
export const maxPlans = 64;
/** Continuations kept for one stage (different values of a fed shape, say), and variants for its guards. */
const maxContinuations = 16;

/** Bodies of loops kept for one plan: as many as it has loops, times the shapes that they meet. */
const maxBodies = 64;

export interface PreparedStage {
  readonly stage: CompiledStage;
  readonly executable: Executable;
}

export class StageNode {
  /** What guards the variants: known after the first compilation. */
  guards: readonly string[] = [];
  readonly variants = new LruMap<string, PreparedStage>(maxContinuations, ({ executable }) => executable.dispose());
  readonly continuations = new LruMap<string, StageNode>(maxContinuations, (node) => node.dispose());
  #bodies: Bodies | undefined;

  /** First stages of passes of the loops in a run; asked for of its root. */
  get bodies(): Bodies {
    this.#bodies ??= new Bodies();
    return this.#bodies;
  }

  dispose(): void {
    this.variants.clear();
    this.continuations.clear();
    this.#bodies?.clear();
  }

  *stages(): Generator<PreparedStage> {
    yield* this.variants.values();
    for (const node of this.continuations.values()) yield* node.stages();
    if (this.#bodies) yield* this.#bodies.stages();
  }
}

/** By loop and the shapes of what a pass gets. */
class Bodies {
  readonly #roots = new LruMap<string, StageNode>(maxBodies, (node) => node.dispose());

  /** The first stage for `key`; made empty if it is new. */
  at(key: string): StageNode {
    return find(this.#roots, key);
  }
  *stages(): Generator<PreparedStage> {
    for (const node of this.#roots.values()) yield* node.stages();
  }
  clear(): void {
    this.#roots.clear();
  }
}

export class PlanCache {
  readonly #roots = new LruMap<string, StageNode>(maxPlans, (node) => node.dispose());

  /** The first stage for `key`; made empty if it is new. */
  root(key: string): StageNode {
    return find(this.#roots, key);
  }
  continuation(node: StageNode, key: string): StageNode {
    return find(node.continuations, key);
  }
  *stages(): Generator<PreparedStage> {
    for (const node of this.#roots.values()) yield* node.stages();
  }
  clear(): void {
    this.#roots.clear();
  }
}

function find(map: LruMap<string, StageNode>, key: string): StageNode {
  let node = map.get(key);
  if (!node) {
    node = new StageNode();
    map.set(key, node);
  }
  return node;
}

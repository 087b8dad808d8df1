/** A small random graph from a number, any of its steps left out. */

import type { DType } from '../../engine/graph/index.ts';
import { addOp } from '../../engine/ops/index.ts';
import { everyType } from '../conformity/rows.ts';
import { allSteps } from '../interop/random-graphs/all-steps.ts';
import { Grower, numericTypes, type Step, sizes } from '../interop/random-graphs/grower.ts';

export interface Growth {
  readonly seed: number;
  readonly grower: Grower;
  /** Every second graph: float64 and numbers that no two share, so that slopes can be measured. */
  readonly smooth: boolean;
  /** The steps that fitted, by their place. */
  readonly taken: ReadonlyMap<number, string>;
}

/** With what TensorFlow 2 has no longer. */
export const ownSteps: Readonly<Record<string, Step>> = {
  ...allSteps,
  topKOfVersion1(g) {
    const x = g.any(numericTypes, 1, 3);
    const k = g.c.below(sizes(x).at(-1)!) + 1;
    return sizes(x).at(-1) === 0 ? undefined : (of) => addOp('TopK', [of(x)], { k }).outputs;
  },
};

const mostSteps = 5;

/**
 * A sixth of all graphs are of one type as far as their operations take it: few would have the rarer ones. It is a sixth
 * of which the passes are compared (check-graph.ts).
 */
const preferredType = (seed: number): DType | undefined =>
  seed % 6 === 4 ? everyType[Math.floor(seed / 6) % everyType.length] : undefined;

export interface GrowthOptions {
  /** Places of steps that are left out. The others stay what they are, as far as they do not build on these. */
  readonly without?: readonly number[];
  readonly steps?: Readonly<Record<string, Step>>;
  readonly dtype?: DType;
}

export function grow(seed: number, { without = [], steps = ownSteps, dtype }: GrowthOptions = {}): Growth {
  const smooth = seed % 2 === 1;
  const grower = new Grower(seed, { smooth, dtype: dtype ?? preferredType(seed) });
  const names = Object.keys(steps);
  const taken = new Map<number, string>();
  const count = 2 + grower.c.below(mostSteps - 1);
  for (let i = 0; i < count; i++) {
    if (without.includes(i)) continue;
    grower.beginStep(i);
    const name = grower.c.of(names);
    const make = steps[name](grower);
    if (make && grower.build(make).length > 0) taken.set(i, name);
  }
  grower.finish();
  return { seed, grower, smooth, taken };
}

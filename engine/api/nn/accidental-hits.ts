/** `tf.nn.computeAccidentalHits`. */

import type { Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { operationSeeds } from '../random/seeds.ts';
import { publicFunction } from '../signature.ts';

export interface AccidentalHitsOptions {
  /** Taken for compatibility: nothing is drawn. */
  readonly seed?: number;
  readonly name?: string;
}

/** A triple that also answers to names: a row, a place among the candidates and a weight for each hit. */
export type AccidentalHits = [
  indices: Tensor<'int32', 'array'>,
  ids: Tensor<'int64', 'array'>,
  weights: Tensor<'float32', 'array'>,
] & {
  readonly indices: Tensor<'int32', 'array'>;
  readonly ids: Tensor<'int64', 'array'>;
  readonly weights: Tensor<'float32', 'array'>;
};

/**
 * Where a candidate is a true class after all: for each such pair the row of `trueClasses` [batch, numTrue] (int64), the
 * place of the candidate in `sampledCandidates` (int64), and what to add to its logit so that it counts for nothing, the
 * lowest float32. How many there are is known when it runs.
 */
export const computeAccidentalHits = publicFunction(
  'nn.computeAccidentalHits(trueClasses: tensor, sampledCandidates: tensor, numTrue: number, {seed: any, name})',
  (
    trueClasses: TensorLike,
    sampledCandidates: TensorLike,
    numTrue: number,
    options: AccidentalHitsOptions = {},
  ): AccidentalHits => {
    const seeds = operationSeeds(options.seed);
    const attributes = { num_true: numTrue, ...seeds };
    const node = applyOp('ComputeAccidentalHits', [trueClasses, sampledCandidates], attributes, { name: options.name });
    const [indices, ids, weights] = node.outputs;
    return Object.assign([indices, ids, weights], { indices, ids, weights }) as AccidentalHits;
  },
);

/** `tf.nn.nceLoss` and `tf.nn.sampledSoftmaxLoss`: losses over many classes, computed for the true ones and a few drawn. */

import { NdArray, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { onesLike, ones as onesOf, zerosLike } from '../array/filled.ts';
import { concat, stack } from '../array/join.ts';
import { slice, vectorItem, vectorRange } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { matmul } from '../matmul.ts';
import { opScope } from '../op-scope.ts';
import { logUniformCandidateSampler } from '../random/candidates.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { computeAccidentalHits } from './accidental-hits.ts';
import { sigmoidCrossEntropyWithLogits, softmaxCrossEntropyWithLogitsV2 } from './cross-entropy.ts';
import { embeddingLookup } from './embedding.ts';
import { add, cast, divide, reshape, shapeOf, subtract } from './operator.ts';
import type { PartitionStrategy } from './partition-strategy.ts';

export interface SampledLossOptions {
  /** How many classes are true in each row; default 1. */
  readonly numTrue?: number;
  /** What a candidate sampler gave; default: `logUniformCandidateSampler`, each class at most once. */
  readonly sampledValues?: readonly TensorLike[];
  /** Whether a drawn class that is true in a row counts for nothing there; each number of them gets a plan of its own. */
  readonly removeAccidentalHits?: boolean;
  /** Of `weights` and `biases` in parts, as that of embeddingLookup; default 'mod'. */
  readonly partitionStrategy?: PartitionStrategy;
  readonly name?: string;
}

export interface SampledSoftmaxOptions extends SampledLossOptions {
  /** Of the sampler. */
  readonly seed?: number;
}

interface Arguments extends SampledSoftmaxOptions {
  readonly weights: TensorLike;
  readonly biases: TensorLike;
  readonly labels: TensorLike;
  readonly inputs: TensorLike;
  readonly numSampled: number;
  readonly numClasses: number;
}

/**
 * The noise-contrastive loss (Gutmann and Hyvärinen, 2010): for each row of `inputs` [batch, dim], its `labels`
 * [batch, numTrue] must be told from `numSampled` drawn classes. `weights` are [numClasses, dim], `biases` [numClasses]; the
 * result is [batch]. The default sampler wants classes numbered by how often they occur, the most frequent first. A list
 * of tensors is `weights` or `biases` in parts, which `partitionStrategy` ('mod' or 'div') puts together.
 * @throws GraphError for another strategy
 */
export const nceLoss = publicFunction(
  "nn.nceLoss(weights: tensor, biases: tensor, labels: tensor, inputs: tensor, numSampled: number, numClasses: number, {numTrue = 1, sampledValues: tensors, removeAccidentalHits = false, partitionStrategy = 'mod', name = 'nce_loss'})",
  <X extends TensorLike>(
    weights: TensorLike,
    biases: TensorLike,
    labels: TensorLike,
    inputs: X,
    numSampled: number,
    numClasses: number,
    options: SampledLossOptions = {},
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = { removeAccidentalHits: false, name: 'nce_loss', ...options };
    const sampled = sampledLogits({ weights, biases, labels, inputs, numSampled, numClasses, ...given });
    const losses = sigmoidCrossEntropyWithLogits({ ...sampled, name: 'sampled_losses' });
    return sumRows(losses) as Tensor<DTypeOf<X>, 'array'>;
  },
);

/**
 * The softmax cross entropy of each row over its `labels` and `numSampled` drawn classes instead of all `numClasses`
 * (Jean et al., 2014), for training only: it is smaller than that over all classes. Shapes, and weights in
 * parts, are those of `nceLoss`.
 *
 * Drawn classes that are true in a row count for nothing there, unless `removeAccidentalHits` is false: as their number
 * changes from step to step, and each has a plan of its own, a step is faster without, where hits are rare among many classes.
 *
 * @throws GraphError for another strategy
 */
export const sampledSoftmaxLoss = publicFunction(
  "nn.sampledSoftmaxLoss(weights: tensor, biases: tensor, labels: tensor, inputs: tensor, numSampled: number, numClasses: number, {numTrue = 1, sampledValues: tensors, removeAccidentalHits = true, partitionStrategy = 'mod', name = 'sampled_softmax_loss', seed: any})",
  <X extends TensorLike>(
    weights: TensorLike,
    biases: TensorLike,
    labels: TensorLike,
    inputs: X,
    numSampled: number,
    numClasses: number,
    options: SampledSoftmaxOptions = {},
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = { removeAccidentalHits: true, name: 'sampled_softmax_loss', ...options };
    const sampled = sampledLogits({ weights, biases, labels, inputs, numSampled, numClasses, ...given });
    const constant = op('StopGradient', [sampled.labels], {}, 'labels_stop_gradient');
    return softmaxCrossEntropyWithLogitsV2({ labels: constant, logits: sampled.logits }) as Tensor<DTypeOf<X>, 'array'>;
  },
);

/** Logits [batch, numTrue + numSampled] less how often each class is expected, true ones first, and their labels. */
function sampledLogits(given: Arguments): { logits: Tensor; labels: Tensor } {
  const { numSampled, numClasses, numTrue = 1, partitionStrategy = 'mod' } = given;
  return opScope(
    given.name,
    'compute_sampled_logits',
    [given.weights, given.biases, given.inputs, given.labels],
    () => {
      const inputs = convertToTensor(given.inputs, { name: 'inputs' });
      const labels = cast(convertToTensor(given.labels, { preferredDtype: 'int64', name: 'labels' }), 'int64');
      const flat = reshape(labels, [-1]);
      const drawn = given.sampledValues ?? drawCandidates(labels, numTrue, numSampled, numClasses, given.seed);
      const [candidates, trueExpected, sampledExpected] = drawn.map((value) =>
        op('StopGradient', [convertToTensor(value)]),
      );
      const sampled = cast(candidates, 'int64');
      const ids = concat([flat, sampled], 0);
      const rows = cast(embeddingLookup(given.weights, ids, { partitionStrategy }), inputs.dtype);
      const count = () => vectorItem(shapeOf(flat), 0);
      const trueRows = slice(rows, [0, 0], stack([count(), -1]));
      const sampledRows = slice(rows, stack([count(), 0]), [-1, -1]);
      let sampledLogits: Tensor = matmul(inputs, sampledRows, { transposeB: true });
      const offsets = cast(embeddingLookup(given.biases, ids, { partitionStrategy }), inputs.dtype);
      const trueOffsets = slice(offsets, [0], shapeOf(flat));
      const sampledOffsets = slice(offsets, shapeOf(flat), [-1]);

      const width = vectorRange(shapeOf(trueRows), 1, 2);
      const grouped = concat([[-1, numTrue], width], 0);
      const products = op('Mul', [apply('ExpandDims', [inputs, 1]), reshape(trueRows, grouped)]);
      const dots = sumRows(reshape(products, concat([[-1], width], 0)));
      let trueLogits = reshape(dots, [-1, numTrue]);
      trueLogits = add(trueLogits, reshape(trueOffsets, [-1, numTrue]));
      sampledLogits = add(sampledLogits, sampledOffsets);
      if (given.removeAccidentalHits) {
        sampledLogits = add(sampledLogits, penalties(labels, sampled, numTrue, numSampled, inputs.dtype));
      }
      trueLogits = subtract(trueLogits, op('Log', [trueExpected]));
      sampledLogits = subtract(sampledLogits, op('Log', [sampledExpected]));
      const logits = concat([trueLogits, sampledLogits], 1);
      // Of the true classes each has an equal share.
      const shares = divide(onesLike(trueLogits), numTrue);
      return { logits, labels: concat([shares, zerosLike(sampledLogits)], 1) };
    },
  );
}

function drawCandidates(labels: Tensor, numTrue: number, numSampled: number, numClasses: number, seed?: number) {
  const options = seed === undefined ? {} : { seed };
  return logUniformCandidateSampler(labels, numTrue, numSampled, true, numClasses, options);
}

/** [batch, numSampled]: the lowest number where a drawn class is true, else 0. */
function penalties(
  labels: Tensor,
  sampled: Tensor,
  numTrue: number,
  numSampled: number,
  dtype: Tensor['dtype'],
): Tensor {
  const hits = computeAccidentalHits(labels, sampled, numTrue);
  const rows = reshape(hits.indices, [-1, 1]);
  const columns = reshape(cast(hits.ids, 'int32'), [-1, 1]);
  const places = concat([rows, columns], 1, { name: 'sparse_indices' });
  const batch = vectorRange(shapeOf(labels), null, 1);
  const shape = concat([batch, apply('ExpandDims', [new NdArray('int32', [], Int32Array.of(numSampled)), 0])], 0);
  return apply('SparseToDense', [places, shape, cast(hits.weights, dtype), 0], { validate_indices: false });
}

/** The sum of each row of a matrix, as a product, whose gradient is one as well. */
function sumRows(x: Tensor): Tensor {
  const columns = vectorItem(shapeOf(x), 1);
  const ones = onesOf(stack([columns, 1]), x.dtype);
  return reshape(matmul(x, ones), [-1]);
}

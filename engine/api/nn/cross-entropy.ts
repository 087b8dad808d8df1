/** `tf.nn`: cross entropies of classes and of independent events, from logits. */

import { GraphError, ShapeError, type Tensor, TensorShape } from '../../graph/index.ts';
import { op, rankTensor } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { isOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf, TensorOf } from '../static-types.ts';
import { flattenOuterDims, unflattenRows } from './flatten-rows.ts';
import {
  add,
  cast,
  greaterEqual,
  multiply,
  negate,
  reshape,
  shapeOf,
  subtract,
  transpose,
  zerosLike,
} from './operator.ts';

/** By name only: labels and logits are too easily confused. */
export interface CrossEntropyArguments<X extends TensorLike = TensorLike, L extends TensorLike = TensorLike> {
  readonly labels: L;
  readonly logits: X;
  readonly name?: string;
}
export interface SoftmaxCrossEntropyArguments<X extends TensorLike = TensorLike> extends CrossEntropyArguments<X> {
  /** The axis of the classes; default: the last. */
  readonly axis?: number;
  /** The old name of `axis`. */
  readonly dim?: number;
}

/**
 * Cross entropy in nats between rows of probabilities and the softmax of rows of logits, both [..., classes], as one value
 * a row. Nothing flows back into `labels`.
 * @throws GraphError for positional arguments, ShapeError if the shapes differ.
 */
export const softmaxCrossEntropyWithLogits = publicFunction(
  'nn.softmaxCrossEntropyWithLogits({labels: tensor, logits: tensor, axis = -1, name})',
  <X extends TensorLike>(options: SoftmaxCrossEntropyArguments<X>, ...rest: never[]): Tensor<DTypeOf<X>> => {
    checkNamed('softmaxCrossEntropyWithLogits', options, rest);
    return opScope(options.name, 'softmax_cross_entropy_with_logits_sg', [options.logits, options.labels], (scope) => {
      const labels = op(
        'StopGradient',
        [convertToTensor(options.labels, { name: 'labels' })],
        {},
        'labels_stop_gradient',
      );
      return softmaxCrossEntropy({ ...options, labels }, scope);
    }) as Tensor<DTypeOf<X>>;
  },
);

/** As softmaxCrossEntropyWithLogits, but gradients flow back into `labels` as well. */
export const softmaxCrossEntropyWithLogitsV2 = publicFunction(
  'nn.softmaxCrossEntropyWithLogitsV2({labels: tensor, logits: tensor, axis = -1, name})',
  <X extends TensorLike>(options: SoftmaxCrossEntropyArguments<X>, ...rest: never[]): Tensor<DTypeOf<X>> => {
    checkNamed('softmaxCrossEntropyWithLogitsV2', options, rest);
    return opScope(options.name, 'softmax_cross_entropy_with_logits', [options.logits, options.labels], (scope) =>
      softmaxCrossEntropy(options, scope),
    ) as Tensor<DTypeOf<X>>;
  },
);

function softmaxCrossEntropy(options: SoftmaxCrossEntropyArguments, scope: string): Tensor {
  const axis = options.axis ?? options.dim ?? -1;
  let logits = convertToTensor(options.logits, { name: 'logits' });
  const given = convertToTensor(options.labels, { preferredDtype: logits.dtype, name: 'labels' });
  let labels = cast(given, logits.dtype);
  const inputRank = rankTensor(logits);
  const { shape } = logits;
  if (axis !== -1) {
    const order = axisLast(logits, axis);
    [logits, labels] = [transpose(logits, order), transpose(labels, order)];
  }
  const inputShape = shapeOf(logits);
  const rows = [flattenOuterDims(logits), flattenOuterDims(labels)];
  const cost = unflattenRows(op('SoftmaxCrossEntropyWithLogits', rows, {}, scope), inputShape, inputRank);
  const { dims } = shape;
  if (dims) cost.setShape(new TensorShape(dims.filter((_, i) => i !== (axis + dims.length) % dims.length)));
  return cost;
}

/** Class numbers [...] (int32 or int64) against logits [..., classes]: one value in nats a row. */
export const sparseSoftmaxCrossEntropyWithLogits = publicFunction(
  'nn.sparseSoftmaxCrossEntropyWithLogits({labels: tensor, logits: tensor, name})',
  <X extends TensorLike, L extends TensorLike>(
    options: CrossEntropyArguments<X, L>,
    ...rest: never[]
  ): Tensor<DTypeOf<X>, RankOf<L>> => {
    checkNamed('sparseSoftmaxCrossEntropyWithLogits', options, rest);
    const type = 'SparseSoftmaxCrossEntropyWithLogits';
    return opScope(options.name, type, [options.logits, options.labels], () => {
      const labels = convertToTensor(options.labels, { preferredDtype: 'int32' });
      const logits = convertToTensor(options.logits);
      checkSparseShapes(labels, logits);
      const labelsShape = shapeOf(labels);
      if (logits.shape.rank === 2) return op(type, [logits, labels], {}, options.name);
      const cost = op(type, [flattenOuterDims(logits), reshape(labels, [-1])], {}, options.name);
      const shaped = reshape(cost, labelsShape);
      shaped.setShape(labels.shape);
      return shaped;
    }) as Tensor<DTypeOf<X>, RankOf<L>>;
  },
);

/**
 * Cross entropy in nats of independent events, `labels` being their probabilities and `logits` log-odds of the same
 * shape: max(x, 0) − x·z + log(1 + exp(−|x|)), element by element.
 */
export const sigmoidCrossEntropyWithLogits = publicFunction(
  'nn.sigmoidCrossEntropyWithLogits({labels: tensor, logits: tensor, name})',
  <X extends TensorLike>(options: CrossEntropyArguments<X>, ...rest: never[]): TensorOf<X> => {
    checkNamed('sigmoidCrossEntropyWithLogits', options, rest);
    return opScope(options.name, 'logistic_loss', [options.logits, options.labels], (scope) => {
      const { labels, logits } = sameShapes(options);
      const zeros = zerosLike(logits);
      const positive = greaterEqual(logits, zeros);
      const atLeastZero = op('Select', [positive, logits, zeros]);
      const minusSize = op('Select', [positive, negate(logits), logits]);
      const linear = subtract(atLeastZero, multiply(logits, labels));
      return op('Add', [linear, op('Log1p', [op('Exp', [minusSize])])], {}, scope);
    }) as TensorOf<X>;
  },
);

/** As sigmoidCrossEntropyWithLogits, with the loss of events that happen (label 1) multiplied by `posWeight`. */
export const weightedCrossEntropyWithLogits = publicFunction(
  'nn.weightedCrossEntropyWithLogits({labels: tensor, logits: tensor, posWeight: any, name})',
  <X extends TensorLike>(
    options: CrossEntropyArguments<X> & { posWeight: number | Tensor },
    ...rest: never[]
  ): TensorOf<X> => {
    checkNamed('weightedCrossEntropyWithLogits', options, rest);
    return opScope(options.name, 'logistic_loss', [options.logits, options.labels], (scope) => {
      const { labels, logits } = sameShapes(options);
      const { posWeight } = options;
      const excess = typeof posWeight === 'number' ? posWeight - 1 : subtract(posWeight, 1);
      const weight = add(1, multiply(excess, labels));
      const rest = multiply(subtract(1, labels), logits);
      const softplus = op('Log1p', [op('Exp', [negate(op('Abs', [logits]))])]);
      const loss = multiply(weight, add(softplus, op('Relu', [negate(logits)])));
      return op('Add', [rest, loss], {}, scope);
    }) as TensorOf<X>;
  },
);

/** @throws GraphError unless the one argument names labels and logits. */
function checkNamed(name: string, options: unknown, rest: readonly unknown[]): void {
  const given = options as Partial<CrossEntropyArguments> | undefined;
  if (!isOptions(options) || rest.length > 0) {
    throw new GraphError(`Only call \`${name}\` with named arguments ({ labels, logits, ... }).`);
  }
  if (given?.labels === undefined || given.logits === undefined) {
    throw new GraphError(`Both labels and logits must be given to \`${name}\`.`);
  }
}

/** All axes but `axis` in order, then `axis`. */
function axisLast(x: Tensor, axis: number): number[] {
  const { rank } = x.shape;
  if (rank === null) {
    throw new ShapeError(`The rank of ${x} must be known to take cross entropies along axis ${axis}.`, x.op.describe());
  }
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ShapeError(`The axis ${axis} must be in the range [${-rank}, ${rank}) for ${x}.`, x.op.describe());
  }
  const last = (axis + rank) % rank;
  return [...Array.from({ length: rank }, (_, i) => i).filter((i) => i !== last), last];
}

function checkSparseShapes(labels: Tensor, logits: Tensor): void {
  const [ofLabels, ofLogits] = [labels.shape, logits.shape];
  if (ofLogits.rank === 0) throw new ShapeError(`Logits cannot be scalars - received shape ${ofLogits}.`);
  if (!ofLabels.dims || !ofLogits.dims) return;
  if (ofLabels.dims.length !== ofLogits.dims.length - 1) {
    throw new ShapeError(
      `Rank mismatch: Rank of labels (received ${ofLabels.rank}) should equal rank of logits minus 1 (received ${ofLogits.rank}).`,
    );
  }
  if (!ofLabels.isCompatibleWith(new TensorShape(ofLogits.dims.slice(0, -1)))) {
    throw new ShapeError(
      `Shape mismatch: The shape of labels (received ${ofLabels}) should equal the shape of logits except for the last ` +
        `dimension (received ${ofLogits}).`,
    );
  }
}

/** Logits and labels as tensors. @throws ShapeError unless they have one shape. */
function sameShapes(options: CrossEntropyArguments): { labels: Tensor; logits: Tensor } {
  const logits = convertToTensor(options.logits, { name: 'logits' });
  const labels = convertToTensor(options.labels, { dtype: logits.dtype, name: 'labels' });
  if (!logits.shape.isCompatibleWith(labels.shape)) {
    throw new ShapeError(`logits and labels must have the same shape (${logits.shape} vs ${labels.shape})`);
  }
  return { labels, logits };
}

/** `tf.nn.dropout`. */

import { DTypeError, GraphError, isFloating, ShapeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { randomUniform } from '../random/index.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { add, divide, multiply, shapeOf, subtract } from './operator.ts';

export interface DropoutOptions {
  /** The probability that an element is kept: a number in (0, 1] or a rank-0 tensor. */
  readonly keepProb?: TensorLike;
  /** The probability that an element is dropped, in place of `keepProb`. */
  readonly rate?: TensorLike;
  /** The shape in which keeping is decided, broadcast to the shape of x; default: each element for itself. */
  readonly noiseShape?: TensorLike;
  readonly seed?: number;
  readonly name?: string;
}

/**
 * Sets elements of `x` to zero at random and divides the others by `keepProb`, so that the expected sum stays:
 * x / keepProb · ⌊keepProb + U[0, 1)⌋. A literal 1 gives `x` back.
 * @throws GraphError for a literal outside (0, 1], DTypeError unless `x` is of a floating type.
 */
export const dropout = publicFunction(
  'nn.dropout(x: tensor, keepProb?: tensor, noiseShape?: shape, seed?: number, {rate, name})',
  <X extends TensorLike>(
    x: X,
    keepProb?: TensorLike | DropoutOptions,
    noiseShape?: TensorLike | null | DropoutOptions,
    seed?: number | DropoutOptions,
    options?: DropoutOptions,
  ): TensorOf<X> => {
    const given = readOptions<DropoutOptions>(
      ['keepProb', 'noiseShape', 'seed'],
      [keepProb, noiseShape, seed, options],
    );
    const literal = literalKeepProb(given);
    return opScope(given.name, 'dropout', [x, given.keepProb, given.rate], () => {
      const input = convertToTensor(x, { name: 'x' });
      if (!isFloating(input.dtype)) {
        throw new DTypeError(
          `x has to be a floating point tensor since it's going to be scaled. Got a ${input.dtype} tensor instead.`,
          input.op.describe(),
        );
      }
      if (literal === 1) return input;
      const keep = keepTensor(given, literal, input);
      const noise = randomUniform(given.noiseShape ?? shapeOf(input), {
        dtype: input.dtype,
        ...(given.seed !== undefined && { seed: given.seed }),
      });
      const scaled = divide(input, keep);
      const kept = multiply(scaled, op('Floor', [add(keep, noise)]));
      kept.setShape(input.shape);
      return kept;
    }) as TensorOf<X>;
  },
);

/** The probability of keeping, where it was written as a number. */
function literalKeepProb({ keepProb, rate }: Partial<DropoutOptions>): number | undefined {
  if ((keepProb === undefined) === (rate === undefined)) {
    throw new GraphError('dropout needs one of keepProb (what is kept) and rate (what is dropped).');
  }
  if (typeof rate === 'number' && !(rate >= 0 && rate < 1)) {
    throw new GraphError(`rate must be a scalar tensor or a number in the range [0, 1), got ${rate}.`);
  }
  if (typeof keepProb === 'number' && !(keepProb > 0 && keepProb <= 1)) {
    throw new GraphError(`keepProb must be a scalar tensor or a number in the range (0, 1], got ${keepProb}.`);
  }
  if (typeof rate === 'number') return 1 - rate;
  return typeof keepProb === 'number' ? keepProb : undefined;
}

function keepTensor({ keepProb, rate }: Partial<DropoutOptions>, literal: number | undefined, x: Tensor): Tensor {
  const given = literal ?? keepProb ?? rate!;
  const tensor = convertToTensor(given, {
    dtype: x.dtype,
    name: literal !== undefined || keepProb !== undefined ? 'keep_prob' : 'rate',
  });
  if (tensor.shape.rank !== null && tensor.shape.rank !== 0) {
    throw new ShapeError(`The probability of dropout must be a scalar, got ${tensor}.`, tensor.op.describe());
  }
  return literal === undefined && keepProb === undefined ? subtract(1, tensor) : tensor;
}

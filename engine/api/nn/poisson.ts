/** `tf.nn.logPoissonLoss`: counts against the logarithm of what was expected. */

import { dimsMayBeEqual, ShapeError, type Tensor } from '../../graph/index.ts';
import { op, scalarTensor } from '../../ops/index.ts';
import { onesLike } from '../array/filled.ts';
import { where } from '../array/select.ts';
import { convertPair, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { add, greaterEqual, multiply, subtract, zerosLike } from './operator.ts';

export interface LogPoissonLossOptions {
  /** Adds Stirling's approximation of log(targets!), which does not depend on `logInput`; default false. */
  readonly computeFullLoss?: boolean;
  readonly name?: string;
}

/**
 * −log of the chance of counts `targets` under Poisson distributions of the means exp(logInput), element by element:
 * exp(logInput) − targets · logInput, and log(targets!) where the full loss is asked for.
 * @throws ShapeError if the shapes differ.
 */
export const logPoissonLoss = publicFunction(
  'nn.logPoissonLoss(targets: tensor, logInput: tensor, computeFullLoss = false, {name})',
  <X extends TensorLike>(
    targets: TensorLike,
    logInput: X,
    computeFullLoss?: boolean | LogPoissonLossOptions,
    options?: LogPoissonLossOptions,
  ): TensorOf<X> => {
    const given = readOptions<LogPoissonLossOptions>(['computeFullLoss'], [computeFullLoss, options]);
    return opScope(given.name, 'log_poisson_loss', [logInput, targets], () => {
      const [input, counts] = convertPair(logInput, targets, ['log_input', 'targets']);
      const [x, z] = [input.shape.dims, counts.shape.dims];
      if (x && z && (x.length !== z.length || x.some((size, axis) => !dimsMayBeEqual(size, z[axis])))) {
        throw new ShapeError(`log_input and targets must have the same shape (${input.shape} vs ${counts.shape}).`);
      }
      const result = subtract(op('Exp', [input]), multiply(input, counts));
      return given.computeFullLoss ? add(result, logFactorial(counts)) : result;
    }) as TensorOf<X>;
  },
);

/** z · log z − z + log(2πz) / 2, and 0 for 0 and 1. */
function logFactorial(z: Tensor): Tensor {
  const half = scalarTensor(0.5, z.dtype);
  const circle = scalarTensor(2 * Math.PI, z.dtype);
  const main = subtract(multiply(z, op('Log', [z])), z);
  const inner = op('Log', [multiply(circle, z)]);
  const approximation = add(main, multiply(half, inner));
  const [zeros, ones] = [zerosLike(z), onesLike(z)];
  const isSmall = op('LogicalAnd', [greaterEqual(z, zeros), op('LessEqual', [z, ones])]);
  return where(isSmall, zeros, approximation);
}

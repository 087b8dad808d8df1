/** `tf.randomGamma` and `tf.randomPoisson`: many values of each of the distributions that a tensor of parameters names. */

import { type DType, DTypeError, isFloating, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { operationSeeds } from './seeds.ts';

export interface GammaOptions<D extends DType = DType> {
  /** The inverse of the scale; default 1. */
  readonly beta?: TensorLike;
  /** float32 (default) or float64. */
  readonly dtype?: D;
  readonly seed?: number;
  readonly name?: string;
}

/** What an element is at least, so that its logarithm is finite. */
const smallest: Partial<Record<DType, number>> = { float32: 2 ** -126, float64: 2 ** -1022 };

/**
 * Numbers of the gamma distributions with shapes `alpha` and inverse scales `beta`, which are broadcast: of each as many
 * as `shape` says → [...shape, ...alpha]. Gradients go to both: a value changes with `alpha` so that as much of the
 * distribution stays below it.
 * @throws DTypeError unless the type is float32 or float64
 */
export const randomGamma = publicFunction(
  "randomGamma(shape: shape, alpha: tensor, beta?: tensor, dtype = 'float32', {seed: any, name})",
  <D extends DType = 'float32'>(
    shape: TensorLike,
    alpha: TensorLike,
    beta?: TensorLike | null | GammaOptions<D>,
    dtype?: D | GammaOptions<D>,
    options?: GammaOptions<D>,
  ): Tensor<NoInfer<D>> => {
    const given = readOptions<GammaOptions>(['beta', 'dtype'], [beta, dtype, options]);
    const type = parseDType(given.dtype ?? 'float32');
    if (!isFloating(type)) throw new DTypeError(`Invalid dtype ${type}: gamma variables are float32 or float64.`);
    return opScope(given.name, 'random_gamma', [shape, alpha, given.beta], () => {
      const size = convertToTensor(shape, { dtype: 'int32', name: 'shape' });
      const shapes = convertToTensor(alpha, { dtype: type, name: 'alpha' });
      const rates = convertToTensor(given.beta ?? 1, { dtype: type, name: 'beta' });
      const zeros = apply('ZerosLike', [rates], {}, { name: 'zeros_like' });
      const each = op('Add', [shapes, zeros], {}, 'add');
      const { seed, seed2 } = operationSeeds(given.seed);
      const drawn = op('RandomGamma', [size, each], { seed, seed2 });
      return apply('Maximum', [smallest[type]!, op('RealDiv', [drawn, rates], {}, 'truediv')]);
    }) as Tensor<D>;
  },
);

export interface PoissonOptions<D extends DType = DType> {
  /** Of the result: float32 (default), float64, int32 or int64. */
  readonly dtype?: D;
  readonly seed?: number;
  readonly name?: string;
}

/**
 * Counts of the Poisson distributions with rates `lam` (float32, float64, int32 or int64): of each as many as `shape` says
 * → [...shape, ...lam].
 */
export const randomPoisson = publicFunction(
  "randomPoisson(lam: tensor, shape: shape, dtype = 'float32', {seed: any, name})",
  <D extends DType = 'float32'>(
    lam: TensorLike,
    shape: TensorLike,
    dtype?: D | PoissonOptions<D>,
    options?: PoissonOptions<D>,
  ): Tensor<NoInfer<D>> => {
    const given = readOptions<PoissonOptions>(['dtype'], [dtype, options]);
    const type = parseDType(given.dtype ?? 'float32');
    return opScope(given.name, 'random_poisson', [lam, shape], () => {
      const size = convertToTensor(shape, { dtype: 'int32', name: 'shape' });
      const { seed, seed2 } = operationSeeds(given.seed);
      const rates = convertToTensor(lam, { name: 'RandomPoissonV2/rate' });
      return apply('RandomPoissonV2', [size, rates], { dtype: type, seed, seed2 });
    }) as Tensor<D>;
  },
);

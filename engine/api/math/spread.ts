/** How far elements are spread about their mean: `tf.math.reduceVariance`, `tf.math.reduceStd`. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { reduce } from './reduce-op.ts';
import type { ReduceFunction, ReduceOptions } from './reduction.ts';

/** The mean of the squared distances from the mean, of floats; that of all elements, or along `axis`. */
export const reduceVariance = publicFunction(
  'math.reduceVariance(inputTensor: tensor, axis = null, keepDims = false, {name})',
  ((input: TensorLike, ...rest: unknown[]): Tensor => {
    const { axis, keepDims = false, name } = readOptions<ReduceOptions>(['axis', 'keepDims'], rest);
    const x = convertToTensor(input);
    return opScope(name, 'reduce_variance', [x], () => {
      const distance = op('Sub', [x, reduce('Mean', x, axis, true)], {}, 'sub');
      return reduce('Mean', op('Square', [distance]), axis, keepDims);
    });
  }) as ReduceFunction,
);

/** The square root of the variance. Its gradient is infinite where all elements are equal. */
export const reduceStd = publicFunction('math.reduceStd(inputTensor: tensor, axis = null, keepDims = false, {name})', ((
  input: TensorLike,
  ...rest: unknown[]
): Tensor => {
  const given = readOptions<ReduceOptions>(['axis', 'keepDims'], rest);
  const { axis = null, keepDims = false, name } = given;
  const x = convertToTensor(input);
  return opScope(name, 'reduce_std', [x], () =>
    op('Sqrt', [reduceVariance(x, { axis, keepDims: keepDims as false }) as Tensor]),
  );
}) as ReduceFunction);

/** `tf.nn`: activations, element by element. */

import { DTypeError, isFloating, type Tensor } from '../../graph/index.ts';
import { op, scalarTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import { biasAdd } from './bias.ts';
import { cast, negate, reduce } from './operator.ts';

interface Named {
  readonly name?: string;
}
export interface LeakyReluOptions extends Named {
  /** The slope below zero. */
  readonly alpha?: number;
}

/** A function of one tensor that is one operation. */
function elementwise(type: string) {
  return <X extends TensorLike>(features: X, options: Named = {}): TensorOf<X> => apply(type, [features], {}, options);
}

/** max(x, 0), of any numeric type. */
export const relu = publicFunction('nn.relu(features: tensor, {name})', elementwise('Relu'));
/** min(max(x, 0), 6), of any numeric type. */
export const relu6 = publicFunction('nn.relu6(features: tensor, {name})', elementwise('Relu6'));
/** x where it is positive, else exp(x) − 1. */
export const elu = publicFunction('nn.elu(features: tensor, {name})', elementwise('Elu'));
/** The self-normalizing scaled `elu` of Klambauer et al. 2017. */
export const selu = publicFunction('nn.selu(features: tensor, {name})', elementwise('Selu'));
/** log(1 + exp(x)). */
export const softplus = publicFunction('nn.softplus(features: tensor, {name})', elementwise('Softplus'));
/** x / (1 + |x|). */
export const softsign = publicFunction('nn.softsign(features: tensor, {name})', elementwise('Softsign'));
/** 1 / (1 + exp(−x)). */
export const sigmoid = publicFunction('nn.sigmoid(x: tensor, {name})', elementwise('Sigmoid'));
/** The hyperbolic tangent. */
export const tanh = publicFunction('nn.tanh(x: tensor, {name})', elementwise('Tanh'));

/** x · sigmoid(x) (Ramachandran et al., 2017). */
export const swish = publicFunction(
  'nn.swish(features: tensor, {name})',
  <X extends TensorLike>(features: X, options: Named = {}): TensorOf<X> =>
    opScope(options.name, 'swish', [features], () => {
      const x = convertToTensor(features, { name: 'features' });
      return op('Mul', [x, op('Sigmoid', [x])], {}, 'mul');
    }) as TensorOf<X>,
);

/** x where it is positive, else `alpha` · x. Integers become float32. */
export const leakyRelu = publicFunction(
  'nn.leakyRelu(features: tensor, alpha = 0.2, {name})',
  <X extends TensorLike>(features: X, alpha?: number | LeakyReluOptions, options?: LeakyReluOptions): TensorOf<X> => {
    const { name, alpha: slope = 0.2 } = readOptions<LeakyReluOptions>(['alpha'], [alpha, options]);
    return opScope(name, 'LeakyRelu', [features], (scope) => {
      const x = convertToTensor(features, { name: 'features' });
      return op('LeakyRelu', [isFloating(x.dtype) ? x : cast(x, 'float32')], { alpha: slope }, scope) as TensorOf<X>;
    });
  },
);

/** The positive and the negated negative part of x side by side: `axis` (default: last) gets twice as long. */
export const crelu = publicFunction(
  'nn.crelu(features: tensor, {name, axis = -1})',
  <X extends TensorLike>(features: X, options: Named & { axis?: number } = {}): Tensor<DTypeOf<X>, 'array'> =>
    opScope(options.name, 'CRelu', [features], (scope) => {
      const x = convertToTensor(features, { name: 'features' });
      const both = [x, negate(x)];
      const joined = op('ConcatV2', [both, scalarTensor(options.axis ?? -1, 'int32', 'axis')], {}, scope);
      return op('Relu', [joined]) as Tensor<DTypeOf<X>, 'array'>;
    }),
);

/** x · weights + biases: [n, k], [k, m], [m] → [n, m]. */
export const xwPlusB = publicFunction(
  'nn.xwPlusB(x: tensor, weights: tensor, biases: tensor, {name})',
  <X extends TensorLike>(
    x: X,
    weights: TensorLike,
    biases: TensorLike,
    options: Named = {},
  ): Tensor<DTypeOf<X>, 'array'> =>
    opScope(options.name, 'xw_plus_b', [x, weights, biases], (scope) => {
      const { input, w, b } = layerArguments(x, weights, biases);
      return biasAdd(apply('MatMul', [input, w]), b, { name: scope }) as Tensor<DTypeOf<X>, 'array'>;
    }),
);

/** relu(x · weights + biases): [n, k], [k, m], [m] → [n, m]. */
export const reluLayer = publicFunction(
  'nn.reluLayer(x: tensor, weights: tensor, biases: tensor, {name})',
  <X extends TensorLike>(
    x: X,
    weights: TensorLike,
    biases: TensorLike,
    options: Named = {},
  ): Tensor<DTypeOf<X>, 'array'> =>
    opScope(options.name, 'relu_layer', [x, weights, biases], (scope) => {
      const { input, w, b } = layerArguments(x, weights, biases);
      return op('Relu', [biasAdd(apply('MatMul', [input, w]), b)], {}, scope) as Tensor<DTypeOf<X>, 'array'>;
    }),
);

function layerArguments(x: TensorLike, weights: TensorLike, biases: TensorLike) {
  const input = convertToTensor(x, { name: 'x' });
  return {
    input,
    w: convertToTensor(weights, { dtype: input.dtype, name: 'weights' }),
    b: convertToTensor(biases, { dtype: input.dtype, name: 'biases' }),
  };
}

/** How many of the elements are zero, from 0 to 1: float32, rank 0. */
export const zeroFraction = publicFunction(
  'nn.zeroFraction(value: tensor, {name})',
  (value: TensorLike, options: Named = {}): Tensor<'float32', 'scalar'> =>
    opScope(options.name, 'zero_fraction', [value], () => {
      const x = convertToTensor(value, { name: 'value' });
      if (x.dtype === 'string') {
        throw new DTypeError(`zeroFraction needs numbers, got ${x}.`, x.op.describe());
      }
      const isZero = op('Equal', [x, scalarTensor(0, x.dtype, 'zero')]);
      return reduce('Mean', cast(isZero, 'float32'), null) as Tensor<'float32', 'scalar'>;
    }),
);

/**
 * Special functions of floats: incomplete gamma and beta functions, Bessel functions, inverses of erf and of the normal distribution.
 * Besides, products and quotients with a zero of their own, and what is summed and evaluated with them.
 */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op, scalarTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { zerosLike } from '../array/filled.ts';
import { convertPair, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import type { CumulativeOptions } from './arg-reduce.ts';
import {
  type BinaryFunction,
  binaryFunction,
  type NameOption,
  operator,
  type UnaryFunction,
  unaryFunction,
} from './elementwise.ts';
import { reduce } from './reduce-op.ts';
import type { ReduceFunction, ReduceOptions } from './reduction.ts';

/** One operation inside a scope that is named after the function. */
function scopedUnary(name: string, type: string, scope: string): UnaryFunction {
  return publicFunction(`${name}(x: tensor, {name})`, ((x: TensorLike, options: NameOption = {}) =>
    opScope(options.name, scope, [x], () => apply(type, [x]))) as UnaryFunction);
}
function scopedBinary(name: string, type: string, scope: string): BinaryFunction {
  return publicFunction(`${name}(x: tensor, y: tensor, {name})`, ((
    x: TensorLike,
    y: TensorLike,
    options: NameOption = {},
  ) => opScope(options.name, scope, [x, y], () => apply(type, [x, y]))) as BinaryFunction);
}

/** x · log y, and 0 where x is 0. */
export const xlogy = scopedBinary('math.xlogy', 'Xlogy', 'xlogy');
/** x / y, and 0 where x is 0. */
export const xdivy = scopedBinary('math.xdivy', 'Xdivy', 'xdivy');
/** x · y, and 0 where y is 0, even if x is infinite or NaN. */
export const multiplyNoNan = binaryFunction('math.multiplyNoNan', 'MulNoNan', 'multiply_no_nan');
/** 1 / x, and 0 where x is 0. */
export const reciprocalNoNan: UnaryFunction = publicFunction('math.reciprocalNoNan(x: tensor, {name})', ((
  x: TensorLike,
  options: NameOption = {},
) =>
  opScope(options.name, 'reciprocal_no_nan', [x], (scope) => {
    const tensor = convertToTensor(x, { name: 'x' });
    return op('DivNoNan', [scalarTensor(1, tensor.dtype, 'one'), tensor], {}, scope);
  })) as UnaryFunction);

/** The number whose erf is x: infinite at ±1, NaN outside [−1, 1]. */
export const erfinv = scopedUnary('math.erfinv', 'Erfinv', 'erfinv');
/** The number that a normal variable of mean 0 and deviation 1 stays below with probability x: infinite at 0 and 1, NaN outside. */
export const ndtri = scopedUnary('math.ndtri', 'Ndtri', 'ndtri');

function gammaFunction(name: string, type: string): BinaryFunction {
  return publicFunction(`${name}(a: tensor, x: tensor, {name})`, ((
    a: TensorLike,
    x: TensorLike,
    options: NameOption = {},
  ) => apply(type, [a, x], {}, options)) as BinaryFunction);
}

/** The lower regularized incomplete gamma function: the part of the integral Γ(a) below x, from 0 to 1. NaN unless a > 0 and x ≥ 0. */
export const igamma = gammaFunction('igamma', 'Igamma');
/** The upper regularized incomplete gamma function, 1 − igamma(a, x), exact where it is small. NaN unless a > 0 and x ≥ 0. */
export const igammac = gammaFunction('igammac', 'Igammac');

/**
 * The regularized incomplete beta function: the part of the integral B(a, b) below x, from 0 to 1. NaN unless a > 0, b > 0 and
 * 0 ≤ x ≤ 1. The three have one shape, or are numbers. The gradient is with respect to x alone, as TensorFlow's.
 */
export const betainc = publicFunction(
  'betainc(a: tensor, b: tensor, x: tensor, {name})',
  <X extends TensorLike>(a: TensorLike, b: TensorLike, x: X, options: NameOption = {}): Tensor<DTypeOf<X>> =>
    apply('Betainc', [a, b, x], {}, options),
);

const add = operator('Add', 'add');
const multiply = operator('Mul', 'mul');
const subtract = operator('Sub', 'sub');

/** log |B(x)| along the last axis, which goes: Σ log Γ(xᵢ) − log Γ(Σ xᵢ); −∞ of nothing. */
export const lbeta = publicFunction(
  'lbeta(x: tensor, {name})',
  <X extends TensorLike>(x: X, options: NameOption = {}): Tensor<DTypeOf<X>> =>
    opScope(options.name, 'lbeta', [x], () => {
      const tensor = convertToTensor(x, { name: 'x' });
      const logs = reduce('Sum', op('Lgamma', [tensor]), [-1]);
      const sum = reduce('Sum', tensor, [-1]);
      return subtract(logs, op('Lgamma', [sum]));
    }) as Tensor<DTypeOf<X>>,
);

/** e^(−|x|) I₀(x), with I₀ the modified Bessel function of order 0. */
export const besselI0e = unaryFunction('math.besselI0e', 'BesselI0e', 'bessel_i0e');
/** e^(−|x|) I₁(x), with I₁ the modified Bessel function of order 1. */
export const besselI1e = unaryFunction('math.besselI1e', 'BesselI1e', 'bessel_i1e');

function unscaled(name: string, type: string, scope: string): UnaryFunction {
  return publicFunction(`${name}(x: tensor, {name})`, ((x: TensorLike, options: NameOption = {}) =>
    opScope(options.name, scope, [x], () => {
      const tensor = convertToTensor(x, { name: 'x' });
      return multiply(
        op('Exp', [op('Abs', [tensor])]),
        op(type, [tensor], {}, type === 'BesselI0e' ? 'bessel_i0e' : 'bessel_i1e'),
      );
    })) as UnaryFunction);
}

/** I₀(x), the modified Bessel function of order 0; besselI0e where it would be too large. */
export const besselI0 = unscaled('math.besselI0', 'BesselI0e', 'bessel_i0');
/** I₁(x), the modified Bessel function of order 1; besselI1e where it would be too large. */
export const besselI1 = unscaled('math.besselI1', 'BesselI1e', 'bessel_i1');

/** Running log Σ exp along `axis` (default 0), in the shape of `x`, without overflow. What is exclusive begins with −∞. */
export const cumulativeLogsumexp = publicFunction(
  'math.cumulativeLogsumexp(x: tensor, axis = 0, {exclusive = false, reverse = false, name})',
  <X extends TensorLike>(
    x: X,
    axis?: TensorLike | CumulativeOptions | null,
    options?: CumulativeOptions,
  ): TensorOf<X> => {
    const given = readOptions<CumulativeOptions>(['axis'], [axis, options]);
    const { axis: along = 0, exclusive = false, reverse = false, name } = given;
    return apply('CumulativeLogsumexp', [x, along], { exclusive, reverse }, { name });
  },
);

/** The root of the sum of squares. Its gradient is NaN where that is 0. */
export const reduceEuclideanNorm = publicFunction(
  'math.reduceEuclideanNorm(inputTensor: tensor, axis = null, keepDims = false, {name})',
  ((input: TensorLike, ...rest: unknown[]): Tensor => {
    const { axis, keepDims = false, name } = readOptions<ReduceOptions>(['axis', 'keepDims'], rest);
    return reduce('EuclideanNorm', input, axis, keepDims, name);
  }) as ReduceFunction,
);

/** The polynomial at x whose coefficients are the list `coeffs`, that of the highest power first; 0 for none. @throws GraphError for what is no list. */
export const polyval = publicFunction(
  'math.polyval(coeffs: tensors, x: tensor, {name})',
  <X extends TensorLike>(coeffs: readonly TensorLike[], x: X, options: NameOption = {}): TensorOf<X> => {
    if (!Array.isArray(coeffs)) throw new GraphError('polyval takes its coefficients as a list.');
    return opScope(options.name, 'polyval', [...coeffs, x], (scope) => {
      const at = convertToTensor(x, { name: 'x' });
      if (coeffs.length === 0) return zerosLike(at, { name: scope });
      const [first, ...rest] = coeffs.map(
        (coefficient, index) => convertPair(at, coefficient, ['x', `coeff_${index}`])[1],
      );
      return rest.reduce((value, coefficient) => add(coefficient, multiply(value, at)) as Tensor, first);
    }) as TensorOf<X>;
  },
);

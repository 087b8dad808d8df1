/**
 * Functions of one tensor, element by element. Each gives a tensor of the operand's shape and, but for the predicates,
 * its type. All throw DTypeError for an element type on which the function is not defined; floats means float32 and
 * float64, signed numbers are floats, int32 and int64.
 */

import { isFloating, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import {
  type BinaryFunction,
  type NameOption,
  type UnaryFunction,
  type UnaryPredicate,
  unaryFunction,
} from './elementwise.ts';

/** −x, of signed numbers. */
export const negative = unaryFunction('negative', 'Neg');
/** |x|, of signed numbers. */
export const abs = unaryFunction('abs', 'Abs');
/** −1, 0 or 1, of signed numbers. */
export const sign = unaryFunction('sign', 'Sign');
/** x², of signed numbers. */
export const square = unaryFunction('square', 'Square');
/** 1 / x; integers truncate. */
export const reciprocal = unaryFunction('reciprocal', 'Reciprocal');
/** √x, of floats; NaN below zero. */
export const sqrt = unaryFunction('sqrt', 'Sqrt');
/** 1 / √x, of floats. */
export const rsqrt = unaryFunction('rsqrt', 'Rsqrt');
/** eˣ, of floats. */
export const exp = unaryFunction('exp', 'Exp');
/** eˣ − 1, exact near zero. */
export const expm1 = unaryFunction('expm1', 'Expm1');
/** The natural logarithm, of floats. */
export const log = unaryFunction('log', 'Log');
/** log(1 + x), exact near zero. */
export const log1p = unaryFunction('log1p', 'Log1p');

/** The sine of an angle in radians. */
export const sin = unaryFunction('sin', 'Sin');
/** The cosine of an angle in radians. */
export const cos = unaryFunction('cos', 'Cos');
/** The tangent of an angle in radians. */
export const tan = unaryFunction('tan', 'Tan');
/** The angle in [−π/2, π/2] with that sine; NaN outside [−1, 1]. */
export const asin = unaryFunction('asin', 'Asin');
/** The angle in [0, π] with that cosine; NaN outside [−1, 1]. */
export const acos = unaryFunction('acos', 'Acos');
/** The angle in (−π/2, π/2) with that tangent. */
export const atan = unaryFunction('atan', 'Atan');
/** The hyperbolic sine. */
export const sinh = unaryFunction('sinh', 'Sinh');
/** The hyperbolic cosine. */
export const cosh = unaryFunction('cosh', 'Cosh');
/** The hyperbolic tangent. */
export const tanh = unaryFunction('tanh', 'Tanh');
/** The inverse hyperbolic sine. */
export const asinh = unaryFunction('asinh', 'Asinh');
/** The inverse hyperbolic cosine; NaN below 1. */
export const acosh = unaryFunction('acosh', 'Acosh');
/** The inverse hyperbolic tangent; NaN outside [−1, 1]. */
export const atanh = unaryFunction('atanh', 'Atanh');
/** 1 / (1 + e⁻ˣ), of floats. */
export const sigmoid = unaryFunction('sigmoid', 'Sigmoid');

/** The Gauss error function. */
export const erf = unaryFunction('erf', 'Erf');
/** 1 − erf(x), exact for large x. */
export const erfc = unaryFunction('erfc', 'Erfc');
/** log |Γ(x)|. */
export const lgamma = unaryFunction('lgamma', 'Lgamma');
/** The derivative of lgamma. */
export const digamma = unaryFunction('digamma', 'Digamma');

/** log(1 / (1 + e⁻ˣ)), of floats, without overflow: −softplus(−x). */
export const logSigmoid: UnaryFunction = publicFunction('logSigmoid(x: tensor, {name})', ((
  x: TensorLike,
  options: NameOption = {},
) =>
  opScope(options.name, 'LogSigmoid', [x], (scope) =>
    op('Neg', [op('Softplus', [negative(convertToTensor(x, { name: 'x' })) as Tensor])], {}, scope),
  )) as UnaryFunction);

/** The a-th derivative of digamma at x, for a = 0, 1, 2, …, both floats; NaN for other a. */
export const polygamma: BinaryFunction = publicFunction('polygamma(a: tensor, x: tensor, {name})', ((
  a: TensorLike,
  x: TensorLike,
  options: NameOption = {},
) => apply('Polygamma', [a, x], {}, options)) as BinaryFunction);

/** The Hurwitz zeta function Σ (q + k)⁻ˣ over k = 0, 1, 2, …, for x > 1 and q > 0. */
export const zeta: BinaryFunction = publicFunction('zeta(x: tensor, q: tensor, {name})', ((
  x: TensorLike,
  q: TensorLike,
  options: NameOption = {},
) => apply('Zeta', [x, q], {}, options)) as BinaryFunction);

/** The smallest whole number not below x. */
export const ceil = unaryFunction('ceil', 'Ceil');
/** The largest whole number not above x. */
export const floor = unaryFunction('floor', 'Floor');
/** The nearest whole number, halves to even; of floats. */
export const rint = unaryFunction('rint', 'Rint');
/** The nearest whole number, halves to even; integers stay as they are. */
export const round: UnaryFunction = publicFunction('round(x: tensor, {name})', ((
  x: TensorLike,
  options: NameOption = {},
) => {
  return opScope(options.name, 'Round', [x], (scope) => {
    const tensor = convertToTensor(x, { name: 'x' });
    return isFloating(tensor.dtype) ? op('Round', [tensor], {}, scope) : tensor;
  });
}) as UnaryFunction);

/** Whether an element is NaN. */
export const isNan = unaryFunction<UnaryPredicate>('isNan', 'IsNan');
/** Whether an element is infinite. */
export const isInf = unaryFunction<UnaryPredicate>('isInf', 'IsInf');
/** Whether an element is neither infinite nor NaN. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: it is TensorFlow's name.
export const isFinite = unaryFunction<UnaryPredicate>('isFinite', 'IsFinite');

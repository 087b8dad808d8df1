/** Which expressions take many operations and registers to compute. */

import { type BinaryOp, childrenOf, type Expr, isVectorizable, type UnaryOp } from '../../ops/index.ts';

/**
 * Functions that are polynomials. A product keeps its sums in all the registers there are, so that computing these beside
 * them costs several times what a pass of their own does.
 */
const polynomials: ReadonlySet<string> = new Set<UnaryOp | BinaryOp>([
  'exp',
  'expOfNegative',
  'expm1',
  'log',
  'log1p',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'sigmoid',
  'softplus',
  'erf',
  'erfc',
  'lgamma',
  'digamma',
  'erfinv',
  'ndtri',
  'besselI0e',
  'besselI1e',
  'pow',
  'atan2',
  'igamma',
  'igammac',
  'igammaGradA',
]);

export function takesRegisters(expr: Expr): boolean {
  const function_ = (expr.kind === 'unary' || expr.kind === 'binary') && polynomials.has(expr.op);
  return function_ || childrenOf(expr).some(takesRegisters);
}

/** Whether one of the two, in a kernel with the other, would lose a form on vectors that makes it many times as fast. */
export function holdsBack(some: readonly Expr[], others: readonly Expr[]): boolean {
  const is = isVectorizable(some);
  return is !== isVectorizable(others) && (is ? some : others).some(takesRegisters);
}

/**
 * Which expressions backends compute many elements at a time, in 32-bit lanes. One operator without such a form holds back
 * the whole kernel that it is part of, so that the compiler keeps it out of kernels that have one.
 */

import type { DType } from '../../graph/index.ts';
import { type BinaryOp, childrenOf, type Expr, type UnaryOp } from './expression.ts';

/** Element types that lie in 32-bit lanes; a uint8 can only be converted and chosen. */
export const laneDTypes = ['float32', 'int32', 'uint8', 'bool'] as const satisfies readonly DType[];
export type LaneDType = (typeof laneDTypes)[number];

/** By operator, the element types of operands for which it has a form on vectors. */
export const vectorForms = {
  neg: ['float32', 'int32'],
  abs: ['float32', 'int32'],
  sign: ['float32', 'int32'],
  exp: ['float32'],
  expOfNegative: ['float32'],
  expm1: ['float32'],
  log: ['float32'],
  log1p: ['float32'],
  sqrt: ['float32'],
  rsqrt: ['float32'],
  reciprocal: ['float32'],
  sin: ['float32'],
  cos: ['float32'],
  tan: ['float32'],
  asin: [],
  acos: [],
  atan: [],
  sinh: [],
  cosh: [],
  tanh: ['float32'],
  asinh: [],
  acosh: [],
  atanh: [],
  sigmoid: ['float32'],
  softplus: ['float32'],
  erf: ['float32'],
  erfc: [],
  lgamma: [],
  digamma: [],
  erfinv: [],
  ndtri: [],
  besselI0e: [],
  besselI1e: [],
  ceil: ['float32', 'int32'],
  floor: ['float32', 'int32'],
  round: ['float32', 'int32'],
  bitNot: ['int32'],
  not: ['bool'],
  isNan: ['float32', 'int32'],
  isInf: ['float32', 'int32'],
  isFinite: ['float32', 'int32'],
  add: ['float32', 'int32'],
  sub: ['float32', 'int32'],
  mul: ['float32', 'int32'],
  // Integers: a division by zero must be told.
  div: ['float32'],
  floorDiv: ['float32'],
  // Exact remainders take a loop.
  floorMod: [],
  truncateMod: [],
  pow: ['float32'],
  max: ['float32', 'int32'],
  min: ['float32', 'int32'],
  atan2: [],
  igamma: [],
  igammac: [],
  igammaGradA: [],
  bitAnd: ['int32'],
  bitOr: ['int32'],
  bitXor: ['int32'],
  // Vectors are shifted by one number of bits.
  shiftLeft: [],
  shiftRight: [],
  less: ['float32', 'int32'],
  lessEqual: ['float32', 'int32'],
  greater: ['float32', 'int32'],
  greaterEqual: ['float32', 'int32'],
  equal: ['float32', 'int32', 'bool'],
  notEqual: ['float32', 'int32', 'bool'],
  and: ['bool'],
  or: ['bool'],
} as const satisfies Record<UnaryOp | BinaryOp, readonly LaneDType[]>;

/** True if every part of the expressions has a form on vectors. */
export function isVectorizable(exprs: readonly Expr[]): boolean {
  const seen = new Set<Expr>();
  const has = (expr: Expr): boolean => {
    if (seen.has(expr)) return true;
    seen.add(expr);
    return hasForm(expr) && childrenOf(expr).every(has);
  };
  return exprs.every(has);
}

function hasForm(expr: Expr): boolean {
  if (!isOneOf(laneDTypes, expr.dtype)) return false;
  return (expr.kind !== 'unary' && expr.kind !== 'binary') || isOneOf(vectorForms[expr.op], expr.x.dtype);
}

const isOneOf = (list: readonly DType[], dtype: DType): boolean => list.includes(dtype);

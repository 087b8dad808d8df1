/**
 * Scalar expressions: what an elementwise kernel computes at one point of its iteration space.
 *
 * Every node carries its element type. float32 arithmetic rounds after every operation, so that a fused chain gives
 * exactly what its operations give one by one.
 */

import { type DType, isFloating } from '../../graph/index.ts';

export type Expr =
  /** The element of operand number `operand` that its view picks at this point. */
  | { readonly kind: 'load'; readonly operand: number; readonly dtype: DType }
  | { readonly kind: 'const'; readonly value: number | bigint; readonly dtype: DType }
  /** The coordinate of this point along an axis of the iteration space. */
  | { readonly kind: 'coordinate'; readonly axis: number; readonly dtype: 'int32' | 'int64' }
  | { readonly kind: 'unary'; readonly op: UnaryOp; readonly x: Expr; readonly dtype: DType }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly x: Expr; readonly y: Expr; readonly dtype: DType }
  | { readonly kind: 'select'; readonly condition: Expr; readonly x: Expr; readonly y: Expr; readonly dtype: DType }
  /** As C converts: floats truncate towards zero, integers wrap, anything but zero is true. */
  | { readonly kind: 'cast'; readonly x: Expr; readonly dtype: DType }
  /** In an epilogue: the result of the kernel it rides on, at this point. */
  | { readonly kind: 'accumulator'; readonly dtype: DType };

/** One operand in, the same type out, except the predicates `isNan isInf isFinite` and `not`, which give bool. */
export const unaryOps = [
  'neg',
  'abs',
  'sign',
  'exp',
  /** Of what is at most 0; results below 2⁻¹²⁶ may become 0, which is cheaper. */
  'expOfNegative',
  'expm1',
  'log',
  'log1p',
  'sqrt',
  'rsqrt',
  'reciprocal',
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
  'ceil',
  'floor',
  /** To the nearest integer, halves to even. */
  'round',
  /** All bits of an integer turned. */
  'bitNot',
  'not',
  'isNan',
  'isInf',
  'isFinite',
] as const;
export type UnaryOp = (typeof unaryOps)[number];

/**
 * Two operands of one type. `div` on integers truncates, `floorDiv` and `floorMod` follow the divisor's sign,
 * `truncateMod` the dividend's; an integer division by zero is a run-time error. `max` and `min` give NaN if either
 * operand is NaN. `bitAnd` to `shiftRight` are of integers: a shift is by at least 0 and at most all bits but one, to the
 * right with the sign. Comparisons and `and`/`or` give bool.
 */
export const binaryOps = [
  'add',
  'sub',
  'mul',
  'div',
  'floorDiv',
  'floorMod',
  'truncateMod',
  'pow',
  'max',
  'min',
  'atan2',
  'igamma',
  'igammac',
  'igammaGradA',
  'bitAnd',
  'bitOr',
  'bitXor',
  'shiftLeft',
  'shiftRight',
  'less',
  'lessEqual',
  'greater',
  'greaterEqual',
  'equal',
  'notEqual',
  'and',
  'or',
] as const;
export type BinaryOp = (typeof binaryOps)[number];

const predicates: ReadonlySet<string> = new Set([
  'not',
  'isNan',
  'isInf',
  'isFinite',
  'less',
  'lessEqual',
  'greater',
  'greaterEqual',
  'equal',
  'notEqual',
  'and',
  'or',
]);

export const load = (operand: number, dtype: DType): Expr => ({ kind: 'load', operand, dtype });

/** A literal; whole numbers for integer types, 0 and 1 for bool. */
export const literal = (value: number | bigint, dtype: DType): Expr => ({
  kind: 'const',
  value: dtype === 'int64' ? BigInt(value) : isFloating(dtype) || typeof value === 'number' ? value : Number(value),
  dtype,
});
export const coordinate = (axis: number, dtype: 'int32' | 'int64' = 'int32'): Expr => ({
  kind: 'coordinate',
  axis,
  dtype,
});
export const unary = (op: UnaryOp, x: Expr): Expr => ({
  kind: 'unary',
  op,
  x,
  dtype: predicates.has(op) ? 'bool' : x.dtype,
});
export const binary = (op: BinaryOp, x: Expr, y: Expr): Expr => ({
  kind: 'binary',
  op,
  x,
  y,
  dtype: predicates.has(op) ? 'bool' : x.dtype,
});
export const select = (condition: Expr, x: Expr, y: Expr): Expr => ({
  kind: 'select',
  condition,
  x,
  y,
  dtype: x.dtype,
});
export const cast = (x: Expr, dtype: DType): Expr => (x.dtype === dtype ? x : { kind: 'cast', x, dtype });
export const accumulator = (dtype: DType): Expr => ({ kind: 'accumulator', dtype });

/** The expressions directly inside. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'load':
    case 'const':
    case 'coordinate':
    case 'accumulator':
      return [];
    case 'unary':
    case 'cast':
      return [expr.x];
    case 'binary':
      return [expr.x, expr.y];
    case 'select':
      return [expr.condition, expr.x, expr.y];
  }
}

/** The same expression with its leaves replaced; a leaf for which `replace` gives undefined stays. */
export function substitute(expr: Expr, replace: (leaf: Expr) => Expr | undefined): Expr {
  switch (expr.kind) {
    case 'load':
    case 'const':
    case 'coordinate':
    case 'accumulator':
      return replace(expr) ?? expr;
    case 'unary':
    case 'cast':
      return { ...expr, x: substitute(expr.x, replace) };
    case 'binary':
      return { ...expr, x: substitute(expr.x, replace), y: substitute(expr.y, replace) };
    case 'select':
      return {
        ...expr,
        condition: substitute(expr.condition, replace),
        x: substitute(expr.x, replace),
        y: substitute(expr.y, replace),
      };
  }
}

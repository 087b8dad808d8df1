/** Infix arithmetic for expressions: a plain number takes the type of the other operand. */

import { type BinaryOp, binary, type Expr, literal, type UnaryOp, unary } from './expression.ts';

/** An expression, or a number of its partner's type. */
export type Term = Expr | number;

const infix =
  (op: BinaryOp) =>
  (x: Term, y: Term): Expr => {
    if (typeof x !== 'number') return binary(op, x, typeof y === 'number' ? literal(y, x.dtype) : y);
    if (typeof y === 'number') throw new RangeError('Internal: one operand must be an expression.');
    return binary(op, literal(x, y.dtype), y);
  };
const prefix = (op: UnaryOp) => (x: Expr) => unary(op, x);

export const plus = infix('add');
export const minus = infix('sub');
export const times = infix('mul');
export const over = infix('div');
export const power = infix('pow');
export const larger = infix('max');
export const smaller = infix('min');
export const isLess = infix('less');
export const isGreater = infix('greater');
export const isEqual = infix('equal');

export const negated = prefix('neg');
export const absolute = prefix('abs');
export const signOf = prefix('sign');
export const exponential = prefix('exp');
export const exponentialOfNegative = prefix('expOfNegative');
export const logarithm = prefix('log');
export const squareRoot = prefix('sqrt');

export const squared = (x: Expr): Expr => times(x, x);

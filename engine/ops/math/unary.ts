/** How elementwise operations of one operand are defined: one row each. */

import type { Dim, DType, Tensor } from '../../graph/index.ts';
import { type Expr, literal, type UnaryOp, unary } from '../kernel-language/index.ts';
import { attr, defineOp, type GradientRule } from '../registry/index.ts';
import { mapValue } from './integer-value.ts';

/** Element types of one-operand arithmetic in TensorFlow's definitions. */
export const signedNumeric = ['float32', 'float64', 'int32', 'int64'] as const satisfies DType[];

export interface UnaryRow {
  /** What is computed of each element. */
  readonly expr: (x: Expr) => Expr;
  readonly dtypes: readonly DType[];
  /** The gradient with respect to x, from the operands x, y = f(x) and dy. */
  readonly gradient: UnaryGradient | Extract<GradientRule, string>;
  /** For tensors that serve as shapes. */
  readonly element?: (x: Dim) => Dim | null;
  /** Predicates give bool; the others the operand's type. */
  readonly output?: 'bool';
}

export type UnaryGradient = (operands: { x: Tensor; y: Tensor; dy: Tensor }) => Tensor;

/** Defines every row of the table; the key is the operation's type. */
export function defineUnary(rows: Readonly<Record<string, UnaryRow>>): void {
  for (const [type, row] of Object.entries(rows)) defineRow(type, row);
}

function defineRow(type: string, { expr, dtypes, gradient, element, output }: UnaryRow): void {
  defineOp(type, {
    inputs: ['x: T'],
    outputs: [output ? `y: ${output}` : 'y: T'],
    attributes: { T: attr.type(dtypes) },
    infer: ({ inputs: [x] }) => [{ shape: x.shape, value: element && mapValue(x, element) }],
    gradient:
      typeof gradient === 'string' ? gradient : ({ inputs: [x], outputs: [y] }, [dy]) => [gradient({ x, y, dy: dy! })],
    lower: (c) => [c.b.map(c.inputs, expr)],
  });
}

/** The row's expression where the kernel language has it under a name. */
export const of =
  (name: UnaryOp) =>
  (x: Expr): Expr =>
    unary(name, x);

/** A literal of the type of `x`. */
export const like = (x: Expr, value: number): Expr => literal(value, x.dtype);

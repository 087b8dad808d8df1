/** How elementwise operations of two broadcast operands are defined: one row each. */

import type { DType, Tensor } from '../../graph/index.ts';
import { type BinaryOp, binary, type Expr } from '../kernel-language/index.ts';
import { attr, defineOp, type GradientRule, type InferenceRule, type LoweringRule } from '../registry/index.ts';
import { broadcastInference, broadcastShapes } from './broadcast.ts';
import { combineValues, type ElementRule } from './integer-value.ts';
import { unbroadcast } from './unbroadcast.ts';

export interface BinaryRow {
  readonly expr: (x: Expr, y: Expr) => Expr;
  /** What TensorFlow calls the operands, where not x and y. */
  readonly names?: readonly [string, string];
  readonly dtypes: readonly DType[];
  readonly gradient: BinaryGradient | Extract<GradientRule, string>;
  /** For tensors that serve as shapes. */
  readonly element?: ElementRule;
  /** Comparisons give bool; the others the operands' type. */
  readonly output?: 'bool';
  /** For what the expression cannot do (strings). */
  readonly lower?: LoweringRule;
}

/** What a gradient rule sees: both operands, the result z and its gradient, and what the rule builds once for both sides. */
export interface BinaryOperands {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly z: Tensor;
  readonly dz: Tensor;
  readonly shared: Tensor;
}
/** Gradients with respect to each operand before the sums that undo broadcasting. */
export interface BinaryGradient {
  readonly x: (operands: BinaryOperands) => Tensor;
  readonly y: (operands: BinaryOperands) => Tensor;
  readonly shared?: (operands: Omit<BinaryOperands, 'shared'>) => Tensor;
}

/** Defines every row of the table; the key is the operation's type. */
export function defineBinary(rows: Readonly<Record<string, BinaryRow>>): void {
  for (const [type, row] of Object.entries(rows)) {
    defineOp(type, {
      inputs: [`${row.names?.[0] ?? 'x'}: T`, `${row.names?.[1] ?? 'y'}: T`],
      outputs: [row.output ? `z: ${row.output}` : 'z: T'],
      attributes: { T: attr.type(row.dtypes) },
      infer: inferWith(row.element),
      gradient: typeof row.gradient === 'string' ? row.gradient : gradientOf(row.gradient),
      lower: row.lower ?? ((c) => [c.b.map(c.inputs, row.expr, c.outputs[0].shape)]),
    });
  }
}

function inferWith(element: ElementRule | undefined): InferenceRule {
  if (!element) return broadcastInference;
  return (c) => {
    const [x, y] = c.inputs;
    return [{ shape: broadcastShapes(c, x.shape, y.shape), value: combineValues(x, y, element) }];
  };
}

function gradientOf(rule: BinaryGradient): GradientRule {
  return ({ inputs: [x, y], outputs: [z] }, [dz]) => {
    const given = { x, y, z, dz: dz! };
    const operands = { ...given, shared: rule.shared?.(given) ?? z };
    return unbroadcast(
      [x, y],
      z,
      () => rule.x(operands),
      () => rule.y(operands),
    );
  };
}

/** The row's expression where the kernel language has it under a name. */
export const of =
  (name: BinaryOp) =>
  (x: Expr, y: Expr): Expr =>
    binary(name, x, y);

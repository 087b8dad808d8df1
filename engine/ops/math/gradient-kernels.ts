/** Operations that TensorFlow's gradients of one-operand functions consist of: from y = f(x) and dy to dx. */

import type { Tensor } from '../../graph/index.ts';
import { binary, type Expr, select } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { sameShape } from '../same-shape.ts';
import { mul, neg, sub, truediv } from './arithmetic.ts';
import { like } from './unary.ts';

interface GradientKernelRow {
  readonly expr: (y: Expr, dy: Expr) => Expr;
  /** Gradients with respect to y and dy, from g, the gradient of dx. */
  readonly gradient: (operands: { y: Tensor; dy: Tensor; dx: Tensor; g: Tensor }) => [Tensor, Tensor];
}

const times = (x: Expr, y: Expr): Expr => binary('mul', x, y);

/** 0 where no gradient flows, also where the formula would be 0 · ∞: TensorFlow's kernels say so of these. */
const whereFlows = (dy: Expr, dx: Expr): Expr => select(binary('equal', dy, like(dy, 0)), like(dy, 0), dx);

const reciprocalRow = (type: string): GradientKernelRow => ({
  expr: (y, dy) => whereFlows(dy, times(binary('sub', like(y, 0), dy), times(y, y))),
  gradient: ({ y, dy, g }) => [mul(mul(mul(g, -2), dy), y), op(type, [y, g])],
});

const rows: Readonly<Record<string, GradientKernelRow>> = {
  SqrtGrad: {
    expr: (y, dy) => whereFlows(dy, binary('div', times(dy, like(y, 0.5)), y)),
    gradient: ({ y, dx, g }) => {
      const scaled = truediv(g, y);
      return [mul(neg(scaled), dx), mul(0.5, scaled)];
    },
  },
  RsqrtGrad: {
    expr: (y, dy) => whereFlows(dy, times(times(like(y, -0.5), dy), times(times(y, y), y))),
    gradient: ({ y, dy, g }) => [mul(mul(mul(-1.5, g), dy), op('Square', [y])), op('RsqrtGrad', [y, g])],
  },
  ReciprocalGrad: reciprocalRow('ReciprocalGrad'),
  InvGrad: reciprocalRow('InvGrad'),
  TanhGrad: {
    expr: (y, dy) => times(dy, binary('sub', like(y, 1), times(y, y))),
    gradient: ({ y, dy, g }) => [mul(mul(mul(g, -2), dy), y), op('TanhGrad', [y, g])],
  },
  SigmoidGrad: {
    expr: (y, dy) => times(times(dy, y), binary('sub', like(y, 1), y)),
    gradient: ({ y, dy, g }) => {
      const gradient = mul(g, dy);
      return [sub(gradient, mul(mul(2, gradient), y)), op('SigmoidGrad', [y, g])];
    },
  },
};

for (const [type, { expr, gradient }] of Object.entries(rows)) {
  defineOp(type, {
    inputs: ['y: T', 'dy: T'],
    outputs: ['z: T'],
    attributes: { T: attr.type(typeSets.floats) },
    infer: (c) => [sameShape(c, 0, 1)],
    gradient: ({ inputs: [y, dy], outputs: [dx] }, [g]) => gradient({ y, dy, dx, g: g! }),
    lower: (c) => [c.b.map(c.inputs, expr)],
  });
}

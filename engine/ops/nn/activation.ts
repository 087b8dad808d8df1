/** Activations of one element, and their gradients: one row an operation. */

import type { DType } from '../../graph/index.ts';
import {
  type Expr,
  exponential,
  isGreater,
  isLess,
  larger,
  literal,
  negated,
  over,
  plus,
  select,
  smaller,
  squared,
  times,
  unary,
} from '../kernel-language/index.ts';
import { attr, defineOp, type GradientFunction, op, typeSets } from '../registry/index.ts';
import { sameShape } from '../same-shape.ts';

/** Klambauer et al. 2017: the fixed point of mean 0 and variance 1. */
const seluScale = 1.0507009873554805;
const seluScaleAlpha = 1.7580993408473768;

interface Activation {
  readonly types: readonly DType[];
  /** The function of x. */
  readonly value: (x: Expr) => Expr;
  /** Its gradient operation's second operand: the input x or the output y of the function. */
  readonly gradientOf: 'features' | 'outputs';
  /** g · f′, given x or y. */
  readonly slope: (g: Expr, xOrY: Expr) => Expr;
  /** The gradient of the gradient operation. */
  readonly second: GradientFunction | 'missing';
}

/** The slope is piecewise constant: only the incoming gradient differentiates. */
const passesThrough =
  (gradientType: string): GradientFunction =>
  (node, [g]) => [op(gradientType, [g!, node.inputs[1]]), op('ZerosLike', [node.inputs[1]])];

/** The slope below zero is linear in the output y. */
const linearBelowZero =
  (gradientType: string): GradientFunction =>
  (node, [g]) => {
    const [dy, y] = node.inputs;
    const zeros = op('ZerosLike', [y]);
    return [op(gradientType, [g!, y]), op('Select', [op('Less', [y, zeros]), op('Mul', [g!, dy]), zeros])];
  };

const activations: Readonly<Record<string, Activation>> = {
  Relu: {
    types: typeSets.numeric,
    value: (x) => larger(x, 0),
    gradientOf: 'outputs',
    slope: (g, y) => select(isGreater(y, 0), g, literal(0, g.dtype)),
    second: passesThrough('ReluGrad'),
  },
  Relu6: {
    types: typeSets.numeric,
    value: (x) => smaller(larger(x, 0), 6),
    gradientOf: 'outputs',
    slope: (g, y) => select(isGreater(y, 0), select(isLess(y, 6), g, literal(0, g.dtype)), literal(0, g.dtype)),
    second: passesThrough('Relu6Grad'),
  },
  Elu: {
    types: typeSets.floats,
    value: (x) => select(isLess(x, 0), unary('expm1', x), x),
    gradientOf: 'outputs',
    slope: (g, y) => select(isLess(y, 0), times(plus(y, 1), g), g),
    second: linearBelowZero('EluGrad'),
  },
  Selu: {
    types: typeSets.floats,
    value: (x) => select(isLess(x, 0), times(seluScaleAlpha, unary('expm1', x)), times(seluScale, x)),
    gradientOf: 'outputs',
    slope: (g, y) => select(isLess(y, 0), times(g, plus(y, seluScaleAlpha)), times(g, seluScale)),
    second: linearBelowZero('SeluGrad'),
  },
  Softplus: {
    types: typeSets.floats,
    value: (x) => unary('softplus', x),
    gradientOf: 'features',
    slope: (g, x) => over(g, plus(exponential(negated(x)), 1)),
    second: (node, [g]) => {
      const [dy, x] = node.inputs;
      const two = op('Add', [op('OnesLike', [x]), op('OnesLike', [x])]);
      const cosh = op('Add', [op('Add', [op('Exp', [op('Neg', [x])]), two]), op('Exp', [x])]);
      return [op('SoftplusGrad', [g!, x]), op('RealDiv', [op('Mul', [g!, dy]), cosh])];
    },
  },
  Softsign: {
    types: typeSets.floats,
    value: (x) => over(x, plus(unary('abs', x), 1)),
    gradientOf: 'features',
    slope: (g, x) => over(g, squared(plus(unary('abs', x), 1))),
    second: 'missing',
  },
};

for (const [type, { types, value, gradientOf, slope, second }] of Object.entries(activations)) {
  const gradientType = `${type}Grad`;
  defineOp(type, {
    inputs: ['features: T'],
    outputs: ['activations: T'],
    attributes: { T: attr.type(types) },
    infer: (c) => [c.inputs[0].shape],
    gradient: (node, [g]) => [op(gradientType, [g!, gradientOf === 'outputs' ? node.outputs[0] : node.inputs[0]])],
    lower: (c) => [c.b.map(c.inputs, (x) => value(x))],
  });
  defineOp(gradientType, {
    inputs: ['gradients: T', `${gradientOf}: T`],
    outputs: ['backprops: T'],
    attributes: { T: attr.type(types) },
    infer: (c) => [sameShape(c, 0, 1)],
    gradient: second,
    lower: (c) => [c.b.map(c.inputs, (g, x) => slope(g, x))],
  });
}

defineOp('LeakyRelu', {
  inputs: ['features: T'],
  outputs: ['activations: T'],
  attributes: { alpha: attr.float(0.2), T: attr.type(typeSets.floats) },
  infer: (c) => [c.inputs[0].shape],
  gradient: (node, [g]) => [op('LeakyReluGrad', [g!, node.inputs[0]], { alpha: node.attr('alpha', 'float') })],
  lower: (c) => {
    // Attributes are of single precision, whatever the operands are.
    const alpha = Math.fround(c.attr('alpha', 'float'));
    return [c.b.map(c.inputs, (x) => select(isGreater(x, 0), x, times(x, alpha)))];
  },
});

defineOp('LeakyReluGrad', {
  inputs: ['gradients: T', 'features: T'],
  outputs: ['backprops: T'],
  attributes: { alpha: attr.float(0.2), T: attr.type(typeSets.floats) },
  infer: (c) => [sameShape(c, 0, 1)],
  gradient: (node, [g]) => [
    op('LeakyReluGrad', [g!, node.inputs[1]], { alpha: node.attr('alpha', 'float') }),
    op('ZerosLike', [node.inputs[1]]),
  ],
  lower: (c) => {
    const alpha = Math.fround(c.attr('alpha', 'float'));
    return [c.b.map(c.inputs, (g, x) => select(isGreater(x, 0), g, times(g, alpha)))];
  },
});

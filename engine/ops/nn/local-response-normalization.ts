/** Local response normalization: each channel divided by the energy of its neighbours (Krizhevsky et al. 2012). */

import { TensorShape } from '../../graph/index.ts';
import {
  type Expr,
  identityView,
  load,
  minus,
  over,
  type ProgramBuilder,
  plus,
  power,
  squared,
  times,
  type Value,
} from '../kernel-language/index.ts';
import { attr, defineOp, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { dimsOfRank, mergeShapes } from '../same-shape.ts';

const attributes = {
  depth_radius: attr.int(5),
  bias: attr.float(1),
  alpha: attr.float(1),
  beta: attr.float(0.5),
  T: attr.type(typeSets.floats, 'float32'),
};

/** Attributes are of single precision, whatever the operands are. */
const float = (c: LoweringContext, name: string): number => Math.fround(c.attr(name, 'float'));

/** bias + alpha · the sum of `x`² over the channels at most `depth_radius` away, at every point. */
function norms(c: LoweringContext, x: Value): Value {
  const sums = windowSums(c.b, c.b.map([x], squared), c.attr('depth_radius', 'int'));
  return c.b.map([sums], (s) => plus(times(s, float(c, 'alpha')), float(c, 'bias')));
}

/** Sums over a window of 2 · radius + 1 channels; beyond the ends there are zeros. */
function windowSums(b: ProgramBuilder, x: Value, radius: number): Value {
  const { shape, dtype } = x;
  const channels = shape.length - 1;
  const padded = shape.map((size, axis) => (axis === channels ? size + 2 * radius : size));
  const start = shape.map((_, axis) => (axis === channels ? radius : 0));
  const value = b.assemble(dtype, padded, 0, [b.piece(x, start)]);
  const operands = Array.from({ length: 2 * radius + 1 }, (_, shift) => ({
    value,
    view: identityView(shape.length).map((axis, i) => (i === channels ? { ...axis, start: shift } : axis)),
  }));
  const sum = operands.map((_, i): Expr => load(i, dtype)).reduce((total, term) => plus(total, term));
  return b.elementwise(shape, operands, [sum])[0];
}

defineOp('LRN', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => [new TensorShape(dimsOfRank(c, 0, 4))],
  gradient: (node, [g]) => [
    op('LRNGrad', [g!, node.inputs[0], node.outputs[0]], {
      depth_radius: node.attr('depth_radius', 'int'),
      bias: node.attr('bias', 'float'),
      alpha: node.attr('alpha', 'float'),
      beta: node.attr('beta', 'float'),
    }),
  ],
  lower: (c) => {
    const [x] = c.inputs;
    return [c.b.map([x, norms(c, x)], (value, norm) => times(value, power(norm, -float(c, 'beta'))))];
  },
});

defineOp('LRNGrad', {
  inputs: ['input_grads: T', 'input_image: T', 'output_image: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => [c.inputs.map(({ shape }) => shape).reduce((a, b) => mergeShapes(c, a, b))],
  gradient: 'missing',
  lower: (c) => {
    const [g, x, y] = c.inputs;
    const norm = norms(c, x);
    const beta = float(c, 'beta');
    const shares = c.b.map([g, y, norm], (dy, out, n) => over(times(out, dy), n));
    const sums = windowSums(c.b, shares, c.attr('depth_radius', 'int'));
    const factor = 2 * float(c, 'alpha') * beta;
    return [
      c.b.map([g, x, norm, sums], (dy, value, n, s) =>
        minus(times(dy, power(n, -beta)), times(times(value, factor), s)),
      ),
    ];
  },
});

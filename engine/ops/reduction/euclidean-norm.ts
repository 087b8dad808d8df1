/** EuclideanNorm: the root of the sum of squares over axes. */

import { isFloating, type Tensor } from '../../graph/index.ts';
import { shapeTensor } from '../array/integers.ts';
import { binary, cast, type Expr, unary } from '../kernel-language/index.ts';
import { truediv } from '../math/arithmetic.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { knownAxes, reducedShape, resolveAxes } from './axes.ts';
import { keptShape } from './gradients.ts';

/** That of an integer is cut. */
const root = (x: Expr): Expr =>
  isFloating(x.dtype) ? unary('sqrt', x) : cast(unary('sqrt', cast(x, 'float64')), x.dtype);

defineOp('EuclideanNorm', {
  inputs: ['input: T', 'reduction_indices: Tidx'],
  outputs: ['output: T'],
  attributes: {
    keep_dims: attr.bool(false),
    T: attr.type(typeSets.numeric),
    Tidx: attr.type(typeSets.indices, 'int32'),
  },
  valueInputs: ['reduction_indices'],
  infer: (c) => {
    const [input, indices] = c.inputs;
    const axes = knownAxes(c, indices.value, input.shape.rank);
    return [reducedShape(c, input.shape, axes, c.attr('keep_dims', 'bool'))];
  },
  gradient: (node, [gradient]) => {
    const [input, axes] = node.inputs;
    const kept = node.attr('keep_dims', 'bool') ? undefined : keptShape(shapeTensor(input), axes);
    const withAxes = (x: Tensor) => (kept ? op('Reshape', [x, kept]) : x);
    return [truediv(input, truediv(withAxes(node.outputs[0]), withAxes(gradient!))), null];
  },
  lower: (c) => {
    const [input] = c.inputs;
    const axes = resolveAxes(c.valueOf(1), input.shape.length);
    const squares = c.b.map([input], (x) => binary('mul', x, x));
    const sums = axes.length === 0 ? squares : c.b.reduce('sum', squares, axes);
    return [c.b.reshape(c.b.map([sums], root), c.outputs[0].shape)];
  },
});

/** Cumsum and Cumprod: running sums and products along an axis. */

import { isKnown, type Operation, type Tensor } from '../../graph/index.ts';
import { mul, truediv } from '../math/arithmetic.ts';
import { attr, defineOp, type GradientRule, op, typeSets } from '../registry/index.ts';

const flagsOf = (node: Operation) => ({
  exclusive: node.attr('exclusive', 'bool'),
  reverse: node.attr('reverse', 'bool'),
});

/** Each element goes into the sums at and after it: a running sum from the other end. */
function sumBackwards(node: Operation, gradient: Tensor): Tensor {
  const { exclusive, reverse } = flagsOf(node);
  return op('Cumsum', [gradient, node.inputs[1]], { exclusive, reverse: !reverse });
}

const sumGradient: GradientRule = (node, [gradient]) => [sumBackwards(node, gradient!), null];

/** As TensorFlow's: not defined where an element is zero. */
const productGradient: GradientRule = (node, [gradient]) => {
  const [x, axis] = node.inputs;
  const product = op('Cumprod', [x, axis], flagsOf(node));
  return [truediv(sumBackwards(node, mul(product, gradient!)), x), null];
};

for (const [type, reduction, gradient] of [
  ['Cumsum', 'sum', sumGradient],
  ['Cumprod', 'prod', productGradient],
] as const) {
  defineOp(type, {
    inputs: ['x: T', 'axis: Tidx'],
    outputs: ['out: T'],
    attributes: {
      exclusive: attr.bool(false),
      reverse: attr.bool(false),
      T: attr.type(typeSets.numeric),
      Tidx: attr.type(typeSets.indices, 'int32'),
    },
    valueInputs: ['axis'],
    infer: (c) => {
      const [x, axis] = c.inputs;
      if (axis.shape.rank) c.fail('rank', `Shape must be rank 0 but is rank ${axis.shape.rank}`);
      const { rank } = x.shape;
      const at = axis.value?.[0] ?? null;
      if (rank !== null && at !== null && isKnown(at) && (at < -rank || at >= rank)) {
        c.fail('axis', `Expected scan axis in the range [${-rank}, ${rank}), but got ${at}`);
      }
      return [x.shape];
    },
    gradient,
    lower: (c) => {
      const [input] = c.inputs;
      const [given] = c.valueOf(1);
      const output = c.b.value(input.dtype, input.shape);
      c.b.append({
        kind: 'scan',
        output: output.id,
        reduction,
        input: input.id,
        axis: given < 0 ? given + input.shape.length : given,
        exclusive: c.attr('exclusive', 'bool'),
        reverse: c.attr('reverse', 'bool'),
      });
      return [output];
    },
  });
}

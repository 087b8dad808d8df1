/** L2Loss: half the sum of squares. */

import { TensorShape } from '../../graph/index.ts';
import { squared, times } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';

defineOp('L2Loss', {
  inputs: ['t: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: () => [TensorShape.scalar],
  gradient: (node, [g]) => [op('Mul', [node.inputs[0], g!], {}, 'mul')],
  lower: (c) => {
    const halves = c.b.map(c.inputs, (x) => times(squared(x), 0.5));
    return [
      c.b.reduce(
        'sum',
        halves,
        halves.shape.map((_, axis) => axis),
      ),
    ];
  },
});

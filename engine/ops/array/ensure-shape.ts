/** EnsureShape: a tensor as it is, with a shape that a run checks. */

import { attr, defineOp } from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';

defineOp('EnsureShape', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { shape: attr.shape(), T: attr.type() },
  infer: (c) => {
    const [{ shape, value }] = c.inputs;
    return [{ shape: mergeShapes(c, shape, c.attr('shape', 'shape')), value }];
  },
  gradient: (_node, [gradient]) => [gradient],
  lower: (c) => [c.inputs[0]],
});

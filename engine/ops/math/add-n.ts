/** Sums of any number of tensors of one shape. */

import { binary } from '../kernel-language/index.ts';
import { attr, defineOp, type LoweringRule, typeSets } from '../registry/index.ts';
import { mergeShapes, sameShape } from '../same-shape.ts';

const lower: LoweringRule = (c) => [
  c.b.map(c.inputs, (...terms) => terms.reduce((sum, term) => binary('add', sum, term))),
];

defineOp('AddN', {
  inputs: ['inputs: N * T'],
  outputs: ['sum: T'],
  attributes: { N: attr.int(), T: attr.type(typeSets.numeric) },
  infer: (c) => [sameShape(c, ...c.inputs.keys())],
  gradient: (node, [gradient]) => node.inputs.map(() => gradient),
  lower,
});

/** As AddN; TensorFlow adds the terms in whatever order they arrive. */
defineOp('AccumulateNV2', {
  inputs: ['inputs: N * T'],
  outputs: ['sum: T'],
  attributes: { N: attr.int(), T: attr.type(typeSets.numeric), shape: attr.shape() },
  infer: (c) => [mergeShapes(c, c.attr('shape', 'shape'), sameShape(c, ...c.inputs.keys()))],
  gradient: (node, [gradient]) => node.inputs.map(() => gradient),
  lower,
});

/** Sums of any number of tensors of one shape. */

import { binary } from '../kernel-language/index.ts';
import { attr, defineOp, type LoweringRule, typeSets } from '../registry/index.ts';
import { mergeShapes, sameShape } from '../same-shape.ts';

/** Terms of one kernel: an expression as deep as a list is long would be too much for any code generator. */
const termsAtOnce = 16;

const lower: LoweringRule = (c) => {
  const [first, ...rest] = c.inputs;
  let sum = first;
  do {
    const terms = [sum, ...rest.splice(0, termsAtOnce - 1)];
    sum = c.b.map(terms, (...elements) => elements.reduce((x, y) => binary('add', x, y)));
  } while (rest.length > 0);
  return [sum];
};

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

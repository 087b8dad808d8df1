/** Texts joined, point by point. */

import { TensorShape } from '../../graph/index.ts';
import { attr, defineOp } from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';

/** Inputs of rank 0 go with every point of the others, which have one shape. */
defineOp('StringJoin', {
  inputs: ['inputs: N * string'],
  outputs: ['output: string'],
  attributes: { N: attr.int(), separator: attr.string('') },
  infer: (c) => [
    c.inputs
      .map(({ shape }) => shape)
      .reduce((a, b) => {
        if (a.rank === 0) return b;
        return b.rank === 0 ? a : a.rank === null || b.rank === null ? TensorShape.unknown : mergeShapes(c, a, b);
      }),
  ],
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'StringJoin', separator: String(c.attr('separator', 'string')) }, c.inputs, c.outputs),
});

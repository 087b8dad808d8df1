/** ListDiff: what is in one list and not in another. How much that is, only a run tells. */

import { fullyKnown, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, typeSets } from '../registry/index.ts';
import { isIndexType } from './integers.ts';

/** The elements of x that y lacks, in order, and their positions in x. */
defineOp('ListDiff', {
  inputs: ['x: T', 'y: T'],
  outputs: ['out: T', 'idx: out_idx'],
  attributes: { T: attr.type(), out_idx: attr.type(typeSets.indices, 'int32') },
  dynamic: true,
  infer: (c) => {
    const [x, y] = c.inputs.map(({ shape, value, dtype }) => {
      if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
      return isIndexType(dtype) ? fullyKnown(value) : undefined;
    });
    if (!x || !y) return unknownParts(c);
    const without = new Set(y);
    const idx = [...x.keys()].filter((i) => !without.has(x[i]));
    const shape = TensorShape.of(idx.length);
    return [
      { shape, value: idx.map((i) => x[i]) },
      { shape, value: idx },
    ];
  },
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'ListDiff' }, c.inputs, c.outputs),
});

function unknownParts(c: InferenceContext): TensorShape[] {
  const shape = TensorShape.of(c.fresh(0));
  return [shape, shape];
}

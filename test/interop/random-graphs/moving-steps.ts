/** Steps that turn axes into one another, roll them and turn sequences round. */

import * as tf from '../../../engine/index.ts';
import { op } from '../../../engine/ops/index.ts';
import { allTypes, indexTypes, rankOf, type Step } from './grower.ts';

export const movingSteps: Readonly<Record<string, Step>> = {
  roll(g) {
    const x = g.any(allTypes, 1, 3);
    const [shifts, axes] = [
      [g.c.below(7) - 3, g.c.below(4)],
      [g.axis(rankOf(x)), g.axis(rankOf(x))],
    ];
    const [shift, axis] = [g.ints(shifts), g.ints(axes)];
    return (of) => op('Roll', [of(x), shift(), axis()]);
  },
  reverseSequence(g) {
    const [batch, length] = [1 + g.c.below(3), 1 + g.c.below(4)];
    const x = g.of(g.type(allTypes), [batch, length, 2]);
    const lengths = g.ints(Array.from({ length: batch }, () => g.c.below(length + 1)));
    return (of) => op('ReverseSequence', [of(x), lengths()], { seq_dim: 1, batch_dim: 0 });
  },
  spaceAndDepth(g) {
    const block = 2 + g.c.below(2);
    const shape = [1 + g.c.below(2), block * (1 + g.c.below(2)), block, 1 + g.c.below(2)];
    const x = g.of(g.type(allTypes), shape);
    return (of) => {
      const deep = op('SpaceToDepth', [of(x)], { block_size: block });
      return [deep, op('DepthToSpace', [deep], { block_size: block })];
    };
  },
  spaceAndBatch(g) {
    const [rows, columns] = [1 + g.c.below(2), 1 + g.c.below(3)];
    const [before, after] = [g.c.below(2) * rows, g.c.below(2) * columns];
    const x = g.of(g.type(allTypes), [1 + g.c.below(2), rows * 2, columns, 2]);
    const blocks = g.ints([rows, columns]);
    const dtype = g.c.of(indexTypes);
    const paddings = g.ints([before, 0, 0, after], dtype);
    return (of) => {
      const framed = () => tf.reshape(paddings(), [2, 2]);
      const batches = op('SpaceToBatchND', [of(x), blocks(), framed()]);
      return [batches, op('BatchToSpaceND', [batches, blocks(), framed()])];
    };
  },
};

/** LowerBound and UpperBound: where values belong in sorted rows. */

import { dimsMayBeEqual, isKnown, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';

for (const [type, side] of [
  ['LowerBound', 'left'],
  ['UpperBound', 'right'],
] as const) {
  defineOp(type, {
    inputs: ['sorted_inputs: T', 'values: T'],
    outputs: ['output: out_type'],
    attributes: { T: attr.type(typeSets.numeric), out_type: attr.type(typeSets.indices, 'int32') },
    infer: (c) => {
      const [[rows], [valueRows, columns]] = [dimsOfRank(c, 0, 2), dimsOfRank(c, 1, 2)];
      if (!dimsMayBeEqual(rows, valueRows)) {
        c.fail('dimension', `Dimensions must be equal, but are ${rows} and ${valueRows}`);
      }
      return [TensorShape.of(isKnown(valueRows) ? valueRows : isKnown(rows) ? rows : valueRows, columns)];
    },
    gradient: 'missing',
    lower: (c) => c.b.host({ name: 'SearchSorted', side }, c.inputs, c.outputs),
  });
}

/** UnravelIndex: coordinates of elements that are counted row by row. */

import { TensorShape } from '../../graph/index.ts';
import { attr, defineOp, typeSets } from '../registry/index.ts';

defineOp('UnravelIndex', {
  inputs: ['indices: Tidx', 'dims: Tidx'],
  outputs: ['output: Tidx'],
  attributes: { Tidx: attr.type(typeSets.indices, 'int32') },
  infer: (c) => {
    const [{ shape: indices }, { shape: dims }] = c.inputs;
    if (dims.rank !== null && dims.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${dims.rank}`);
    if (indices.rank !== null && indices.rank > 1) {
      c.fail('rank', `Shape must be at most rank 1 but is rank ${indices.rank}`);
    }
    if (!indices.dims) return [TensorShape.unknown];
    return [new TensorShape([dims.dims?.[0] ?? c.fresh(0), ...indices.dims])];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'UnravelIndex' }, c.inputs, c.outputs),
});

/** Cross: the vector product in space. */

import { dimsMayBeEqual, TensorShape } from '../../graph/index.ts';
import { mapTriples } from '../array/triples.ts';
import { minus, times } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { sameShape } from '../same-shape.ts';

defineOp('Cross', {
  inputs: ['a: T', 'b: T'],
  outputs: ['product: T'],
  attributes: { T: attr.type(typeSets.numeric) },
  infer: (c) => {
    const shape = sameShape(c, 0, 1);
    if (!shape.dims) return [shape];
    if (shape.dims.length < 1) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
    const last = shape.dims.at(-1)!;
    if (!dimsMayBeEqual(last, 3)) c.fail('dimension', `Dimension must be 3 but is ${last}`);
    return [new TensorShape([...shape.dims.slice(0, -1), 3])];
  },
  gradient: (node, [gradient]) => {
    const [a, b] = node.inputs;
    return [op('Cross', [b, gradient!]), op('Cross', [gradient!, a])];
  },
  lower: (c) => [
    mapTriples(c.b, c.inputs, [], ([[x1, y1, z1], [x2, y2, z2]]) => [
      minus(times(y1, z2), times(z1, y2)),
      minus(times(z1, x2), times(x1, z2)),
      minus(times(x1, y2), times(y1, x2)),
    ]),
  ],
});

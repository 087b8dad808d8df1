/** Bitcast: the same bytes as elements of another type. */

import { type DType, dtypes, isKnown, TensorShape } from '../../graph/index.ts';
import { attr, defineOp } from '../registry/index.ts';

const types = ['float32', 'float64', 'int32', 'int64', 'uint8'] as const satisfies DType[];

defineOp('Bitcast', {
  inputs: ['input: T'],
  outputs: ['output: type'],
  attributes: { T: attr.type(types), type: attr.type(types) },
  infer: (c) => {
    const [{ shape, dtype }] = c.inputs;
    const [from, to] = [dtypes[dtype].bytes, dtypes[c.attr('type', 'type')].bytes];
    const { dims } = shape;
    if (!dims || from === to) return [shape];
    // An element of many bytes becomes a row of those with fewer, and the other way round.
    if (from > to) return [new TensorShape([...dims, from / to])];
    const last = dims.at(-1);
    if (last === undefined) return c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
    if (isKnown(last) && last !== to / from) {
      c.fail('dimension', `Cannot bitcast due to shape. ${last} does not match ${to / from}`);
    }
    return [new TensorShape(dims.slice(0, -1))];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'Bitcast' }, c.inputs, c.outputs),
});

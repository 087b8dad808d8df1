/** Where and Unique: operations whose output sizes only their values tell. */

import { TensorShape } from '../../graph/index.ts';
import { binary, literal } from '../kernel-language/index.ts';
import { attr, defineOp, typeSets } from '../registry/index.ts';

defineOp('Where', {
  inputs: ['input: T'],
  outputs: ['index: int64'],
  attributes: { T: attr.type(['float32', 'float64', 'int32', 'int64', 'uint8', 'bool'], 'bool') },
  dynamic: true,
  infer: (c) => [TensorShape.of(c.fresh(0), c.inputs[0].shape.rank ?? c.fresh(1))],
  gradient: 'none',
  lower: (c) => {
    const [input] = c.inputs;
    const { dtype } = input;
    const mask = dtype === 'bool' ? input : c.b.map([input], (x) => binary('notEqual', x, literal(0, dtype)));
    return c.b.host({ name: 'Where' }, [mask], c.outputs);
  },
});

defineOp('Unique', {
  inputs: ['x: T'],
  outputs: ['y: T', 'idx: out_idx'],
  attributes: { T: attr.type(), out_idx: attr.type(typeSets.indices, 'int32') },
  dynamic: true,
  infer: (c) => {
    const { shape } = c.inputs[0];
    if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
    return [TensorShape.of(c.fresh(0)), shape];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'Unique' }, [c.inputs[0]], c.outputs),
});

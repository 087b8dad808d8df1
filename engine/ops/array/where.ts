/** Where, Unique and UniqueWithCounts: operations whose output sizes only their values tell. */

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

for (const [type, counted] of [
  ['Unique', false],
  ['UniqueWithCounts', true],
] as const) {
  defineOp(type, {
    inputs: ['x: T'],
    outputs: ['y: T', 'idx: out_idx', ...(counted ? (['count: out_idx'] as const) : [])],
    attributes: { T: attr.type(), out_idx: attr.type(typeSets.indices, 'int32') },
    dynamic: true,
    infer: (c) => {
      const { shape } = c.inputs[0];
      if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
      const distinct = TensorShape.of(c.fresh(0));
      return [distinct, shape, ...(counted ? [distinct] : [])];
    },
    gradient: 'missing',
    lower: (c) => c.b.host({ name: 'Unique' }, [c.inputs[0]], c.outputs),
  });
}

/** Variables and assignment: tensors that live as long as the session. */

import { attr, defineOp } from '../registry/index.ts';

/** `Variable` is the type's name in graphs of TensorFlow 0.x. */
for (const type of ['VariableV2', 'Variable']) {
  defineOp(type, {
    inputs: [],
    outputs: ['ref: Ref(dtype)'],
    attributes: { shape: attr.shape(), dtype: attr.type(), container: attr.string(''), shared_name: attr.string('') },
    stateful: true,
    infer: (c) => [c.attr('shape', 'shape')],
    gradient: 'none',
    // A reference has no value of its own: whoever consumes it reads the variable at that moment (see the planner).
    lower: () => [],
  });
}

defineOp('Assign', {
  inputs: ['ref: Ref(T)', 'value: T'],
  outputs: ['output_ref: Ref(T)'],
  attributes: { T: attr.type(), validate_shape: attr.bool(true), use_locking: attr.bool(true) },
  stateful: true,
  infer: (c) => {
    const [ref, value] = c.inputs;
    if (!c.attr('validate_shape', 'bool')) return [value.shape];
    const merged = ref.shape.mergeWith(value.shape);
    if (merged) return [merged];
    return c.fail('dimension', `Dimensions must be equal, but are ${ref.shape} and ${value.shape}`);
  },
  gradient: 'none',
  lower: (c) => {
    c.b.assign(c.variableOf(0), c.inputs[1]);
    return [];
  },
});

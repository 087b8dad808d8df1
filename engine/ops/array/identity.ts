/** Operations that hand their input on: names for a value, gates, barriers for gradients, checks. */

import { attr, defineOp, type LoweringContext, op, typeSets } from '../registry/index.ts';

const handOn = (c: LoweringContext) => [c.inputs[0]];

defineOp('Identity', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type() },
  infer: (c) => [c.inputs[0]],
  gradient: (_node, [gradient]) => [gradient],
  lower: handOn,
});

defineOp('IdentityN', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.types() },
  infer: (c) => c.inputs,
  gradient: (_node, gradients) => gradients,
  lower: (c) => [...c.args('input')],
});

defineOp('StopGradient', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type() },
  infer: (c) => [c.inputs[0]],
  gradient: 'none',
  lower: handOn,
});

defineOp('PreventGradient', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), message: attr.string('') },
  infer: (c) => [c.inputs[0]],
  gradient: 'missing',
  lower: handOn,
});

defineOp('PlaceholderWithDefault', {
  inputs: ['input: dtype'],
  outputs: ['output: dtype'],
  attributes: { dtype: attr.type(), shape: attr.shape() },
  infer: (c) => {
    const [{ shape: given }] = c.inputs;
    const shape = c.attr('shape', 'shape');
    // A feed may have any shape that fits the attribute, so the default's own shape says nothing.
    if (shape.isCompatibleWith(given)) return [shape];
    return c.fail('dimension', `The default value has shape ${given}, which is not compatible with ${shape}`);
  },
  gradient: (_node, [gradient]) => [gradient],
  lower: handOn,
});

defineOp('CheckNumerics', {
  inputs: ['tensor: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats), message: attr.string() },
  stateful: true,
  infer: (c) => [c.inputs[0].shape],
  gradient: (node, [gradient]) => {
    const text = node.attr('message', 'string');
    const message = `Not a number (NaN) or infinity (Inf) values detected in gradient. ${text}`;
    return [op('CheckNumerics', [gradient!], { message })];
  },
  lower: (c) =>
    c.b.host({ name: 'CheckNumerics', message: String(c.attr('message', 'string')) }, [c.inputs[0]], c.outputs),
});

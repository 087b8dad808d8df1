/** IsVariableInitialized: whether a variable holds a value when the plan is made; a plan is kept per answer. */

import { NdArray, TensorShape } from '../../graph/index.ts';
import { attr, defineOp } from '../registry/index.ts';

defineOp('IsVariableInitialized', {
  inputs: ['ref: Ref(dtype)'],
  outputs: ['is_initialized: bool'],
  attributes: { dtype: attr.type() },
  stateful: true,
  infer: () => [TensorShape.scalar],
  gradient: 'none',
  lower: (c) => {
    const answer = c.isInitialized(c.variableOf(0));
    return [c.b.constant(new NdArray('bool', [], Uint8Array.of(Number(answer))))];
  },
});

/** Enter, Exit, NextIteration and LoopCond: the borders of loops and of their passes. The session runs loops. */

import { TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext } from '../registry/index.ts';

function runByTheSession(c: LoweringContext): never {
  throw new RangeError(`Internal: '${c.name}' reached the lowering; the session runs loops itself.`);
}

const frameAttributes = {
  T: attr.type(),
  frame_name: attr.string(),
  is_constant: attr.bool(false),
  parallel_iterations: attr.int(10),
};

/** What may change from pass to pass is known only by who makes the loop. */
function inferEnter(c: InferenceContext) {
  return [c.attr('is_constant', 'bool') ? c.inputs[0] : TensorShape.unknown];
}

defineOp('Enter', {
  inputs: ['data: T'],
  outputs: ['output: T'],
  attributes: frameAttributes,
  infer: inferEnter,
  gradient: 'missing',
  lower: runByTheSession,
});

defineOp('RefEnter', {
  inputs: ['data: Ref(T)'],
  outputs: ['output: Ref(T)'],
  attributes: frameAttributes,
  infer: inferEnter,
  gradient: 'missing',
  lower: runByTheSession,
});

for (const type of ['Exit', 'NextIteration']) {
  defineOp(type, {
    inputs: ['data: T'],
    outputs: ['output: T'],
    attributes: { T: attr.type() },
    infer: (c) => [c.inputs[0].shape],
    gradient: 'missing',
    lower: runByTheSession,
  });
}

/** The loop's condition: true for another pass. */
defineOp('LoopCond', {
  inputs: ['input: bool'],
  outputs: ['output: bool'],
  attributes: {},
  infer: (c) => {
    const { rank } = c.inputs[0].shape;
    if (rank !== null && rank !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${rank}`);
    return [TensorShape.scalar];
  },
  gradient: 'none',
  lower: (c) => [c.inputs[0]],
});

/** Enter, Exit, NextIteration and LoopCond: the borders of loops and of their passes. The session runs loops. */

import { LookupError, TensorShape } from '../../graph/index.ts';
import {
  attr,
  defineOp,
  type GradientFunction,
  type InferenceContext,
  type LoweringContext,
} from '../registry/index.ts';
import { findGradientLoop, gradientLoopOf } from './gradient-loop.ts';
import type { WhileContext } from './while-context.ts';

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
  gradient: leave,
  lower: runByTheSession,
});

defineOp('RefEnter', {
  inputs: ['data: Ref(T)'],
  outputs: ['output: Ref(T)'],
  attributes: frameAttributes,
  infer: inferEnter,
  gradient: leave,
  lower: runByTheSession,
});

const leaveGradients: Readonly<Record<string, GradientFunction>> = {
  Exit: enter,
  // The backward loop hands it on where the forward loop's Switch is gone through.
  NextIteration: (_, [gradient]) => [gradient],
};

for (const [type, gradient] of Object.entries(leaveGradients)) {
  defineOp(type, {
    inputs: ['data: T'],
    outputs: ['output: T'],
    attributes: { T: attr.type() },
    infer: (c) => [c.inputs[0].shape],
    gradient,
    lower: runByTheSession,
  });
}

/** What leaves the forward loop has a gradient that enters the backward one. */
function enter(...[node, [gradient]]: Parameters<GradientFunction>): ReturnType<GradientFunction> {
  const context = node.controlFlow as WhileContext;
  if (!context.backProp) return [null];
  if (context.gradientLoop)
    throw new LookupError('Second-order gradient for while loops not supported.', node.describe());
  return [gradient && gradientLoopOf(node).enterGradient(node, gradient)];
}

/** Where no backward loop is being made, as for gradients that a pass asks for itself, it is handed on within the pass. */
function leave(...[node, [gradient]]: Parameters<GradientFunction>): ReturnType<GradientFunction> {
  return [gradient && (findGradientLoop(node.graph)?.leaveGradient(node, gradient) ?? gradient)];
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

/** Comes after all that it waits for, also after what was not run. */
defineOp('ControlTrigger', {
  inputs: [],
  outputs: [],
  attributes: {},
  infer: () => [],
  gradient: 'none',
  lower: () => [],
});

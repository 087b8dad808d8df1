/** Softmax and its logarithm over the last axis. */

import type { Tensor, TensorShape } from '../../graph/index.ts';
import { int32Vector } from '../constant.ts';
import {
  exponentialOfNegative,
  logarithm,
  minus,
  over,
  type ProgramBuilder,
  times,
  type Value,
} from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';

function atLeastRank1(c: InferenceContext): TensorShape[] {
  const { shape } = c.inputs[0];
  if (shape.rank === 0) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  return [shape];
}

/** x − max(x) along the last axis: no exponential overflows, and the largest is 1. */
export function shiftedByMaximum(b: ProgramBuilder, logits: Value): Value {
  const largest = b.reduce('max', logits, [logits.shape.length - 1], true);
  return b.map([logits, largest], minus, logits.shape);
}

/** Sum of exponentials along the last axis, which stays with size 1. */
export function sumOfExponentials(b: ProgramBuilder, shifted: Value): Value {
  const exponentials = b.map([shifted], exponentialOfNegative);
  return b.reduce('sum', exponentials, [shifted.shape.length - 1], true);
}

/** Sums over the last axis, which stays with size 1. */
export function sumOverClasses(values: Tensor): Tensor {
  return values.graph.withNameScope('Sum', (scope) =>
    op('Sum', [values, int32Vector([-1], 'reduction_indices')], { keep_dims: true }, scope),
  );
}

defineOp('Softmax', {
  inputs: ['logits: T'],
  outputs: ['softmax: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: atLeastRank1,
  gradient: (node, [g]) => {
    const softmax = node.outputs[0];
    const sum = sumOverClasses(op('Mul', [g!, softmax], {}, 'mul'));
    return [op('Mul', [op('Sub', [g!, sum], {}, 'sub'), softmax], {}, 'mul')];
  },
  lower: (c) => {
    const [logits] = c.inputs;
    const last = logits.shape.length - 1;
    const exponentials = c.b.map([shiftedByMaximum(c.b, logits)], exponentialOfNegative);
    const sum = c.b.reduce('sum', exponentials, [last], true);
    // One division a row, as in TensorFlow.
    const factor = c.b.map([sum], (s) => over(1, s));
    return [c.b.map([exponentials, factor], times, logits.shape)];
  },
});

defineOp('LogSoftmax', {
  inputs: ['logits: T'],
  outputs: ['logsoftmax: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: atLeastRank1,
  gradient: (node, [g]) => {
    const softmax = op('Exp', [node.outputs[0]]);
    return [op('Sub', [g!, op('Mul', [sumOverClasses(g!), softmax], {}, 'mul')], {}, 'sub')];
  },
  lower: (c) => {
    const shifted = shiftedByMaximum(c.b, c.inputs[0]);
    const sum = sumOfExponentials(c.b, shifted);
    return [c.b.map([shifted, sum], (x, s) => minus(x, logarithm(s)), shifted.shape)];
  },
});

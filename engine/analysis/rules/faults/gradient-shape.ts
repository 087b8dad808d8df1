/** A gradient that does not have the shape of what it is the gradient of: the loss was not made of what it takes. */

import { rangeOf } from '../../syntax.ts';
import { denseLosses, namedArguments, useSparseLoss } from '../cross-entropy-call.ts';
import { knownSize, operandOf } from '../operand.ts';
import { calledFunction } from '../syntax/library-names.ts';
import { propertyOf } from '../syntax/trace-expression.ts';
import { rangeOfCall } from '../text/call-text.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const gradientShapeFault: Describer = (fault) => {
  const name = /Forward operation: ([^ ]+)\. Input index/.exec(fault.error.message)?.[1];
  const op = name === undefined ? undefined : fault.graph.findOperation(name);
  const origin = op && fault.program.originOf(op);
  if (!op || !origin || op.type !== 'SoftmaxCrossEntropyWithLogits') return undefined;
  const { node } = origin.site;
  const [logits, given] = op.inputs;
  const written = namedArguments(node);
  const expression = written && propertyOf(written, 'labels');
  // The matrix of labels is made of what was given.
  const labels = operandOf(given, expression, 'labels');
  if (!labels || knownSize(given.shape, 1) !== 1 || !denseLosses.has(calledFunction(node)?.name ?? ''))
    return undefined;
  return {
    code: 'class-ids-as-one-hot',
    message:
      `softmaxCrossEntropyWithLogits takes a row of probabilities for each example, but the labels are ` +
      `${operandText(labels)} beside logits ${operandText(operandOf(logits, undefined)!)}, one number each. For class ` +
      'numbers there is sparseSoftmaxCrossEntropyWithLogits.',
    range: expression ? rangeOf(expression) : rangeOfCall(node),
    areAllPlaces: true,
    related: [{ range: rangeOfCall(fault.site.node), message: 'The gradient of this loss cannot be computed' }],
    fixes: [useSparseLoss(node, labels, true)],
  };
};

/** A softmax over one class is always 1, so its cross entropy is always 0 and nothing is learned. */

import { rangeOf } from '../syntax.ts';
import { crossEntropies, labelsAndLogits, sigmoidLosses, useFunction } from './cross-entropy-call.ts';
import { preferFirst } from './edits/text-edits.ts';
import { knownSize } from './operand.ts';
import { placeOf } from './place.ts';
import type { Rule } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const crossEntropyOfOne: Rule = {
  code: 'cross-entropy-of-one',
  *check(context) {
    for (const call of context.callsOf(crossEntropies)) {
      const { labels, logits } = labelsAndLogits(call) ?? {};
      if (sigmoidLosses.has(call.name) || !labels || !logits?.tensor || knownSize(logits.shape, -1) !== 1) continue;
      const text = typeText(logits.dtype, logits.shape);
      const { node } = call.origin.site;
      const fits = logits.shape.isCompatibleWith(labels.shape) && labels.dtype === logits.dtype;
      yield {
        code: 'cross-entropy-of-one',
        severity: 'warning',
        message:
          `The logits are ${text}: over one class the softmax is always 1, and this loss always 0. For one yes-or-no ` +
          'output there is tf.nn.sigmoidCrossEntropyWithLogits.',
        range: logits.expression ? rangeOf(logits.expression) : rangeOfCall(node),
        related: placeOf(logits.tensor.op, `${text} comes from here`, context.program),
        fixes: preferFirst([
          fits ? useFunction('Use sigmoidCrossEntropyWithLogits', node, 'nn.sigmoidCrossEntropyWithLogits') : undefined,
        ]),
      };
    }
  },
};

/** A sparse cross entropy that is fed one-hot rows: it takes one class number for each example. */

import { rangeOf } from '../syntax.ts';
import { labelsAndLogits, sparseLoss, useFunction } from './cross-entropy-call.ts';
import { preferFirst } from './edits/text-edits.ts';
import { fedWith } from './fed-data.ts';
import type { Rule } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';

export const oneHotAsClassIds: Rule = {
  code: 'one-hot-as-class-ids',
  *check(context) {
    for (const call of context.callsOf(new Set([sparseLoss]))) {
      const labels = labelsAndLogits(call)?.labels;
      // Where the rank is known, the feed itself is refused.
      const feed = labels?.tensor?.shape.rank === null ? fedWith(labels.tensor, 'one-hot', context.program) : undefined;
      if (!labels || !feed) continue;
      const { node } = call.origin.site;
      yield {
        code: 'one-hot-as-class-ids',
        severity: 'warning',
        message:
          'sparseSoftmaxCrossEntropyWithLogits takes one class number for each example, but the labels that are fed are ' +
          'one-hot rows. For those there is softmaxCrossEntropyWithLogits.',
        range: labels.expression ? rangeOf(labels.expression) : rangeOfCall(node),
        related: [{ range: feed.valueRange, message: 'One-hot rows are fed here' }],
        fixes: preferFirst([
          useFunction('Use softmaxCrossEntropyWithLogits', node, 'nn.softmaxCrossEntropyWithLogits'),
        ]),
      };
    }
  },
};

/** Labels that learn beside logits that are data: the two were exchanged, and no gradient reaches the network. */

import { rangeOf } from '../syntax.ts';
import { crossEntropies, labelsAndLogits, sparseLoss } from './cross-entropy-call.ts';
import { fix, swap } from './edits/text-edits.ts';
import { isData, isLearned } from './graph-walk.ts';
import { placeOf } from './place.ts';
import type { Rule } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const labelsLogitsSwapped: Rule = {
  code: 'labels-logits-swapped',
  *check(context) {
    for (const call of context.callsOf(crossEntropies)) {
      const { labels, logits } = labelsAndLogits(call) ?? {};
      if (call.name === sparseLoss || !labels?.tensor || !logits?.tensor) continue;
      if (isLearned(labels.tensor) !== true || !isData(logits.tensor)) continue;
      const text = ({ dtype, shape }: typeof labels) => typeText(dtype, shape);
      const isWritten = labels.expression && logits.expression;
      yield {
        code: 'labels-logits-swapped',
        severity: 'warning',
        message:
          'Labels and logits seem to be swapped: the labels come from variables that are trained, the logits from ' +
          'what is fed. Nothing can be learned so.',
        range:
          logits.expression && labels.expression
            ? rangeOf(labels.expression.parent.parent)
            : rangeOfCall(call.origin.site.node),
        related: [
          ...placeOf(labels.tensor.op, `${text(labels)}, given as labels, depends on variables`, context.program),
          ...placeOf(logits.tensor.op, `${text(logits)}, given as logits, is data`, context.program),
        ],
        fixes: isWritten
          ? [
              {
                ...fix('Swap labels and logits', ...swap(labels.expression!, logits.expression!)),
                isPreferred: true,
              },
            ]
          : [],
      };
    }
  },
};

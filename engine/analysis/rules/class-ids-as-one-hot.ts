/** A dense cross entropy whose labels are class numbers, as a column or in what is fed: it takes rows of probabilities. */

import { isInteger } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ApiCall } from '../program/program.ts';
import { rangeOf } from '../syntax.ts';
import { denseLosses, labelsAndLogits, sparseLoss, useFunction } from './cross-entropy-call.ts';
import { preferFirst, textOf } from './edits/text-edits.ts';
import { fedWith } from './fed-data.ts';
import { knownSize, type Operand } from './operand.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { libraryName } from './syntax/library-names.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const classIdsAsOneHot: Rule = {
  code: 'class-ids-as-one-hot',
  *check(context) {
    for (const call of context.callsOf(denseLosses)) {
      const { labels, logits } = labelsAndLogits(call) ?? {};
      if (!labels?.tensor || !logits) continue;
      const classes = knownSize(logits.shape, -1);
      const isColumn =
        labels.shape.rank === 2 && logits.shape.rank === 2 && knownSize(labels.shape, 1) === 1 && (classes ?? 0) > 1;
      const fed = labels.shape.rank === null ? fedWith(labels.tensor, 'class-ids', context.program) : undefined;
      if (isColumn || fed) yield describe(context, call, labels, isColumn);
    }
  },
};

function describe({ program }: RuleContext, call: ApiCall, labels: Operand, isColumn: boolean): Diagnostic {
  const { node } = call.origin.site;
  return {
    code: 'class-ids-as-one-hot',
    severity: 'warning',
    message:
      'softmaxCrossEntropyWithLogits takes a row of probabilities for each example, but the labels ' +
      (isColumn ? `are ${typeText(labels.dtype, labels.shape)}, one number each.` : 'that are fed are class numbers.') +
      ' For class numbers there is sparseSoftmaxCrossEntropyWithLogits.',
    range: labels.expression ? rangeOf(labels.expression) : rangeOfCall(node),
    related: placeOf(labels.tensor!.op, `The labels, ${typeText(labels.dtype, labels.shape)}`, program),
    fixes: preferFirst([
      useFunction('Use sparseSoftmaxCrossEntropyWithLogits', node, sparseLoss, asClassNumbers(labels, isColumn)),
    ]),
  };
}

/** The labels as integers of one axis less. */
function asClassNumbers({ expression, dtype }: Operand, isColumn: boolean): string | undefined {
  const source = expression?.getSourceFile();
  const [squeeze, cast] = ['squeeze', 'cast'].map((name) => source && libraryName(name, source));
  if (!expression || !squeeze || !cast) return undefined;
  const flat = isColumn ? `${squeeze}(${textOf(expression)}, 1)` : textOf(expression);
  const isReady = dtype !== undefined && isInteger(dtype) && dtype !== 'uint8';
  if (isReady) return isColumn ? flat : undefined;
  return `${cast}(${flat}, 'int32')`;
}

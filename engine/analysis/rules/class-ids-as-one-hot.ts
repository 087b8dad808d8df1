/** A dense cross entropy whose labels are class numbers, as a column or in what is fed: it takes rows of probabilities. */

import type { Diagnostic } from '../diagnostic.ts';
import type { ApiCall, Program } from '../program/program.ts';
import { containsRange } from '../source/range.ts';
import { rangeOf } from '../syntax.ts';
import { denseLosses, type LabelsAndLogits, labelsAndLogits, useSparseLoss } from './cross-entropy-call.ts';
import { preferFirst } from './edits/text-edits.ts';
import { fedWith } from './fed-data.ts';
import { knownSize } from './operand.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const classIdsAsOneHot: Rule = {
  code: 'class-ids-as-one-hot',
  *check(context) {
    const { program } = context;
    for (const call of context.callsOf(denseLosses)) {
      const sides = labelsAndLogits(call);
      const form = sides && formOf(sides, program);
      if (!form || isToldAlready(call, program)) continue;
      const fails = context.failures.some(({ op }) => program.originOf(op)?.site.node === call.origin.site.node);
      yield describe(context, call, sides, form, fails);
    }
  },
};

/** Whether the loss is told to take class numbers: that it fails in a run is then no news. */
export function hasClassIds(call: ApiCall, program: Program): boolean {
  const sides = denseLosses.has(call.name) ? labelsAndLogits(call) : undefined;
  return sides !== undefined && formOf(sides, program) !== undefined;
}

/** How the labels show that they are class numbers. */
type Form = 'column' | 'vector' | 'fed';

function formOf({ labels, logits }: LabelsAndLogits, program: Program): Form | undefined {
  const [rank, rankOfLogits] = [labels.shape.rank, logits.shape.rank];
  if (!labels.tensor) return undefined;
  if (rank === null) return fedWith(labels.tensor, 'class-ids', program) ? 'fed' : undefined;
  if (rankOfLogits === null) return undefined;
  const classes = knownSize(logits.shape, -1) ?? 0;
  // One row of probabilities for all examples is one row, too.
  if (rank > 0 && rank === rankOfLogits - 1) return knownSize(labels.shape, -1) === classes ? undefined : 'vector';
  return rank === rankOfLogits && rank > 1 && knownSize(labels.shape, -1) === 1 && classes > 1 ? 'column' : undefined;
}

/** A fault of the engine tells the same. */
function isToldAlready({ origin }: ApiCall, { faults }: Program): boolean {
  return faults.some(({ code, range }) => code === 'class-ids-as-one-hot' && containsRange(origin.range, range));
}

function describe(
  { program }: RuleContext,
  call: ApiCall,
  { labels, logits }: LabelsAndLogits,
  form: Form,
  fails: boolean,
): Diagnostic {
  const { node } = call.origin.site;
  return {
    code: 'class-ids-as-one-hot',
    severity: fails ? 'error' : 'warning',
    message:
      'softmaxCrossEntropyWithLogits takes a row of probabilities for each example, but the labels ' +
      (form === 'fed'
        ? 'that are fed are class numbers.'
        : `are ${typeText(labels.dtype, labels.shape)} beside logits ${typeText(logits.dtype, logits.shape)}, one number each.`) +
      ' For class numbers there is sparseSoftmaxCrossEntropyWithLogits.',
    range: labels.expression ? rangeOf(labels.expression) : rangeOfCall(node),
    related: placeOf(labels.tensor!.op, `The labels, ${typeText(labels.dtype, labels.shape)}`, program),
    fixes: preferFirst([useSparseLoss(node, labels, form === 'column')]),
  };
}

/** The rules, and what they find in a program. How faults of the engine read is in faults/. */

import type { Diagnostic } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { sameRange } from '../source/range.ts';
import { argmaxOfOne } from './argmax-of-one.ts';
import { broadcastBlowUp } from './broadcast-blow-up.ts';
import { classIdsAsOneHot } from './class-ids-as-one-hot.ts';
import { crossEntropyOfOne } from './cross-entropy-of-one.ts';
import { dropoutWhenEvaluating } from './dropout-when-evaluating.ts';
import { duplicateName } from './duplicate-name.ts';
import { feedMissing } from './feed-missing.ts';
import { feedsThatClash, shapeOfRun } from './feed-shapes.ts';
import { fixedWildcard } from './fixed-wildcard.ts';
import { keepProbabilityRange } from './keep-probability-range.ts';
import { labelsLogitsSwapped } from './labels-logits-swapped.ts';
import { missingAwait } from './missing-await.ts';
import { missingFunction } from './missing-function.ts';
import { mixedExamples } from './mixed-examples.ts';
import { oneHotAsClassIds } from './one-hot-as-class-ids.ts';
import { operationsInLoop } from './operations-in-loop.ts';
import { type Rule, RuleContext } from './rule.ts';
import { softmaxBeforeCrossEntropy } from './softmax-before-cross-entropy.ts';
import { tensorCompared } from './tensor-compared.ts';
import { uninitializedVariable } from './uninitialized-variable.ts';
import { unusedGraphPart } from './unused-graph-part.ts';
import { variableWithoutGradient } from './variable-without-gradient.ts';

export { describeFault } from './faults/index.ts';
export type { Rule } from './rule.ts';
export { dimText, shapeText, typeText } from './text/shape-text.ts';

export const rules: readonly Rule[] = [
  feedMissing,
  feedsThatClash,
  shapeOfRun,
  mixedExamples,
  uninitializedVariable,
  missingAwait,
  missingFunction,
  tensorCompared,
  softmaxBeforeCrossEntropy,
  labelsLogitsSwapped,
  classIdsAsOneHot,
  oneHotAsClassIds,
  crossEntropyOfOne,
  broadcastBlowUp,
  argmaxOfOne,
  operationsInLoop,
  variableWithoutGradient,
  keepProbabilityRange,
  dropoutWhenEvaluating,
  fixedWildcard,
  duplicateName,
  unusedGraphPart,
];

/** What the rules find in a program, each thing once: a place may be reached many times. */
export function checkProgram(program: Program): Diagnostic[] {
  const context = new RuleContext(program);
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    for (const diagnostic of rule.check(context)) {
      const isKnown = found.some((other) => other.code === diagnostic.code && sameRange(other.range, diagnostic.range));
      if (!isKnown) found.push(diagnostic);
    }
  }
  return found;
}

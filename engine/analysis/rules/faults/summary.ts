/** A scalar summary of more than one number. */

import { wrapIn } from '../edits/wrap-tensor.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const scalarSummaryFault: Describer = (fault) => {
  const values = fault.operands.find(({ parameter }) => parameter === 'tensor') ?? fault.operands[1];
  if (fault.failed?.type !== 'ScalarSummary' || !values?.shape.rank) return undefined;
  return {
    message: `A curve has one number a step, but this is ${operandText(values)}: summarise its mean, or write a histogram.`,
    fixes: [wrapIn('Reduce it to its mean', 'reduceMean', values.expression)],
  };
};

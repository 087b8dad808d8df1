/** A literal probability of dropout that is none. */

import { GraphError } from '../../../graph/index.ts';
import { rangeOf } from '../../syntax.ts';
import { keepProbabilityText, percentFix } from '../keep-probability.ts';
import type { Describer } from './describer.ts';

export const dropoutFault: Describer = (fault) => {
  if (fault.name !== 'nn.dropout' || !(fault.error instanceof GraphError)) return undefined;
  const argument = fault.args.find(
    ({ parameter, value }) => (parameter === 'keepProb' || parameter === 'rate') && typeof value === 'number',
  );
  if (!argument) return undefined;
  const value = argument.value as number;
  return {
    code: 'keep-probability-range',
    message: keepProbabilityText(argument.parameter as 'keepProb' | 'rate', value),
    ...(argument.expression && { range: rangeOf(argument.expression) }),
    fixes: [argument.expression && percentFix(argument.expression, value)],
  };
};

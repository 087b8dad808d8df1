/** A variable made of a value whose shape only a run can tell. */

import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const variableShapeFault: Describer = (fault) => {
  const value = fault.operands.find(({ tensor }) => tensor);
  if (!value || !/^initialValue must have a shape specified/.test(fault.error.message)) return undefined;
  return {
    message:
      `A variable needs a shape that is known before a run, but its initial value is ${operandText(value)}. Give it known ` +
      'sizes, or say { validateShape: false }.',
  };
};

/** `tf.where` with a condition of another shape than the values: it does not spread over them. */

import { dimsMayBeEqual } from '../../../graph/index.ts';
import { wrapIn } from '../edits/wrap-tensor.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const whereFault: Describer = (fault) => {
  const [condition, x, y] = fault.operands;
  if (fault.failed?.type !== 'Select' || !condition?.shape.dims || !x?.shape.dims || !y) return undefined;
  const [own, values] = [condition.shape.dims, x.shape.dims];
  const isColumn = own.length > 1 && own.length === values.length && own[1] === 1 && dimsMayBeEqual(own[0], values[0]);
  return {
    message:
      `where takes a condition of the shape of the values, or one truth value a row, but it is ${operandText(condition)} ` +
      `and the values are ${operandText(x)} and ${operandText(y)}.`,
    fixes: isColumn && own.length === 2 ? [wrapIn('Squeeze the condition', 'squeeze', condition.expression, '1')] : [],
  };
};

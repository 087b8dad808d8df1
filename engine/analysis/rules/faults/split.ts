/** Tensors that cannot be taken apart as asked. */

import { isKnown } from '../../../graph/index.ts';
import { dimText } from '../text/shape-text.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const splitFault: Describer = (fault) => {
  const value = fault.operands.find(({ parameter }) => parameter === 'value');
  const count = fault.args.find(({ parameter }) => parameter === 'numOrSizeSplits')?.value;
  const axis = fault.args.find(({ parameter }) => parameter === 'axis')?.value ?? 0;
  if (fault.failed?.type !== 'Split' || typeof count !== 'number' || typeof axis !== 'number') return undefined;
  const size = value?.shape.dims?.at(axis);
  if (size === undefined || !isKnown(size) || size % count === 0) return undefined;
  return {
    message: `Axis ${axis} of ${operandText(value!)} cannot be split into ${count} equal parts: ${size} is no multiple of ${count}.`,
  };
};

export const unstackFault: Describer = (fault) => {
  const [value] = fault.operands;
  if (fault.name !== 'unstack' || !/^Cannot infer num/.test(fault.error.message) || !value?.shape.dims)
    return undefined;
  const axis = fault.args.find(({ parameter }) => parameter === 'axis')?.value ?? 0;
  const size = typeof axis === 'number' ? value.shape.dims.at(axis) : undefined;
  return {
    message:
      `How many parts ${operandText(value)} is taken apart into must be known before a run, but ` +
      `${size === undefined ? 'the size' : dimText(size)} of axis ${String(axis)} is not: say { num }, or name another axis.`,
  };
};

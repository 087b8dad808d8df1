/** A variable that is to take a value of another shape. */

import { dimsMayBeEqual, isKnown } from '../../../graph/index.ts';
import { rangeOf } from '../../syntax.ts';
import { tensorOf } from '../operand.ts';
import { correctSize, sizePlaces } from '../provenance/correct-size.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

const types = new Set(['Assign', 'AssignAdd', 'AssignSub']);

export const assignFault: Describer = (fault) => {
  const [variable, value] = fault.operands;
  if (!types.has(fault.failed?.type ?? '') || !variable?.shape.dims || !value?.shape.dims) return undefined;
  const axis =
    variable.shape.rank === value.shape.rank
      ? variable.shape.dims.findIndex((dim, at) => !dimsMayBeEqual(dim, value.shape.dims![at]))
      : -1;
  const counter = fault.name.endsWith('.minimize')
    ? fault.args.find(({ parameter }) => parameter === 'globalStep')
    : undefined;
  if (counter && tensorOf(counter.value)?.shape.rank !== 0) {
    return {
      message:
        `minimize counts its steps in globalStep, which comes second and has one number, but this is ` +
        `${operandText(variable)}. The variables to train go by name: minimize(loss, { varList: [w] }).`,
      ...(counter.expression && { range: rangeOf(counter.expression) }),
    };
  }
  const [own, given] = axis < 0 ? [] : [variable.shape.dims[axis], value.shape.dims[axis]];
  return {
    message: `A variable keeps its shape: ${operandText(value)} cannot be assigned to ${operandText(variable)}.`,
    related:
      axis < 0
        ? []
        : [variable, value].flatMap(({ tensor }) => (tensor ? sizePlaces(tensor, axis, fault.program) : [])),
    fixes: [
      own !== undefined && value.tensor && isKnown(own)
        ? correctSize(value.tensor, axis, own, fault.program)
        : undefined,
      given !== undefined && variable.tensor && isKnown(given)
        ? correctSize(variable.tensor, axis, given, fault.program)
        : undefined,
    ],
  };
};

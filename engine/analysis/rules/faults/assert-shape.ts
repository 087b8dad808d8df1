/** A shape that is stated and is another. */

import { dimsMayBeEqual, isKnown } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue } from '../../values/index.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { sizePlaces } from '../provenance/correct-size.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const assertShapeFault: Describer = (fault) => {
  const [operand] = fault.operands;
  const shape = fault.args.find(({ parameter }) => parameter === 'shape');
  const items = shape?.value instanceof ArrayValue ? shape.value.items : undefined;
  if (fault.code !== 'assert-shape' || !operand?.shape.dims || !items || fault.error.message.includes('>= 0')) {
    return undefined;
  }
  const stated = `[${items.map((item) => (typeof item === 'number' ? item : 'null')).join(', ')}]`;
  const message = `This was stated to be ${stated}, but it is ${operandText(operand)}.`;
  const { dims } = operand.shape;
  const wrong = items.flatMap((item, axis) =>
    typeof item === 'number' && dims[axis] !== undefined && !dimsMayBeEqual(item, dims[axis]) ? [axis] : [],
  );
  const literal = shape!.expression && ts.isArrayLiteralExpression(shape!.expression) ? shape!.expression : undefined;
  const range = shape!.expression && { range: rangeOf(shape!.expression) };
  if (dims.length !== items.length || !literal || literal.elements.length !== items.length) {
    return { message, ...range };
  }
  const sizes = wrong.map((axis) => (isKnown(dims[axis]) ? String(dims[axis]) : 'null'));
  return {
    message,
    ...range,
    related: operand.tensor ? wrong.flatMap((axis) => sizePlaces(operand.tensor!, axis, fault.program)) : [],
    fixes: [
      fix(
        `State ${sizes.join(' and ')} in place of ${wrong.map((axis) => items[axis]).join(' and ')}`,
        ...wrong.map((axis, i) => replace(literal.elements[axis], sizes[i])),
      ),
    ],
  };
};

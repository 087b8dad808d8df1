/** A reshape to another number of elements. */

import { type Dim, dimsEqual, divideExactly, isKnown, multiplyDims } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue } from '../../values/index.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { sizePlaces } from '../provenance/correct-size.ts';
import { dimText } from '../text/shape-text.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const reshapeFault: Describer = (fault) => {
  const [operand] = fault.operands;
  const shape = fault.args.find(({ parameter }) => parameter === 'shape');
  const items = shape?.value instanceof ArrayValue ? shape.value.items : undefined;
  if (fault.failed?.type !== 'Reshape' || !operand?.shape.dims || !items?.every((item) => typeof item === 'number')) {
    return undefined;
  }
  const sizes = items as readonly number[];
  const size = operand.shape.size!;
  const wanted = sizes.filter((dim) => dim !== -1).reduce((product, dim) => product * dim, 1);
  const isOpen = sizes.includes(-1);
  const literal = shape!.expression && ts.isArrayLiteralExpression(shape!.expression) ? shape!.expression : undefined;
  const text = `[${sizes.join(', ')}]`;
  return {
    message: isOpen
      ? `${operandText(operand)} has ${dimText(size)} elements, which cannot be divided into ${text}: ${wanted} do not go into them.`
      : `${operandText(operand)} has ${dimText(size)} elements, but ${text} has ${wanted}.`,
    ...(shape!.expression && { range: rangeOf(shape!.expression) }),
    related: operand.tensor
      ? operand.shape.dims.flatMap((_, axis) => sizePlaces(operand.tensor!, axis, fault.program))
      : [],
    fixes:
      literal && sizes.length === literal.elements.length
        ? otherSizes(literal, sizes, size, operand.shape.dims[0])
        : [],
  };
};

/** One element changed so that it fits: one after the examples before the number of them. */
function otherSizes(
  literal: ts.ArrayLiteralExpression,
  sizes: readonly number[],
  size: Dim,
  batch: Dim | undefined,
): (QuickFix | undefined)[] {
  const change = (axis: number, to: number) =>
    fix(
      to === -1 ? `Leave axis ${axis} open (-1)` : `Change the size ${sizes[axis]} to ${to}`,
      replace(literal.elements[axis], String(to)),
    );
  const open = sizes.indexOf(-1);
  const fixes: QuickFix[] = [];
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const others = sizes.filter((dim, at) => at !== axis && dim !== -1).reduce((product, dim) => product * dim, 1);
    const fit = axis === open || others === 0 ? undefined : quotient(size, others, open >= 0);
    if (fit !== undefined) fixes.push(change(axis, fit));
  }
  const rest = sizes.slice(1).reduce((product, dim) => product * dim, 1);
  const canOpen = open < 0 && sizes.length > 0 && rest > 0 && divideExactly(size, rest) !== undefined;
  const opened = canOpen ? change(0, -1) : undefined;
  return sizes[0] === batch ? [...fixes, opened] : [opened, ...fixes];
}

/** What the element must be: the only number, or with an open axis what is left of one image. */
function quotient(size: Dim, others: number, isOpen: boolean): number | undefined {
  const whole = isOpen ? perImage(size) : size;
  const fit = isKnown(whole) ? whole / others : undefined;
  return fit !== undefined && Number.isInteger(fit) && fit > 0 ? fit : undefined;
}

/** 784 of 784*batch. */
function perImage(size: Dim): Dim {
  if (isKnown(size) || size.terms.length !== 1) return size;
  const { coefficient, symbols } = size.terms[0];
  return symbols.length === 1 && dimsEqual(multiplyDims(1, coefficient), coefficient) ? coefficient : size;
}

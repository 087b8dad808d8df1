/** Tensors that cannot be joined or stacked, and axes that cannot be squeezed. */

import { dimsMayBeEqual } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue } from '../../values/index.ts';
import { fix, replace } from '../edits/text-edits.ts';
import type { Operand } from '../operand.ts';
import { listText } from '../text/list-text.ts';
import { dimText } from '../text/shape-text.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const concatFault: Describer = (fault) => {
  const axis = fault.args.find(({ parameter }) => parameter === 'axis');
  const parts = fault.operands.filter(({ tensor }) => tensor).slice(0, fault.operands.length - 1);
  const [first, ...others] = parts;
  if (fault.failed?.type !== 'ConcatV2' || !first?.shape.dims || typeof axis?.value !== 'number') return undefined;
  const { rank } = first.shape;
  const other = others.find(({ shape }) => shape.rank !== null && !joinable(first, shape, axis.value as number));
  if (!other) return undefined;
  const fits = Array.from({ length: rank! }, (_, at) => at).filter((at) =>
    others.every(({ shape }) => joinable(first, shape, at)),
  );
  return {
    message:
      other.shape.rank === rank
        ? `concat joins along axis ${axis.value}, so all other sizes must be equal, but the parts are ${listText(parts.map(operandText))}.`
        : `concat joins tensors of one rank, but the parts are ${listText(parts.map(operandText))}.`,
    fixes:
      axis.expression && fits.length === 1
        ? [fix(`Join along axis ${fits[0]}`, replace(axis.expression, `${fits[0]}`))]
        : [],
  };
};

function joinable(first: Operand, shape: Operand['shape'], axis: number): boolean {
  const { dims } = first.shape;
  if (!shape.dims || shape.dims.length !== dims!.length) return !shape.dims;
  const along = axis < 0 ? axis + dims!.length : axis;
  return dims!.every((dim, at) => at === along || dimsMayBeEqual(dim, shape.dims![at]));
}

export const stackFault: Describer = (fault) => {
  if (fault.failed?.type !== 'Pack') return undefined;
  const parts = fault.operands.map(operandText);
  return { message: `Tensors that are stacked must have one shape, but these are ${listText(parts)}.` };
};

export const squeezeFault: Describer = (fault) => {
  const [operand] = fault.operands;
  const axis = fault.args.find(({ parameter }) => parameter === 'axis');
  if (fault.failed?.type !== 'Squeeze' || !operand?.shape.dims || !axis) return undefined;
  const { dims } = operand.shape;
  const asked = axis.value instanceof ArrayValue ? (axis.value.items ?? []) : [axis.value];
  const wrong = asked.find((at) => typeof at === 'number' && dims.at(at) !== 1) as number | undefined;
  const size = wrong === undefined ? undefined : dims.at(wrong);
  if (size === undefined) return undefined;
  const ones = dims.flatMap((dim, at) => (dim === 1 ? [at] : []));
  const literal = axis.expression && literalOf(axis.expression, asked.length);
  return {
    message: `Only an axis of size 1 can be squeezed, but axis ${wrong} of ${operandText(operand)} has size ${dimText(size)}.`,
    ...(literal && { range: rangeOf(literal) }),
    fixes: literal && ones.length === 1 ? [fix(`Squeeze axis ${ones[0]}`, replace(literal, String(ones[0])))] : [],
  };
};

/** The one number of `1` and `[1]`. */
function literalOf(expression: ts.Expression, count: number): ts.Expression | undefined {
  const inner = ts.isArrayLiteralExpression(expression) && count === 1 ? expression.elements[0] : expression;
  return ts.isNumericLiteral(inner) ? inner : undefined;
}

/** An axis that the tensor does not have. */

import { ShapeError } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue, type Value } from '../../values/index.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { listText } from '../text/list-text.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

const parameters = new Set(['axis', 'axes', 'dim']);
/** These may name the place after the last axis as well. */
const adding = new Set(['expandDims', 'stack', 'oneHot']);

export const axisFault: Describer = (fault) => {
  const argument = fault.args.find(({ parameter }) => parameters.has(parameter ?? ''));
  const operand = fault.operands.find(({ tensor }) => tensor && !tensor.partialValue) ?? fault.operands[0];
  const rank = operand?.shape.rank;
  if (!argument || rank === undefined || rank === null || !(fault.error instanceof ShapeError)) return undefined;
  const most = adding.has(fault.name) ? rank : rank - 1;
  const wrong = axesOf(argument.value).find((axis) => axis > most || axis < -most - 1);
  if (wrong === undefined) return undefined;
  const literal = argument.expression && literalOf(argument.expression, wrong);
  return {
    message: `There is no axis ${wrong}: ${operandText(operand)} has ${axesText(rank)}.`,
    ...(literal && { range: rangeOf(literal) }),
    fixes: literal && most >= 0 ? [fix(`Use axis ${most}`, replace(literal, String(most)))] : [],
  };
};

function axesText(rank: number): string {
  if (rank === 0) return 'no axes';
  if (rank === 1) return 'only axis 0';
  return `the axes ${listText(Array.from({ length: rank }, (_, axis) => String(axis)))}`;
}

function axesOf(value: Value): number[] {
  const list = value instanceof ArrayValue ? (value.items ?? []) : [value];
  return list.filter((axis) => typeof axis === 'number');
}

/** The number in the expression, or the element of it, that says the axis. */
function literalOf(expression: ts.Expression, axis: number): ts.Expression | undefined {
  if (ts.isArrayLiteralExpression(expression)) {
    return expression.elements.find((element) => literalOf(element, axis));
  }
  const isNegative = ts.isPrefixUnaryExpression(expression) && expression.operator === ts.SyntaxKind.MinusToken;
  const number = isNegative ? expression.operand : expression;
  return ts.isNumericLiteral(number) && Number(number.text) === Math.abs(axis) ? expression : undefined;
}

/** Words and windows of convolutions and pooling that they do not know. */

import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace } from '../edits/text-edits.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

export const paddingFault: Describer = (fault) => {
  const padding = fault.args.find(({ parameter, value }) => parameter === 'padding' && typeof value === 'string');
  if (!padding || !/padding must be/.test(fault.error.message)) return undefined;
  const upper = (padding.value as string).toUpperCase();
  const literal = padding.expression && ts.isStringLiteralLike(padding.expression) ? padding.expression : undefined;
  const quote = literal?.getText(literal.getSourceFile())[0];
  const isMeant = upper === 'SAME' || upper === 'VALID';
  return {
    message: `padding is 'SAME' or 'VALID', in capitals, but this is '${padding.value as string}'.`,
    ...(padding.expression && { range: rangeOf(padding.expression) }),
    fixes: literal && isMeant ? [fix(`Write '${upper}'`, replace(literal, `${quote}${upper}${quote}`))] : [],
  };
};

/** One number, where one an axis is wanted. */
export const stridesFault: Describer = (fault) => {
  const given = fault.args.find(({ parameter, value }) => windows.has(parameter ?? '') && typeof value === 'number');
  if (!given || !/must have 4 values/.test(fault.error.message)) return undefined;
  const size = given.value as number;
  const right = `[1, ${size}, ${size}, 1]`;
  const literal = given.expression && ts.isNumericLiteral(given.expression) ? given.expression : undefined;
  return {
    message: `'${given.parameter}' has one number an axis, [batch, rows, columns, channels], but is ${size}.`,
    ...(given.expression && { range: rangeOf(given.expression) }),
    fixes: literal ? [fix(`Write ${right}`, replace(literal, right))] : [],
  };
};

const windows = new Set(['strides', 'ksize', 'dilations']);

/** A window larger than the image. */
export const windowFault: Describer = (fault) => {
  const sizes = /^Negative dimension size caused by subtracting (\d+) from (\d+)/.exec(fault.error.message);
  const [input] = fault.operands;
  if (!sizes || !input) return undefined;
  return {
    message:
      `A window of ${sizes[1]} does not fit into the ${sizes[2]} rows or columns of ${operandText(input)}: with padding ` +
      "'VALID' it may not stand over the edge.",
  };
};

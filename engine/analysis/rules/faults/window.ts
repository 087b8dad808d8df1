/** Words and windows of convolutions and pooling that they do not know. */

import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace } from '../edits/text-edits.ts';
import type { Describer } from './describer.ts';

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

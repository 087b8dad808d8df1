/** Names that the graph refuses. */

import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace } from '../edits/text-edits.ts';
import type { Describer } from './describer.ts';

export const invalidNameFault: Describer = (fault) => {
  const argument = fault.args.find(({ parameter, value }) => parameter === 'name' && typeof value === 'string');
  if (fault.code !== 'invalid-name' || !argument || !/is not a valid/.test(fault.error.message)) return undefined;
  const name = argument.value as string;
  const allowed = name
    .trim()
    .replaceAll(/[^\w./\\-]+/g, '_')
    .replace(/^[^A-Za-z0-9.]+/, '');
  const literal = argument.expression && ts.isStringLiteralLike(argument.expression) ? argument.expression : undefined;
  const quote = literal?.getText(literal.getSourceFile())[0];
  return {
    message: `'${name}' cannot be a name: names are made of letters, digits, and . _ - /, and start with a letter, a digit or a dot.`,
    ...(argument.expression && { range: rangeOf(argument.expression) }),
    fixes: literal && allowed ? [fix(`Name it '${allowed}'`, replace(literal, `${quote}${allowed}${quote}`))] : [],
  };
};

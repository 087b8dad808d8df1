/** Names of element types that are those of other languages. */

import { type DType, isDType } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue } from '../../values/index.ts';
import { fix, insertBefore, replace, textOf } from '../edits/text-edits.ts';
import { listText } from '../text/list-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';

const meant: Readonly<Record<string, DType>> = {
  float: 'float32',
  single: 'float32',
  half: 'float32',
  float16: 'float32',
  number: 'float32',
  double: 'float64',
  int: 'int32',
  integer: 'int32',
  int8: 'int32',
  int16: 'int32',
  uint32: 'int64',
  long: 'int64',
  bigint: 'int64',
  byte: 'uint8',
  boolean: 'bool',
  str: 'string',
};

const known: readonly DType[] = ['float32', 'float64', 'int32', 'int64', 'uint8', 'bool', 'string'];

export const typeNameFault: Describer = (fault) => {
  const noName = otherThanName(fault);
  if (noName) return noName;
  const argument = fault.args.find(({ parameter, value }) => {
    const isType = parameter === 'dtype' || parameter === 'type' || parameter === 'outputType';
    return isType && typeof value === 'string' && !isDType(value);
  });
  if (!argument) return undefined;
  const name = argument.value as string;
  const right = Object.hasOwn(meant, name.toLowerCase()) ? meant[name.toLowerCase()] : undefined;
  const literal = argument.expression && ts.isStringLiteralLike(argument.expression) ? argument.expression : undefined;
  const quote = literal?.getText(literal.getSourceFile())[0];
  return {
    code: 'dtype-mismatch',
    message: `There is no element type '${name}': the types are ${listText(known)}.`,
    ...(argument.expression && { range: rangeOf(argument.expression) }),
    fixes: literal && right ? [fix(`Write '${right}'`, replace(literal, `${quote}${right}${quote}`))] : [],
  };
};

/** A size or a list of sizes where the type comes: the shape in several arguments, or before the type. */
function otherThanName({ args, error, name }: Fault): Wording | undefined {
  const argument = args.find(({ parameter }) => parameter === 'dtype');
  if (!argument?.expression || !/ is not an element type:/.test(error.message)) return undefined;
  const { value, expression } = argument;
  if (value instanceof ArrayValue) {
    return {
      message: `The element type comes first: tf.${name}('float32', ${textOf(expression)}).`,
      range: rangeOf(expression),
      fixes: args.length === 1 ? [fix("Write 'float32' before", insertBefore(expression, "'float32', "))] : [],
    };
  }
  if (typeof value !== 'number' || args[0]?.parameter !== 'shape') return undefined;
  const sizes = args.map((one) => (one.expression ? textOf(one.expression) : '…')).join(', ');
  return { message: `A shape is one list: tf.${name}([${sizes}]).`, range: rangeOf(expression) };
}

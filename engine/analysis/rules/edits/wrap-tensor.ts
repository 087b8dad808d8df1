/** Edits that put a function of the library around a tensor's expression. */

import type { QuickFix } from '../../diagnostic.ts';
import type { ts } from '../../syntax.ts';
import { libraryName } from '../syntax/library-names.ts';
import { fix, replaceValue, textOf } from './text-edits.ts';

/** `tf.cast(x, 'float32')` for `x`, under the name that the file has for the function. */
export function wrapIn(
  title: string,
  name: string,
  expression: ts.Expression | undefined,
  ...rest: readonly string[]
): QuickFix | undefined {
  if (!expression) return undefined;
  const callee = libraryName(name, expression.getSourceFile());
  if (callee === undefined) return undefined;
  return fix(title, replaceValue(expression, `${callee}(${[textOf(expression), ...rest].join(', ')})`));
}

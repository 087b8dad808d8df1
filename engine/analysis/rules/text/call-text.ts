/** How a call is named and underlined: `tf.matmul`, or `add` of a chain, whose beginning is another call's. */

import type { SourceRange } from '../../source/range.ts';
import { rangeOf, type ts } from '../../syntax.ts';
import { calledFunction } from '../syntax/library-names.ts';

/** What is underlined for a call: all of it, but of a method only its name and arguments. */
export function rangeOfCall(node: ts.Node): SourceRange {
  const whole = rangeOf(node);
  const called = calledFunction(node);
  return called?.isMethod ? { ...whole, start: rangeOf(called.nameNode).start } : whole;
}

/** As it is written: `tf.nn.softmax`, `tf.Variable`, `add`. */
export function nameOfCall(node: ts.Node): string | undefined {
  const called = calledFunction(node);
  if (!called) return undefined;
  if (called.isMethod) return called.name;
  const { expression } = node as ts.CallExpression | ts.NewExpression;
  return expression.getText(expression.getSourceFile()).replaceAll(/\s+/g, '');
}

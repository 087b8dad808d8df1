/** Arguments that are not there: forgotten, or undefined because what was to give them goes by another name. */

import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue } from '../../values/index.ts';
import { nameOfCall } from '../text/call-text.ts';
import type { Describer } from './describer.ts';

export const missingArgumentFault: Describer = (fault) => {
  if (!fault.error.message.includes("got undefined of type 'undefined'")) return undefined;
  const { args, signature, site, name } = fault;
  const forgotten = signature?.parameters.find(
    ({ name: parameter, optional }) => !optional && !args.some((argument) => argument.parameter === parameter),
  );
  const called = nameOfCall(site.node) ?? name;
  if (forgotten) return { code: 'invalid-argument', message: `${called} is not given its '${forgotten.name}'.` };
  for (const { value, parameter, expression } of args) {
    const at = value instanceof ArrayValue ? (value.items?.indexOf(undefined) ?? -1) : -1;
    if ((value !== undefined && at < 0) || parameter === undefined) continue;
    const culprit = at < 0 ? expression : elementOf(expression, at);
    return {
      code: 'invalid-argument',
      message: `${at < 0 ? '' : `Item ${at} of `}'${parameter}' of ${called} is undefined.${hintOf(culprit)}`,
      ...(culprit && { range: rangeOf(culprit) }),
    };
  }
  return undefined;
};

function elementOf(list: ts.Expression | undefined, index: number): ts.Expression | undefined {
  if (!list || !ts.isArrayLiteralExpression(list) || list.elements.some(ts.isSpreadElement)) return undefined;
  return list.elements[index];
}

/** A shape is no array. */
function hintOf(expression: ts.Expression | undefined): string {
  const isItem = expression && ts.isElementAccessExpression(expression);
  const list = isItem && ts.isPropertyAccessExpression(expression.expression) ? expression.expression : undefined;
  if (list?.name.text !== 'shape') return '';
  return ' The sizes are in shape.dims where they are known before a run; in a run, tf.shape(x) gives them.';
}

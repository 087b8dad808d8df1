/** The arguments of a call with the parameters they are for and the expressions they were written as. */

import { ts } from '../../syntax.ts';
import type { CallSite } from '../../values/index.ts';
import { type HeapObject, ObjectValue, type Value } from '../../values/index.ts';
import type { Callable } from '../call/callable.ts';
import { propertyOf } from '../convert/written-parts.ts';
import type { FaultArgument } from '../fault-context.ts';

/** @param hasReceiver - the first of `args` is what a method was called on */
export function faultArguments(
  call: Callable,
  args: readonly Value[],
  site: CallSite,
  hasReceiver: boolean,
): FaultArgument[] {
  const expressions: (ts.Expression | undefined)[] = hasReceiver ? [receiver(site), ...site.args] : [...site.args];
  return args.flatMap((value, i): FaultArgument[] => {
    const expression = expressions[i];
    const parameter = (call.positional[i] ?? call.rest)?.name;
    if (isOptions(value, call)) return optionArguments(value, expression);
    return [{ parameter, value, expression }];
  });
}

function receiver({ node }: CallSite): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression)
    ? expression.expression
    : undefined;
}

function isOptions(value: Value, { options }: Callable): value is ObjectValue {
  if (!(value instanceof ObjectValue) || value.constructor !== ObjectValue) return false;
  return value.ownKeys.some((key) => typeof key === 'string' && options.has(key));
}

function optionArguments(object: HeapObject, written: ts.Expression | undefined): FaultArgument[] {
  return object.ownKeys.flatMap((key): FaultArgument[] => {
    if (typeof key !== 'string') return [];
    return [{ parameter: key, value: object.own(key) as Value, expression: propertyOf(written, key) }];
  });
}

/** Sizes that a shape cannot have: -1 or a fraction where `null` is meant, `null` where a number must be. */

import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue } from '../../values/index.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { tracedExpression } from '../syntax/trace-expression.ts';
import { nameOfCall } from '../text/call-text.ts';
import type { Describer, Fault } from './describer.ts';

const leavesOpen = new Set([
  'placeholder',
  'placeholderWithDefault',
  'assertShape',
  'Tensor.setShape',
  'Variable.setShape',
]);
/** There, -1 has a meaning. */
const infers = new Set(['reshape', 'broadcastTo', 'slice']);

export const shapeArgumentFault: Describer = (fault) => {
  const shape = fault.args.find(({ parameter }) => parameter === 'shape' || parameter === 'dims');
  const items = shape?.value instanceof ArrayValue ? (shape.value.items ?? []) : [];
  const isOpen = leavesOpen.has(fault.name);
  // What inference finds is about shapes that are shapes.
  if (infers.has(fault.name) || (fault.failed && !/must be >= 0/.test(fault.error.message))) return undefined;
  const axis = items.findIndex((item) =>
    item === null ? !isOpen : typeof item === 'number' && !(Number.isSafeInteger(item) && item >= 0),
  );
  if (axis < 0) return undefined;
  const wrong = elementOf(shape!.expression, axis, fault);
  const item = items[axis] as number | null;
  return {
    code: 'shape-mismatch',
    message: sentence(fault, item, isOpen),
    ...(wrong && { range: rangeOf(wrong) }),
    fixes: wrong && isOpen ? [fix('Write null', replace(wrong, 'null'))] : [],
  };
};

function sentence({ site, name }: Fault, item: number | null, isOpen: boolean): string {
  if (item === null) {
    return `null leaves a size open, but ${nameOfCall(site.node) ?? name} makes values at once and must know all sizes.`;
  }
  if (item === -1 && isOpen) {
    return 'A size that is not known before a run is written null; -1 has a meaning in reshape alone.';
  }
  return `${item} is no size: sizes are whole numbers of 0 and more${isOpen ? ', or null for one that is not known' : ''}.`;
}

function elementOf(expression: ts.Expression | undefined, axis: number, { origin, program }: Fault) {
  const trail = { stack: origin.stack, sources: program.sources };
  const list = expression && tracedExpression(expression, trail);
  if (!list || !ts.isArrayLiteralExpression(list) || list.elements.some(ts.isSpreadElement)) return undefined;
  return list.elements[axis];
}

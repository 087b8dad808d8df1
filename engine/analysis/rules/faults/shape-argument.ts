/** Sizes that a shape cannot have: -1 or a fraction where `null` is meant, `null` where a number must be. */

import { TensorShape } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import type { FaultArgument } from '../../tensorloom/fault-context.ts';
import { ArrayValue, type Value } from '../../values/index.ts';
import { fix, replace, textOf } from '../edits/text-edits.ts';
import { tracedExpression } from '../syntax/trace-expression.ts';
import { nameOfCall } from '../text/call-text.ts';
import { shapeText } from '../text/shape-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';

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
  const open = openShape(shape, fault);
  if (open) return open;
  const items = shape?.value instanceof ArrayValue ? (shape.value.items ?? []) : [];
  const isOpen = leavesOpen.has(fault.name);
  // What inference finds is about shapes that are shapes.
  if (infers.has(fault.name) || (fault.failed && !/must be >= 0/.test(fault.error.message))) return undefined;
  const axis = items.findIndex((item) =>
    item === null ? !isOpen : isWritten(item) && !(typeof item === 'number' && Number.isSafeInteger(item) && item >= 0),
  );
  if (axis < 0) return undefined;
  const wrong = elementOf(shape!.expression, axis, fault);
  const item = items[axis] as Written | null;
  return {
    code: 'shape-mismatch',
    message: sentence(fault, item, isOpen),
    ...(wrong && { range: rangeOf(wrong) }),
    fixes: wrong && isOpen ? [fix('Write null', replace(wrong, 'null'))] : [],
  };
};

/** The shape of a tensor that is not all known, given to what makes values at once. */
function openShape(shape: FaultArgument | undefined, { failed, site }: Fault): Wording | undefined {
  if (failed || !(shape?.value instanceof TensorShape) || shape.value.isFullyDefined) return undefined;
  const { expression } = shape;
  const owner = expression && ts.isPropertyAccessExpression(expression) ? textOf(expression.expression) : 'x';
  return {
    code: 'shape-mismatch',
    message:
      `This shape, ${shapeText(shape.value)}, is not all known before a run, but ${nameOfCall(site.node) ?? 'this'} must ` +
      `know all sizes: tf.shape(${owner}) is the shape in a run.`,
    ...(expression && { range: rangeOf(expression) }),
  };
}

type Written = number | string | undefined;

function isWritten(item: Value): item is Written {
  return typeof item === 'number' || typeof item === 'string' || item === undefined;
}

function sentence({ site, name }: Fault, item: Written | null, isOpen: boolean): string {
  if (item === null) {
    return `null leaves a size open, but ${nameOfCall(site.node) ?? name} makes values at once and must know all sizes.`;
  }
  if (item === -1 && isOpen) {
    return 'A size that is not known before a run is written null; -1 has a meaning in reshape alone.';
  }
  return `${typeof item === 'string' ? `'${item}'` : item} is no size: sizes are whole numbers of 0 and more${isOpen ? ', or null for one that is not known' : ''}.`;
}

function elementOf(expression: ts.Expression | undefined, axis: number, { origin, program }: Fault) {
  const trail = { stack: origin.stack, sources: program.sources };
  const list = expression && tracedExpression(expression, trail);
  if (!list || !ts.isArrayLiteralExpression(list) || list.elements.some(ts.isSpreadElement)) return undefined;
  return list.elements[axis];
}

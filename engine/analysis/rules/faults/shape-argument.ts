/** Sizes that a shape cannot have: -1 or `undefined` where `null` is meant, `null` where a number must be. */

import { ShapeError } from '../../../graph/index.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { tracedExpression } from '../syntax/trace-expression.ts';
import type { Describer } from './describer.ts';

const leavesOpen = new Set([
  'placeholder',
  'placeholderWithDefault',
  'assertShape',
  'Tensor.setShape',
  'Variable.setShape',
]);

export const shapeArgumentFault: Describer = (fault) => {
  const shape = fault.args.find(({ parameter }) => parameter === 'shape' || parameter === 'dims');
  const match = /Dimension (-?[\w.]+) must be >= 0/.exec(fault.error.message);
  if (!(fault.error instanceof ShapeError) || !match) return undefined;
  const trail = { stack: fault.origin.stack, sources: fault.program.sources };
  const list = shape?.expression && tracedExpression(shape.expression, trail);
  const wrong =
    list && ts.isArrayLiteralExpression(list)
      ? list.elements.find((element) => element.getText(element.getSourceFile()) === match[1])
      : undefined;
  const isOpen = leavesOpen.has(fault.name);
  return {
    code: 'shape-mismatch',
    message:
      match[1] === '-1' && isOpen
        ? 'A size that is not known before a run is written null; -1 has a meaning in reshape alone.'
        : `${match[1]} is no size: sizes are whole numbers of 0 and more${isOpen ? ', or null for one that is not known' : ''}.`,
    ...(wrong && { range: rangeOf(wrong) }),
    fixes: wrong && isOpen ? [fix('Write null', replace(wrong, 'null'))] : [],
  };
};

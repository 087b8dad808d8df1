/**
 * A reshape into rows of which each would hold parts of several examples: the size after a convolution was counted wrong.
 * Legal, since some numbers of examples can be divided so; each run that feeds another number fails.
 */

import { type Dim, fullyKnown, isKnown, type Operation } from '../../graph/index.ts';
import { rangeOf, ts } from '../syntax.ts';
import { fix, preferFirst, replace } from './edits/text-edits.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { shapeArgumentOf } from './syntax/call-arguments.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const mixedExamples: Rule = {
  code: 'shape-mismatch',
  *check(context) {
    const { program } = context;
    for (const op of context.operationsOf('Reshape')) {
      const rows = mixedRows(op);
      const origin = rows && program.originOf(op);
      if (!origin || origin.isGuarded || isAnswered(op, context)) continue;
      const { node } = origin.site;
      const [input] = op.inputs;
      const shape = shapeArgumentOf(node);
      const literal = shape && ts.isArrayLiteralExpression(shape) && shape.elements.length === 2 ? shape : undefined;
      yield {
        code: 'shape-mismatch',
        severity: 'warning',
        message:
          `An example in ${typeText(input.dtype, input.shape)} has ${rows.ofExample} elements, but here are made rows of ` +
          `${rows.ofRow}: parts of several examples would come into one row. Each run fails whose number of examples ` +
          `does not happen to fit.`,
        range: shape ? rangeOf(shape) : rangeOfCall(node),
        related: placeOf(input.op, `${typeText(input.dtype, input.shape)} comes from here`, program),
        fixes: preferFirst([
          literal && fix(`Make rows of ${rows.ofExample}`, replace(literal.elements[1], String(rows.ofExample))),
        ]),
      };
    }
  },
};

/** A run of which all sizes are known either fails there, which is said, or shows that the examples fit. */
function isAnswered(op: Operation, context: RuleContext): boolean {
  return context.runs.some(
    (run) => run.feeds.every(({ shape }) => shape.isFullyDefined) && context.neededBy(run).has(op),
  );
}

interface Rows {
  readonly ofExample: number;
  readonly ofRow: number;
}

/** Of examples, as many as are fed, rows are made of which neither fits into the other. */
function mixedRows({ inputs: [{ shape }, sizes] }: Operation): Rows | undefined {
  const [batch, ...others] = shape.dims ?? [];
  const [open, ...row] = fullyKnown(sizes.partialValue) ?? [];
  if (batch === undefined || !isAny(batch) || open !== -1 || !others.every(isKnown)) return undefined;
  const [ofExample, ofRow] = [product(others), product(row)];
  const fits = ofRow <= 0 || ofExample % ofRow === 0 || ofRow % ofExample === 0;
  return fits ? undefined : { ofExample, ofRow };
}

/** A number of which nothing is known. */
function isAny(dim: Dim): boolean {
  return !isKnown(dim) && dim.terms.length === 1 && dim.terms[0].coefficient === 1 && dim.terms[0].symbols.length === 1;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

/** A column [N, 1] and a row [N] in a loss: element by element they make a square [N, N], and the loss is of all pairs. */

import { type Dim, isKnown, type Operation, type Tensor } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Origin } from '../program/program.ts';
import type { ts } from '../syntax.ts';
import { preferFirst } from './edits/text-edits.ts';
import { wrapIn } from './edits/wrap-tensor.ts';
import { isLearned, skipBack } from './graph-walk.ts';
import { tensorOf } from './operand.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { argumentOf } from './syntax/call-arguments.ts';
import { rangeOfCall } from './text/call-text.ts';
import { dimText, typeText } from './text/shape-text.ts';

export const broadcastBlowUp: Rule = {
  code: 'broadcast-blow-up',
  *check(context) {
    const { program } = context;
    for (const op of context.operationsOf(...compared)) {
      const origin = program.originOf(op);
      const pair = columnAndRow(op);
      if (!origin || origin.isGuarded || !pair || !isOnePerExample(op, pair) || !isSummedUp(op.outputs[0])) continue;
      yield describe(context, op, pair, origin);
    }
  },
};

/** What compares a prediction with the truth. */
const compared = ['Sub', 'SquaredDifference', 'Mul', 'Equal', 'NotEqual', 'Less', 'Greater'];

/** Whose mean is a share of hits, learned or not. */
const hits = new Set(['Equal', 'NotEqual']);

interface Pair {
  readonly column: Tensor;
  readonly row: Tensor;
}

function columnAndRow({ inputs: [x, y] }: Operation): Pair | undefined {
  const isColumn = ({ shape: { dims } }: Tensor) => dims?.length === 2 && dims[1] === 1 && dims[0] !== 1;
  const isRow = ({ shape: { dims } }: Tensor) => dims?.length === 1 && dims[0] !== 1;
  if (isColumn(x) && isRow(y)) return { column: x, row: y };
  return isColumn(y) && isRow(x) ? { column: y, row: x } : undefined;
}

/**
 * Both have one number an example: one of them learns and the other does not, the column was not shaped for pairs on purpose, and
 * the sizes are the same, or both those of a batch.
 */
function isOnePerExample({ type }: Operation, { column, row }: Pair): boolean {
  const [a, b] = [column.shape.dims![0], row.shape.dims![0]];
  const sameSize = isKnown(a) && isKnown(b) ? a === b : isBatch(a) && isBatch(b);
  return (
    sameSize &&
    !shaped.has(skipBack(column, new Set(['Identity', 'Cast'])).op.type) &&
    (hits.has(type) || areOfTwoKinds(column, row))
  );
}

/** One comes from what is trained, the other does not. */
function areOfTwoKinds(a: Tensor, b: Tensor): boolean {
  const [x, y] = [isLearned(a), isLearned(b)];
  return x !== undefined && y !== undefined && x !== y;
}

/** Who shapes a column so means the pairs. */
const shaped = new Set(['ExpandDims', 'Reshape', 'StridedSlice', 'Pack']);

/** A symbol alone: the number of examples that are fed. */
function isBatch(dim: Dim): boolean {
  return !isKnown(dim) && dim.terms.length === 1 && dim.terms[0].coefficient === 1 && dim.terms[0].symbols.length === 1;
}

const elementwise = new Set([
  'Square',
  'Abs',
  'Neg',
  'Cast',
  'Pow',
  'Mul',
  'Identity',
  'Log',
  'Sqrt',
  'Exp',
  'RealDiv',
  'Select',
]);

/** All elements of the square end up in one number. */
function isSummedUp(square: Tensor): boolean {
  const seen = new Set<Tensor>();
  const queue = [square];
  for (let tensor = queue.pop(); tensor; tensor = queue.pop()) {
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    for (const op of tensor.consumers()) {
      const [output] = op.outputs;
      if ((op.type === 'Mean' || op.type === 'Sum' || op.type === 'L2Loss') && output.shape.rank === 0) return true;
      if (elementwise.has(op.type) && output.shape.rank === 2) queue.push(output);
    }
  }
  return false;
}

function describe(context: RuleContext, op: Operation, { column, row }: Pair, origin: Origin): Diagnostic {
  const { program } = context;
  const text = (tensor: Tensor) => typeText(tensor.dtype, tensor.shape);
  const [a, b] = [column.shape.dims![0], row.shape.dims![0]].map(dimText);
  const expression = expressionOf(context, op, column);
  return {
    code: 'broadcast-blow-up',
    severity: 'warning',
    message:
      `${text(column)} and ${text(row)} are broadcast to [${a}, ${b}]: every example is compared with every other one. ` +
      `Give both one shape: take the last axis of the column away.`,
    range: rangeOfCall(origin.site.node),
    related: [
      ...placeOf(column.op, `${text(column)}, a column`, program),
      ...placeOf(row.op, `${text(row)}, a row`, program),
    ],
    fixes: preferFirst([wrapIn('Squeeze the column', 'squeeze', expression, '1')]),
  };
}

/** The expression that an operand was written as in the call that made the operation. */
function expressionOf(context: RuleContext, op: Operation, tensor: Tensor): ts.Expression | undefined {
  const call = context.callOf(op);
  const index = call?.args.findIndex((value) => tensorOf(value) === tensor) ?? -1;
  if (!call || index < 0) return undefined;
  const { node } = call.origin.site;
  const names = [
    ['x', 'y'],
    ['labels', 'predictions'],
  ];
  return names.map((pair) => argumentOf(node, pair[index])).find((found) => found !== undefined);
}

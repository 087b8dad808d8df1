/** Whether a kernel can fail half way because of the data it runs on: then its output must not be a variable's memory. */

import { isFloating } from '../../graph/index.ts';
import { type BinaryOp, childrenOf, type Expr, type Primitive } from '../../ops/index.ts';
import { rewriteExpressions } from '../expressions.ts';

/** Refused by a zero, or by a negative exponent, where the operands are integers. */
const partialOnIntegers: ReadonlySet<BinaryOp> = new Set(['div', 'floorDiv', 'floorMod', 'truncateMod', 'pow']);

/**
 * A scatter into its base's own memory is left out: updates before the bad index stay, as in TensorFlow, and sparse
 * updates of large tables need no copy.
 */
export function mayFail(p: Primitive): boolean {
  if (
    p.kind === 'gather' ||
    (p.kind === 'matmul' && p.rowsOfA !== undefined) ||
    (p.kind === 'scatter' && p.base === null)
  )
    return true;
  let found = false;
  rewriteExpressions(p, (_operands, exprs) => {
    found ||= exprs.some(exprMayFail);
    return undefined;
  });
  return found;
}

function exprMayFail(expr: Expr): boolean {
  if (expr.kind === 'binary' && partialOnIntegers.has(expr.op) && !isFloating(expr.x.dtype)) return true;
  return childrenOf(expr).some(exprMayFail);
}

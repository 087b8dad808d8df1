/** The primitives that carry expressions, seen alike: operands and the expressions that load them. */

import type { Expr, Operand, Primitive } from '../ops/index.ts';
import { childrenOf, load, substitute } from '../ops/index.ts';

export interface Body {
  readonly operands: readonly Operand[];
  readonly exprs: readonly Expr[];
}

/** Rewrites every body of a primitive (an epilogue too); `rewrite` gives undefined to leave one as it is. */
export function rewriteExpressions(
  p: Primitive,
  rewrite: (operands: readonly Operand[], exprs: readonly Expr[], space: readonly number[] | null) => Body | undefined,
): Primitive {
  const apply = (operands: readonly Operand[], exprs: readonly Expr[], space: readonly number[] | null): Body => {
    const body = rewrite(operands, exprs, space);
    return body ? compactOperands(body) : { operands, exprs };
  };
  switch (p.kind) {
    case 'elementwise':
      return { ...p, ...apply(p.operands, p.exprs, p.space) };
    case 'assemble':
      return {
        ...p,
        pieces: p.pieces.map((piece) => {
          const { operands, exprs } = apply(piece.operands, [piece.expr], piece.space);
          return { ...piece, operands, expr: exprs[0] };
        }),
      };
    case 'reduce': {
      const { operands, exprs } = apply(p.operands, [p.expr], p.space);
      return { ...p, operands, expr: exprs[0], epilogue: epilogueOf(p.epilogue) };
    }
    case 'matmul':
    case 'conv2d':
      return { ...p, epilogue: epilogueOf(p.epilogue) };
    default:
      return p;
  }

  function epilogueOf(epilogue: { operands: readonly Operand[]; expr: Expr } | null) {
    if (!epilogue) return null;
    const { operands, exprs } = apply(epilogue.operands, [epilogue.expr], null);
    return { operands, expr: exprs[0] };
  }
}

/** Drops operands that no expression loads and merges equal ones. */
export function compactOperands({ operands, exprs }: Body): Body {
  const kept: Operand[] = [];
  const byKey = new Map<string, number>();
  const moved = new Map<number, number>();
  const visit = (expr: Expr): void => {
    if (expr.kind === 'load' && !moved.has(expr.operand)) {
      const operand = operands[expr.operand];
      const key = JSON.stringify(operand);
      if (!byKey.has(key)) byKey.set(key, kept.push(operand) - 1);
      moved.set(expr.operand, byKey.get(key)!);
    }
    childrenOf(expr).forEach(visit);
  };
  exprs.forEach(visit);
  return {
    operands: kept,
    exprs: exprs.map((expr) =>
      substitute(expr, (leaf) => (leaf.kind === 'load' ? load(moved.get(leaf.operand)!, leaf.dtype) : undefined)),
    ),
  };
}

/** Nodes of an expression that compute something. */
export function costOf(expr: Expr): number {
  const own = expr.kind === 'load' || expr.kind === 'const' || expr.kind === 'accumulator' ? 0 : 1;
  return childrenOf(expr).reduce((sum, child) => sum + costOf(child), own);
}

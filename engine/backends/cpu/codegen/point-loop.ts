/** A loop nest over an iteration space that evaluates expressions and stores them: the heart of most kernels. */

import { childrenOf, type Expr, type Operand } from '../../../ops/kernel-language/index.ts';
import { type Access, coalesce, coordinateAccess } from './access.ts';
import type { Block } from './block.ts';
import type { Parameters } from './body.ts';
import { type Leaves, storeTexts } from './expression.ts';
import { Scope } from './scope.ts';

export interface Target {
  readonly array: string;
  readonly access: Access;
}

/** Stores `exprs[i]` in `targets[i]` at every point of the space, which is not empty. */
export function pointLoop(
  block: Block,
  parameters: Parameters,
  { space, operands }: { readonly space: readonly number[]; readonly operands: readonly Operand[] },
  exprs: readonly Expr[],
  targets: readonly Target[],
): void {
  const loads = parameters.operands(operands, space.length);
  const axes = coordinatesOf(exprs);
  const { sizes, accesses } = coalesce(space, [
    ...targets.map(({ access }) => access),
    ...axes.map((axis) => coordinateAccess(axis, space.length)),
    ...loads.map(({ access }) => access),
  ]);
  const scope = new Scope([block], []).loops(sizes);
  const texts = storeTexts(exprs, scope, leavesOf(loads, axes, accesses.slice(targets.length)));
  targets.forEach(({ array }, i) => {
    const { text } = scope.index(accesses[i]);
    scope.innermost.line(`${array}[${text}] = ${texts[i]};`);
  });
}

/** Leaves of coalesced accesses: those of the coordinates first, then those of the operands. */
export function leavesOf(
  loads: readonly { readonly array: string }[],
  coordinates: readonly number[],
  accesses: readonly Access[],
): Leaves {
  return {
    operands: loads.map(({ array }, i) => ({ array, access: accesses[coordinates.length + i] })),
    coordinate: (axis) => accesses[coordinates.indexOf(axis)],
  };
}

/** The axes whose coordinates the expressions use. */
export function coordinatesOf(exprs: readonly Expr[]): number[] {
  const axes = new Set<number>();
  const seen = new Set<Expr>();
  const visit = (expr: Expr): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'coordinate') axes.add(expr.axis);
    childrenOf(expr).forEach(visit);
  };
  exprs.forEach(visit);
  return [...axes];
}

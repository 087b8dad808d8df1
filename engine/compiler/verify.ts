/** The spec of a program: what every pass may rely on and must leave true. */

import { sizeOf } from '../graph/index.ts';
import { childrenOf, type Expr, type Operand, type ValueId } from '../ops/index.ts';
import { rewriteExpressions } from './expressions.ts';
import { type Program, readsOf, writesOf } from './program.ts';

/** @throws RangeError naming the first primitive that breaks the rules. */
export function verify(program: Program): void {
  const written = new Set<ValueId>();
  program.primitives.forEach((p, index) => {
    const complain = (problem: string): never => {
      throw new RangeError(`Internal: primitive ${index} (${p.kind}, for ${p.covers.join(', ')}): ${problem}.`);
    };
    for (const value of readsOf(p)) if (!written.has(value)) complain(`reads value ${value} before it is written`);
    for (const value of writesOf(p)) {
      if (written.has(value)) complain(`writes value ${value} a second time`);
      if (!program.values[value]) complain(`writes the unknown value ${value}`);
      written.add(value);
    }
    if (p.kind === 'reshape' && sizeOf(program.values[p.input].shape) !== sizeOf(program.values[p.output].shape)) {
      complain('changes the number of elements');
    }
    if ((p.kind === 'matmul' || p.kind === 'conv2d') && p.columnSums !== undefined) {
      const [output, sums] = [program.values[p.output], program.values[p.columnSums]];
      if (output.dtype !== 'float32' || sums.dtype !== 'float32') complain('sums columns that are not float32');
      if (sums.shape.join() !== String(output.shape.at(-1))) complain('has as many sums as it has no columns');
    }
    if (p.kind === 'matmul' && p.rowsOfA !== undefined) {
      const [table, rows, output] = [p.a, p.rowsOfA, p.output].map((value) => program.values[value]);
      if (p.transposeA || table.shape.length !== 2) complain('picks rows of what is no plain matrix');
      if (sizeOf(rows.shape) !== output.shape[0]) complain('picks as many rows as it does not have');
    }
    if (p.kind === 'elementwise') {
      p.outputs.forEach((output, i) => {
        if (program.values[output].shape.join() !== p.space.join())
          complain(`output ${i} has another shape than the space`);
        if (program.values[output].dtype !== p.exprs[i].dtype)
          complain(`output ${i} has another type than its expression`);
      });
    }
    rewriteExpressions(p, (operands, exprs, space) => {
      for (const expr of exprs) checkExpr(expr, operands);
      if (space) for (const operand of operands) checkView(operand, space);
      return undefined;
    });

    function checkExpr(expr: Expr, operands: readonly Operand[]): void {
      if (expr.kind === 'load') {
        const operand = operands[expr.operand];
        if (!operand) complain(`loads operand ${expr.operand} of ${operands.length}`);
        const { dtype } = program.values[operand.value];
        if (dtype !== expr.dtype) complain(`loads a ${dtype} as ${expr.dtype}`);
      }
      if (expr.kind === 'binary' && expr.x.dtype !== expr.y.dtype)
        complain(`${expr.op} of ${expr.x.dtype} and ${expr.y.dtype}`);
      for (const child of childrenOf(expr)) checkExpr(child, operands);
    }

    function checkView({ value, view }: Operand, space: readonly number[]): void {
      const { shape } = program.values[value];
      if (view.length !== shape.length)
        complain(`views value ${value} of rank ${shape.length} with ${view.length} axes`);
      if (space.some((size) => size === 0)) return;
      view.forEach(({ axis, start, step }, k) => {
        const last = axis === null ? start : start + step * (space[axis] - 1);
        if (start < 0 || last < 0 || start >= shape[k] || last >= shape[k]) {
          complain(`reads value ${value} outside axis ${k} (${start} to ${last} of ${shape[k]})`);
        }
      });
    }
  });
  for (const value of program.results) {
    if (!written.has(value)) throw new RangeError(`Internal: result value ${value} is never written.`);
  }
}

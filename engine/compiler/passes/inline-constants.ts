/** Puts constants of one element into the expressions that read them. */

import { type Expr, literal, substitute, type ValueId } from '../../ops/index.ts';
import { rewriteExpressions } from '../expressions.ts';
import type { Program } from '../program.ts';

export function inlineConstants(program: Program): Program {
  const literals = new Map<ValueId, Expr>();
  const primitives = program.primitives.map((p) => {
    if (p.kind === 'constant' && p.data.length === 1 && !Array.isArray(p.data)) {
      literals.set(p.output, literal(p.data[0], program.values[p.output].dtype));
    }
    if (p.kind === 'reshape') {
      const known = literals.get(p.input);
      if (known) literals.set(p.output, known);
    }
    return rewriteExpressions(p, (operands, exprs) => {
      if (!operands.some(({ value }) => literals.has(value))) return undefined;
      return {
        operands,
        exprs: exprs.map((expr) =>
          substitute(expr, (leaf) => (leaf.kind === 'load' ? literals.get(operands[leaf.operand].value) : undefined)),
        ),
      };
    });
  });
  return { ...program, primitives };
}

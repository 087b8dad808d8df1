/** Lets a matrix product read a transposed operand in place, instead of a copy of it. */

import type { Primitive, ValueId } from '../../ops/index.ts';
import type { Program } from '../program.ts';
import { Hazards } from './hazards.ts';

export function absorbTransposes(program: Program): Program {
  const transposed = new Map<ValueId, { input: ValueId; index: number }>();
  const hazards = new Hazards(program);
  const primitives = program.primitives.map((p, index): Primitive => {
    const input = transposedInput(program, p);
    if (input !== undefined && p.kind === 'elementwise') transposed.set(p.outputs[0], { input, index });
    if (p.kind !== 'matmul') return p;
    const a = absorb(p.a);
    const b = absorb(p.b);
    return {
      ...p,
      a: a ?? p.a,
      transposeA: p.transposeA !== (a !== undefined),
      b: b ?? p.b,
      transposeB: p.transposeB !== (b !== undefined),
    };

    function absorb(value: ValueId): ValueId | undefined {
      const source = transposed.get(value);
      return source && hazards.maySink(source.index, index) ? source.input : undefined;
    }
  });
  return { ...program, primitives };
}

/** The input of a primitive that does nothing but swap the last two axes. */
function transposedInput(program: Program, p: Primitive): ValueId | undefined {
  if (p.kind !== 'elementwise' || p.exprs.length !== 1 || p.exprs[0].kind !== 'load' || p.operands.length !== 1)
    return undefined;
  const [{ value, view }] = p.operands;
  const { shape } = program.values[value];
  const rank = shape.length;
  if (rank < 2 || p.space.length !== rank) return undefined;
  const swapped = (axis: number) => (axis === rank - 1 ? rank - 2 : axis === rank - 2 ? rank - 1 : axis);
  const matches = view.every(
    ({ axis, start, step }, k) =>
      start === 0 && shape[k] === p.space[swapped(k)] && (shape[k] === 1 || (axis === swapped(k) && step === 1)),
  );
  return matches ? value : undefined;
}

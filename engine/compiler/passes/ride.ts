/**
 * Lets elementwise work ride as the epilogue of the matrix product, convolution or reduction whose result it reads:
 * bias, activation and scaling are then applied as each result is stored.
 */

import {
  accumulator,
  isIdentity,
  isVectorizable,
  type Primitive,
  type PrimitiveOf,
  substitute,
  type ValueId,
} from '../../ops/index.ts';
import { compactOperands } from '../expressions.ts';
import { countUses, type Program } from '../program.ts';
import { takesRegisters } from './costly.ts';
import { Hazards } from './hazards.ts';

type Carrier = PrimitiveOf<'matmul'> | PrimitiveOf<'conv2d'> | PrimitiveOf<'reduce'>;

export function ride(program: Program): Program {
  const uses = countUses(program);
  const hazards = new Hazards(program);
  const carriers = new Map<ValueId, number>();
  const primitives: (Primitive | null)[] = [...program.primitives];
  program.primitives.forEach((p, index) => {
    if (p.kind === 'matmul' || p.kind === 'conv2d' || p.kind === 'reduce') carriers.set(p.output, index);
    if (p.kind !== 'elementwise' || p.exprs.length !== 1) return;
    const at = p.operands.findIndex(({ value, view }) => {
      const position = carriers.get(value);
      if (position === undefined || uses[value] !== 1) return false;
      const carrier = primitives[position] as Carrier;
      const shape = program.values[value].shape;
      if (carrier.kind !== 'reduce' && takesRegisters(p.exprs[0])) return false;
      // What has no form on vectors would take the carrier's from it.
      if (!isVectorizable(p.exprs) && isOnVectors(carrier, program)) return false;
      return carrier.epilogue === null && isIdentity(view, shape, p.space) && hazards.maySink(position, index);
    });
    if (at < 0) return;
    const value = p.operands[at].value;
    const position = carriers.get(value)!;
    const carrier = primitives[position] as Carrier & Primitive;
    const expr = substitute(p.exprs[0], (leaf) =>
      leaf.kind === 'load' && leaf.operand === at ? accumulator(leaf.dtype) : undefined,
    );
    const { operands, exprs } = compactOperands({ operands: p.operands, exprs: [expr] });
    primitives[position] = null;
    primitives[index] = {
      ...carrier,
      output: p.outputs[0],
      epilogue: { operands, expr: exprs[0] },
      covers: [...new Set([...carrier.covers, ...p.covers])],
    };
    carriers.delete(value);
  });
  return { ...program, primitives: primitives.filter((p) => p !== null) };
}

function isOnVectors(carrier: Carrier, { values }: Program): boolean {
  return carrier.kind === 'reduce' ? isVectorizable([carrier.expr]) : values[carrier.output].dtype === 'float32';
}

/**
 * Lets a matrix product read the rows that a gather picks where they lie, as when words are looked up in a table and the
 * next layer multiplies what was found: the rows are not copied first.
 */

import { sizeOf } from '../../graph/index.ts';
import type { Primitive, PrimitiveOf, ValueId } from '../../ops/index.ts';
import { addValue, countUses, hasEffect, type Program } from '../program.ts';
import { Hazards } from './hazards.ts';

/** Of a table: where rows begin is counted in 32 bits. */
const MOST_ELEMENTS = 2 ** 31;

export function absorbGathers(program: Program): Program {
  const uses = countUses(program);
  const hazards = new Hazards(program);
  const producers = new Map<ValueId, number>();
  const primitives: (Primitive | null)[] = [];
  /** Position, in the program as it was, of each primitive kept so far. */
  const origin: number[] = [];
  let lastEffect = -1;
  const append = (p: Primitive, index: number) => {
    primitives.push(p);
    origin.push(index);
  };
  program.primitives.forEach((p, index) => {
    if (p.kind === 'gather' || p.kind === 'reshape') producers.set(p.output, primitives.length);
    const found = p.kind === 'matmul' ? gathered(p) : undefined;
    if (p.kind === 'assign' || (p.kind === 'host' && hasEffect(p))) lastEffect = index;
    // What waits for the gather's check of its indices stays behind it.
    const maySink = (from: number) => from > lastEffect && hazards.maySink(from, index);
    if (p.kind !== 'matmul' || !found || !maySink(origin[found.positions[0]])) {
      append(p, index);
      return;
    }
    const { gather, positions } = found;
    for (const position of positions) primitives[position] = null;
    const table = addValue(program, { dtype: 'float32', shape: [sizeOf(gather.indexed), gather.inner] }).id;
    append({ kind: 'reshape', output: table, input: gather.params, covers: [] }, index);
    const covers = [...new Set([...gather.covers, ...p.covers])];
    append({ ...p, a: table, rowsOfA: gather.indices, covers }, index);
  });
  return { ...program, primitives: primitives.filter((p) => p !== null) };

  /** The gather that makes all of the left operand and nothing else, and where it and the reshapes after it are. */
  function gathered(p: PrimitiveOf<'matmul'>) {
    const { dtype, shape } = program.values[p.a];
    if (p.rowsOfA !== undefined || p.transposeA || shape.length !== 2 || dtype !== 'float32') return undefined;
    const positions: number[] = [];
    for (let value = p.a; ; ) {
      const position = producers.get(value);
      const producer = position === undefined ? undefined : primitives[position];
      if (position === undefined || !producer || uses[value] !== 1) return undefined;
      positions.unshift(position);
      if (producer.kind === 'gather') {
        const { outer, indexed, inner } = producer;
        const all = sizeOf(indexed) * inner;
        const fits = outer === 1 && indexed.length === 1 && inner === shape[1] && all > 0 && all < MOST_ELEMENTS;
        return fits ? { gather: producer, positions } : undefined;
      }
      if (producer.kind !== 'reshape') return undefined;
      value = producer.input;
    }
  }
}

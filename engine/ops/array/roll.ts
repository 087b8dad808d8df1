/** Roll: elements moved along axes, what leaves at the end coming in at the front. */

import type { Value } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { resolveAxis, wrapAxis } from './axis.ts';

defineOp('Roll', {
  inputs: ['input: T', 'shift: Tshift', 'axis: Taxis'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tshift: attr.type(typeSets.indices), Taxis: attr.type(typeSets.indices) },
  valueInputs: ['shift', 'axis'],
  infer: (c) => {
    const [{ shape }, shift, axis] = c.inputs;
    if (shape.rank === 0) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
    for (const { shape: own } of [shift, axis]) {
      if (own.rank !== null && own.rank > 1) c.fail('rank', `Shape must be at most rank 1 but is rank ${own.rank}`);
    }
    if (!shift.shape.isCompatibleWith(axis.shape)) c.fail('dimension', 'shift and axis must have the same size');
    for (const at of axis.value ?? []) {
      if (typeof at === 'number' && shape.rank !== null) resolveAxis(c, at, shape.rank);
    }
    return [shape];
  },
  gradient: ({ inputs: [, shift, axis] }, [gradient]) => [
    op('Roll', [gradient!, op('Neg', [shift]), axis]),
    null,
    null,
  ],
  lower: (c) => {
    const shifts = c.valueOf(1);
    const rank = c.inputs[0].shape.length;
    return [
      c.valueOf(2).reduce((value, axis, i): Value => {
        const at = wrapAxis(axis, rank);
        const size = value.shape[at];
        const by = size === 0 ? 0 : ((shifts[i] % size) + size) % size;
        if (by === 0) return value;
        const part = (from: number, count: number) =>
          c.b.slice(
            value,
            value.shape.map((_, k) => (k === at ? from : 0)),
            value.shape.map((extent, k) => (k === at ? count : extent)),
          );
        const start = (position: number) => value.shape.map((_, k) => (k === at ? position : 0));
        const pieces = [c.b.piece(part(size - by, by), start(0)), c.b.piece(part(0, size - by), start(by))];
        return c.b.assemble(value.dtype, value.shape, null, value.shape.includes(0) ? [] : pieces);
      }, c.inputs[0]),
    ];
  },
});

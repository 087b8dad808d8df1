/** MirrorPad: a tensor in a frame of its own reflection, and the gradient, which folds the frame back. */

import { along, binary, type Piece, type ProgramBuilder, type Value } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { paddedShape } from './pad.ts';

const attributes = () => ({
  T: attr.type(),
  Tpaddings: attr.type(typeSets.indices, 'int32'),
  mode: attr.string(),
});

/** How far from the edge the reflection starts: REFLECT leaves the edge itself out. */
const edge = (c: Pick<LoweringContext, 'attr'>) => (c.attr('mode', 'string') === 'REFLECT' ? 1 : 0);

function checkReach(c: InferenceContext): void {
  const [{ shape }, { value }] = c.inputs;
  shape.known?.forEach((size, axis) => {
    for (const side of [value?.[2 * axis], value?.[2 * axis + 1]]) {
      if (typeof side !== 'number' || side <= size - edge(c)) continue;
      const limit = edge(c) ? 'less than' : 'no greater than';
      c.fail('value', `paddings must be ${limit} the dimension size: ${side} is too much for ${size}`);
    }
  });
}

defineOp('MirrorPad', {
  inputs: ['input: T', 'paddings: Tpaddings'],
  outputs: ['output: T'],
  attributes: attributes(),
  valueInputs: ['paddings'],
  infer: (c) => {
    checkReach(c);
    return [paddedShape(c)];
  },
  gradient: (node, [gradient]) => [
    op('MirrorPadGrad', [gradient!, node.inputs[1]], { mode: node.attr('mode', 'string') }),
    null,
  ],
  lower: (c) => {
    const [input] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const paddings = c.valueOf(1);
    // Along each axis three segments: mirrored, as it is, mirrored; the pieces are all their combinations.
    const segments = input.shape.map((size, axis) => {
      const [before, after] = [paddings[2 * axis], paddings[2 * axis + 1]];
      return [
        { start: 0, count: before, view: along(axis, before - 1 + edge(c), -1) },
        { start: before, count: size, view: along(axis) },
        { start: before + size, count: after, view: along(axis, size - 1 - edge(c), -1) },
      ].filter(({ count }) => count > 0);
    });
    const pieces = combinations(segments).map(
      (combination): Piece => ({
        space: combination.map(({ count }) => count),
        start: combination.map(({ start }) => start),
        step: combination.map(() => 1),
        operands: [{ value: input.id, view: combination.map(({ view }) => view) }],
        expr: c.b.piece(input, []).expr,
      }),
    );
    return [c.b.assemble(dtype, shape, null, pieces)];
  },
});

defineOp('MirrorPadGrad', {
  inputs: ['input: T', 'paddings: Tpaddings'],
  outputs: ['output: T'],
  attributes: attributes(),
  valueInputs: ['paddings'],
  infer: (c) => [paddedShape(c, -1)],
  gradient: (node, [gradient]) => [
    op('MirrorPad', [gradient!, node.inputs[1]], { mode: node.attr('mode', 'string') }),
    null,
  ],
  lower: (c) => {
    const paddings = c.valueOf(1);
    const folded = c.outputs[0].shape.reduce(
      (value, size, axis) => fold(c.b, value, axis, size, [paddings[2 * axis], paddings[2 * axis + 1]], edge(c)),
      c.inputs[0],
    );
    return [folded];
  },
});

/** The middle of `value` along `axis` plus its two margins, turned over onto where they were mirrored from. */
function fold(
  b: ProgramBuilder,
  value: Value,
  axis: number,
  size: number,
  [before, after]: readonly [number, number],
  skip: number,
): Value {
  if (before === 0 && after === 0) return value;
  const shape = value.shape.map((extent, i) => (i === axis ? size : extent));
  const at = (position: number) => shape.map((_, i) => (i === axis ? position : 0));
  const margin = (start: number, from: number, count: number) => {
    const space = shape.map((extent, i) => (i === axis ? count : extent));
    const view = shape.map((_, i) => (i === axis ? along(i, from, -1) : along(i)));
    const piece = { ...b.piece(value, at(start)), space, operands: [{ value: value.id, view }] };
    return b.assemble(value.dtype, shape, 0, count > 0 ? [piece] : []);
  };
  const middle = b.slice(value, at(before), shape);
  const first = margin(skip, before - 1, before);
  const last = margin(size - skip - after, before + size + after - 1, after);
  return b.map([middle, first, last], (x, y, z) => binary('add', binary('add', x, y), z));
}

function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((heads, list) => heads.flatMap((head) => list.map((item) => [...head, item])), [[]]);
}

/** Triples along the last axis, such as colors and vectors in space, computed from triples at the same place. */

import {
  along,
  type Expr,
  fixed,
  identityView,
  load,
  type ProgramBuilder,
  type Value,
} from '../kernel-language/index.ts';

export type Triple = readonly [Expr, Expr, Expr];

/** `body` on the triples of each of `inputs`, which all are of one shape [..., 3]; `scalars` are the same everywhere. */
export function mapTriples(
  b: ProgramBuilder,
  inputs: readonly Value[],
  scalars: readonly Value[],
  body: (triples: readonly Triple[], scalars: readonly Expr[]) => Triple,
): Value {
  const [{ dtype, shape }] = inputs;
  const space = shape.slice(0, -1);
  const operands = [
    ...inputs.flatMap((value) => [0, 1, 2].map((i) => ({ value, view: [...identityView(space.length), fixed(i)] }))),
    ...scalars.map((value) => ({ value, view: [] })),
  ];
  const loads = operands.map(({ value }, i) => load(i, value.dtype));
  const triples = inputs.map((_, i) => loads.slice(3 * i, 3 * i + 3) as unknown as Triple);
  const results = b.elementwise(space, operands, body(triples, loads.slice(3 * inputs.length)));
  const pieces = results.map((value, i) => ({
    space: [...space, 1],
    start: [...space.map(() => 0), i],
    step: [...space.map(() => 1), 1],
    operands: [{ value: value.id, view: space.map((_, axis) => along(axis)) }],
    expr: load(0, dtype),
  }));
  return b.assemble(dtype, shape, null, shape.includes(0) ? [] : pieces);
}

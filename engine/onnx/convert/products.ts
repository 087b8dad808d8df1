/** Products of matrices, and what is added to their rows. */

import type { Conversion, Converter, Converters } from '../conversion.ts';
import type { Value } from '../value.ts';
import { widened } from './elementwise.ts';

/** A matrix, or a stack of them, turned over if an attribute says so. */
function matrix(c: Conversion, index: number, flag: string): Value {
  if (!c.attr(flag, 'bool')) return c.inputs[index];
  const rank = c.rank(index);
  const order = Array.from({ length: rank }, (_, axis) => axis);
  [order[rank - 2], order[rank - 1]] = [rank - 1, rank - 2];
  return c.b.transpose(c.inputs[index], order);
}

const product =
  (flags: readonly [string, string]): Converter =>
  (c) =>
    c.b.node('MatMul', [matrix(c, 0, flags[0]), matrix(c, 1, flags[1])]);

const biasAdd: Converter = (c) => {
  const [x, bias] = c.inputs;
  const first = c.op.type === 'BiasAdd' && c.text('data_format') === 'NCHW';
  const axes = first ? Array.from({ length: c.rank(0) - 2 }, (_, i) => i + 1) : [];
  const { constant } = bias;
  const along = constant ? c.b.reshape(bias, [constant.size, ...axes.map(() => 1)]) : c.b.unsqueeze(bias, axes);
  return widened(c, [x, along], (a, b) => c.b.elementwise('Add', [a, b]));
};

/** (x₂y₃ − x₃y₂, …) of the vectors of three along the last axis. */
const cross: Converter = (c) => {
  const [x, y] = c.inputs;
  const next = (value: Value) => c.b.node('Gather', [value, c.b.ints([1, 2, 0])], { axis: -1 });
  const last = (value: Value) => c.b.node('Gather', [value, c.b.ints([2, 0, 1])], { axis: -1 });
  return widened(c, [next(x), last(y), last(x), next(y)], (a, b, d, e) =>
    c.b.node('Sub', [c.b.node('Mul', [a, b]), c.b.node('Mul', [d, e])]),
  );
};

export const products: Converters = {
  MatMul: product(['transpose_a', 'transpose_b']),
  BatchMatMul: product(['adj_x', 'adj_y']),
  BatchMatMulV2: product(['adj_x', 'adj_y']),
  MatrixDeterminant: (c) => c.b.node('Det', [c.inputs[0]]),
  Cross: cross,
  BiasAdd: biasAdd,
  BiasAddV1: biasAdd,
};

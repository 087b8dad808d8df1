/** Operations that reduce, scan, rank. */

import { arrayOf } from '../constants.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import type { Value } from '../value.ts';
import { compare, widened } from './elementwise.ts';

/** Reduces over the axes that an input of the operation names. */
function reduce(c: Conversion, type: string, x: Value): Value {
  const keep = c.attr('keep_dims', 'bool');
  const attributes = { keepdims: Number(keep), noop_with_empty_axes: 1 };
  const axes = c.known(1);
  const { order, ...base } = x;
  if (order === undefined || axes === undefined) {
    const operand = axes ? c.b.ints(axes) : c.b.cast(c.b.reshape(c.inputs[1], [-1]), 'int64');
    return c.b.node(type, [x, operand], attributes);
  }
  const own = axes.map((axis) => order[axis < 0 ? axis + order.length : axis]);
  const reduced = c.b.node(type, [base, c.b.ints(own.sort((p, q) => p - q))], attributes);
  if (keep) return { ...reduced, order };
  // The axes that are left, counted among themselves.
  const left = order.filter((axis) => !own.includes(axis));
  const ranks = [...left].sort((p, q) => p - q);
  return c.b.transpose(
    reduced,
    left.map((axis) => ranks.indexOf(axis)),
  );
}

const reduction =
  (type: string): Converter =>
  (c) =>
    widened(c, [c.inputs[0]], (x) => reduce(c, type, x));

/** Whether any is true: more than none are. Of no elements, none is. */
function anyOf(c: Conversion, x: Value): Value {
  const count = reduce(c, 'ReduceSum', c.b.cast(x, 'int32'));
  return compare(c, 'Greater', count, c.b.scalar('int32', 0));
}

const arg =
  (type: string): Converter =>
  (c) => {
    const [x] = c.inputs;
    const numeric = x.dtype === 'bool' || x.dtype === 'uint8' ? c.b.cast(x, 'int32') : x;
    const found = c.b.node(type, [numeric], { axis: c.axis(1, c.rank(0)), keepdims: 0 }, 'int64');
    return c.b.counted(found, c.dtype);
  };

const topK =
  (k: (c: Conversion) => Value): Converter =>
  (c) => {
    const [x] = c.inputs;
    const numeric = x.dtype === 'uint8' ? c.b.cast(x, 'int32') : x;
    const attributes = { axis: -1, largest: 1, sorted: 1 };
    const [values, indices] = c.b.outputsOf('TopK', [numeric, k(c)], attributes, [numeric.dtype, 'int64']);
    return [c.b.cast(values, x.dtype), c.b.counted(indices, 'int32')];
  };

/** Whether the score of the target is among the k highest: fewer than k are higher, and all are finite. */
const inTopK: Converter = (c) => {
  const { b } = c;
  const [x, targets] = c.inputs;
  const score = b.node('GatherElements', [x, b.unsqueeze(targets, [1])], { axis: 1 });
  const higher = b.cast(compare(c, 'Greater', x, score), 'int32');
  const count = b.node('ReduceSum', [higher, b.ints([1])], { keepdims: 0 });
  const k = c.op.type === 'InTopK' ? b.scalar('int32', c.attr('k', 'int')) : b.cast(c.inputs[2], 'int32');
  const [nan, infinite] = ['IsNaN', 'IsInf'].map((type) => b.node(type, [x], {}, 'bool'));
  const wrong = b.cast(b.node('Or', [nan, infinite], {}, 'bool'), 'int32');
  const none = b.node(
    'Equal',
    [b.node('ReduceSum', [wrong, b.ints([1])], { keepdims: 0 }), b.scalar('int32', 0)],
    {},
    'bool',
  );
  return b.node('And', [compare(c, 'Less', count, k), none], {}, 'bool');
};

export const reductions: Converters = {
  Sum: reduction('ReduceSum'),
  Mean: reduction('ReduceMean'),
  Prod: reduction('ReduceProd'),
  Max: reduction('ReduceMax'),
  Min: reduction('ReduceMin'),
  Any: (c) => anyOf(c, c.inputs[0]),
  All: (c) => c.b.elementwise('Not', [anyOf(c, c.b.elementwise('Not', [c.inputs[0]]))]),
  ArgMax: arg('ArgMax'),
  ArgMin: arg('ArgMin'),
  L2Loss: (c) => {
    const [x] = c.inputs;
    const sum = c.b.node('ReduceSum', [c.b.elementwise('Mul', [x, x]), null], { keepdims: 0 });
    return c.b.node('Mul', [sum, c.b.scalar(x.dtype, 0.5)]);
  },
  Cumsum: (c) =>
    widened(c, [c.inputs[0]], (x) => {
      const axis = c.b.constant(arrayOf('int64', [], [c.axis(1, c.rank(0))]));
      const attributes = {
        exclusive: Number(c.attr('exclusive', 'bool')),
        reverse: Number(c.attr('reverse', 'bool')),
      };
      return c.b.node('CumSum', [x, axis], attributes);
    }),
  TopK: topK((c) => c.b.ints([c.attr('k', 'int')])),
  TopKV2: topK((c) => c.b.reshape(c.b.cast(c.inputs[1], 'int64'), [1])),
  InTopK: inTopK,
  InTopKV2: inTopK,
};

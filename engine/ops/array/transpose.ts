/** Transpose, InvertPermutation, ReverseV2: axes and elements in another order. */

import { isKnown, type PartialValue, TensorShape } from '../../graph/index.ts';
import { along, cast, coordinate, type View } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { resolveAxis, wrapAxis } from './axis.ts';
import { viewValue } from './partial-view.ts';

defineOp('Transpose', {
  inputs: ['x: T', 'perm: Tperm'],
  outputs: ['y: T'],
  attributes: { T: attr.type(), Tperm: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['perm'],
  infer: (c) => {
    const [x, perm] = c.inputs;
    const length = perm.shape.dims?.[0];
    const rank = x.shape.rank ?? (length !== undefined && isKnown(length) ? length : undefined);
    if (rank === undefined) return [TensorShape.unknown];
    if (length !== undefined && isKnown(length) && length !== rank) {
      c.fail('rank', `Dimension must be ${rank} but is ${length}`);
    }
    const order = permutation(c, perm.value, rank);
    if (!order) return [new TensorShape(Array.from({ length: rank }, (_, axis) => c.fresh(axis)))];
    const shape = new TensorShape(order.map((axis, at) => x.shape.dims?.[axis] ?? c.fresh(at)));
    return [{ shape, value: viewValue(x.value, x.shape, shape, transposeView(order)) }];
  },
  gradient: (node, [gradient]) => [
    op('Transpose', [gradient!, op('InvertPermutation', [node.inputs[1]])], {}, 'transpose'),
    null,
  ],
  lower: (c) => {
    const [x] = c.inputs;
    return [
      c.b.transpose(
        x,
        c.valueOf(1).map((axis) => wrapAxis(axis, x.shape.length)),
      ),
    ];
  },
});

/** The elements of `value` if they are a permutation of 0…rank−1; undefined if not all are known. */
function permutation(c: InferenceContext, value: PartialValue | undefined, rank: number): number[] | undefined {
  if (!value?.every((axis) => typeof axis === 'number')) return undefined;
  const order = value.map((axis) => resolveAxis(c, axis as number, rank));
  const missing = Array.from({ length: rank }, (_, axis) => axis).find((axis) => !order.includes(axis));
  if (missing !== undefined) c.fail('value', `${missing} is missing from {${value.join(',')}}`);
  return order;
}

const transposeView = (order: readonly number[]): View => order.map((_, axis) => along(order.indexOf(axis)));

defineOp('InvertPermutation', {
  inputs: ['x: T'],
  outputs: ['y: T'],
  attributes: { T: attr.type(typeSets.indices, 'int32') },
  infer: (c) => {
    const { shape, value } = c.inputs[0];
    if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
    const order = permutation(c, value, value?.length ?? 0);
    return [{ shape, value: order?.map((_, at) => order.indexOf(at)) }];
  },
  gradient: 'none',
  lower: (c) => {
    const [x] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const positions = c.b.elementwise(shape, [], [cast(coordinate(0), dtype)])[0];
    return [c.b.scatter('update', shape, { base: null, indices: c.b.column(x), updates: positions })];
  },
});

defineOp('ReverseV2', {
  inputs: ['tensor: T', 'axis: Tidx'],
  outputs: ['output: T'],
  attributes: { Tidx: attr.type(typeSets.indices, 'int32'), T: attr.type() },
  valueInputs: ['axis'],
  infer: (c) => {
    const [{ shape, value }, axis] = c.inputs;
    const axes = axis.value;
    if (!shape.dims || !axes?.every((a) => typeof a === 'number')) return [shape];
    const reversed = axes.map((a) => resolveAxis(c, a as number, shape.dims!.length));
    const twice = reversed.find((a, at) => reversed.indexOf(a) !== at);
    if (twice !== undefined) c.fail('axis', `axis ${twice} specified more than once`);
    if (!shape.known) return [shape];
    return [{ shape, value: viewValue(value, shape, shape, reverseView(shape.known, reversed)) }];
  },
  gradient: (node, [gradient]) => [op('ReverseV2', [gradient!, node.inputs[1]]), null],
  lower: (c) => {
    const [{ shape }] = c.inputs;
    const axes = c.valueOf(1).map((axis) => wrapAxis(axis, shape.length));
    return [c.b.view(c.inputs[0], shape, reverseView(shape, axes))];
  },
});

const reverseView = (shape: readonly number[], axes: readonly number[]): View =>
  shape.map((size, axis) => (axes.includes(axis) ? along(axis, size - 1, -1) : along(axis)));

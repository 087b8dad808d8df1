/**
 * SegmentSum and its kind: neighbouring rows with one id become one row. The last id says how many rows come out, so
 * that the size is known only from values.
 */

import { type Dim, dimsMayBeEqual, fullyKnown, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { integerConstant, rankTensor } from '../array/integers.ts';
import { scalarTensor } from '../constant.ts';
import type { HostCallOf } from '../kernel-language/index.ts';
import { sub, truediv } from '../math/arithmetic.ts';
import { attr, defineOp, type GradientFunction, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { extremeGradient, productOfOthers, type Segments } from './segment-gradients.ts';

function segmentShape(c: InferenceContext): TensorShape[] {
  const [{ shape: data }, { shape: ids, value }] = c.inputs;
  if (data.rank === 0) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  if (ids.dims && ids.dims.length !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${ids.dims.length}`);
  if (!data.dims) return [TensorShape.unknown];
  if (ids.dims && !dimsMayBeEqual(ids.dims[0], data.dims[0])) {
    c.fail('size', 'segment_ids should be the same size as dimension 0 of input.');
  }
  return [new TensorShape([rowsOf(fullyKnown(value)) ?? c.fresh(0), ...data.dims.slice(1)])];
}

/** Undefined too for ids that a run refuses. */
function rowsOf(ids: readonly number[] | undefined): Dim | undefined {
  if (!ids) return undefined;
  const isSorted = ids.every((id, i) => id >= (i === 0 ? 0 : ids[i - 1]));
  return isSorted ? (ids.at(-1) ?? -1) + 1 : undefined;
}

const pick = (rows: Tensor, ids: Tensor) => op('GatherV2', [rows, ids, integerConstant(0)]);

const segmentsOf = (ids: Tensor): Segments => ({
  pick: (rows) => pick(rows, ids),
  pickAny: (rows) => pick(rows, ids),
  reduce: (reduction, data) => op(`Segment${reduction}`, [data, ids]),
});

/** How many elements each segment has, over a shape that broadcasts with the result. */
function countsOf({ inputs: [data, ids] }: Operation): Tensor {
  const rest = op('ExpandDims', [sub(rankTensor(data), 1), integerConstant(0)]);
  const ones = op('Fill', [rest, integerConstant(1)]);
  const shape = op('ConcatV2', [[op('Shape', [ids]), ones], integerConstant(0)], {}, 'concat');
  return op('SegmentSum', [op('Fill', [shape, scalarTensor(1, data.dtype)]), ids]);
}

const gradients: Record<HostCallOf<'SegmentReduce'>['reduction'], GradientFunction> = {
  sum: (node, [g]) => [pick(g!, node.inputs[1]), null],
  mean: (node, [g]) => [pick(truediv(g!, countsOf(node)), node.inputs[1]), null],
  max: (node, [g]) => [extremeGradient(node, g!, segmentsOf(node.inputs[1])), null],
  min: (node, [g]) => [extremeGradient(node, g!, segmentsOf(node.inputs[1])), null],
  prod: (node, [g]) => [productOfOthers(node, g!, segmentsOf(node.inputs[1])), null],
};

for (const [type, reduction] of [
  ['SegmentSum', 'sum'],
  ['SegmentMean', 'mean'],
  ['SegmentMax', 'max'],
  ['SegmentMin', 'min'],
  ['SegmentProd', 'prod'],
] as const) {
  defineOp(type, {
    inputs: ['data: T', 'segment_ids: Tindices'],
    outputs: ['output: T'],
    attributes: { T: attr.type(typeSets.numeric), Tindices: attr.type(typeSets.indices) },
    dynamic: true,
    infer: segmentShape,
    gradient: gradients[reduction],
    lower: (c) => c.b.host({ name: 'SegmentReduce', reduction }, c.inputs, c.outputs),
  });
}

/** UnsortedSegmentSum and its kind: slices with one id become one, in any order; those with a negative id are dropped. */

import {
  type Dim,
  type DType,
  GraphError,
  isKnown,
  type Operation,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { integerConstant, shapeTensor } from '../array/integers.ts';
import type { PrimitiveOf } from '../kernel-language/index.ts';
import {
  attr,
  defineOp,
  type GradientFunction,
  type InferenceContext,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { extremeGradient, productOfOthers, type Segments } from './segment-gradients.ts';

function segmentShape(c: InferenceContext): TensorShape[] {
  const [{ shape: data }, { shape: ids }, count] = c.inputs;
  if (!data.dims || !ids.dims) return [TensorShape.unknown];
  const prefix = new TensorShape(data.dims.slice(0, ids.dims.length));
  if (!prefix.isCompatibleWith(ids)) {
    c.fail(
      'dimension',
      `data.shape = ${data.toBrackets()} does not start with segment_ids.shape = ${ids.toBrackets()}`,
    );
  }
  const segments: Dim = count.value?.[0] ?? c.fresh(0);
  if (isKnown(segments) && segments < 0) c.fail('value', `num_segments must be >= 0, but is ${segments}`);
  return [new TensorShape([segments, ...data.dims.slice(ids.dims.length)])];
}

/** What a segment without slices holds, if not zeros: what changes nothing. */
type Neutral = (dtype: DType) => number | bigint;

function lowerSegments(c: LoweringContext, mode: PrimitiveOf<'scatter'>['mode'], neutral?: Neutral) {
  const [data, ids] = c.inputs;
  const [{ dtype, shape }] = c.outputs;
  const base = neutral ? c.b.fill(neutral(dtype), dtype, shape) : null;
  return [c.b.scatter(mode, shape, { base, indices: c.b.column(ids), updates: data, skipNegative: true })];
}

/** The lowest and the highest finite number. */
const bounds: Partial<Record<DType, readonly [number | bigint, number | bigint]>> = {
  float32: [-3.4028234663852886e38, 3.4028234663852886e38],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint8: [0, 255],
};

function segmentsOf(node: Operation): Segments {
  const [, ids, count] = node.inputs;
  const zeros = op('ZerosLike', [ids], {}, 'zeros_like');
  const clipped = op('Maximum', [ids, zeros]);
  const pickAny = (rows: Tensor) => op('GatherV2', [rows, clipped, integerConstant(0)], {});
  const kept = (like: Tensor) => {
    const isNamed = op('GreaterEqual', [ids, zeros]);
    const everywhere = op('OnesLike', [op('Cast', [like], { DstT: 'bool' })], {}, 'ones_like');
    const lined = op('Reshape', [isNamed, columnShape(node, ids, like)]);
    return op('LogicalAnd', [lined, everywhere]);
  };
  // Each element gets what its segment has; elements that were dropped get nothing.
  const pick = (rows: Tensor) => {
    const picked = pickAny(rows);
    return op('Select', [kept(picked), picked, op('ZerosLike', [picked], {}, 'zeros_like')]);
  };
  return { pick, pickAny, kept, reduce: (reduction, x) => op(`UnsortedSegment${reduction}`, [x, ids, count]) };
}

/** The shape of `ids` followed by ones up to the rank of `like`. */
function columnShape(node: Operation, ids: Tensor, like: Tensor): Tensor {
  const [rank, total] = [ids.shape.rank, like.shape.rank];
  if (rank === null || total === null) {
    throw new GraphError(`The gradient of ${node.type} needs segment ids and data of known rank.`, node.describe());
  }
  if (rank === total) return shapeTensor(ids);
  const ones = integerConstant(new Array(total - rank).fill(1));
  return op('ConcatV2', [[shapeTensor(ids), ones], integerConstant(0)], {}, 'concat');
}

const ofExtreme: GradientFunction = (node, [g]) => [extremeGradient(node, g!, segmentsOf(node)), null, null];

for (const [type, mode, gradient, neutral] of [
  ['UnsortedSegmentSum', 'add', (node, [g]) => [segmentsOf(node).pick(g!), null, null], undefined],
  ['UnsortedSegmentMax', 'max', ofExtreme, (dtype) => bounds[dtype]![0]],
  ['UnsortedSegmentMin', 'min', ofExtreme, (dtype) => bounds[dtype]![1]],
  [
    'UnsortedSegmentProd',
    'mul',
    (node, [g]) => [productOfOthers(node, g!, segmentsOf(node)), null, null],
    (dtype) => (dtype === 'int64' ? 1n : 1),
  ],
] as const satisfies [string, PrimitiveOf<'scatter'>['mode'], GradientFunction, Neutral | undefined][]) {
  defineOp(type, {
    inputs: ['data: T', 'segment_ids: Tindices', 'num_segments: Tnumsegments'],
    outputs: ['output: T'],
    attributes: {
      T: attr.type(typeSets.numeric),
      Tindices: attr.type(typeSets.indices),
      Tnumsegments: attr.type(typeSets.indices, 'int32'),
    },
    valueInputs: ['num_segments'],
    infer: segmentShape,
    gradient,
    lower: (c) => lowerSegments(c, mode, neutral),
  });
}

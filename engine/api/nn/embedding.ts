/** `tf.nn.embeddingLookup`: rows by number, from one table or from one that several tensors hold in parts. */

import { GraphError, NdArray, type Tensor, TensorShape } from '../../graph/index.ts';
import { op, rankTensor, sizeTensor } from '../../ops/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { concat } from '../array/join.ts';
import { vectorRange } from '../array/slice.ts';
import { asTensor, convertToTensor, isTensorLike, type TensorLike } from '../convert.ts';
import { clipAlong } from '../math/clip-along.ts';
import { opScope } from '../op-scope.ts';
import type { GatherRank } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { cast, reshape, shapeOf } from './operator.ts';
import { checkStrategy, type PartitionStrategy, placesOf } from './partition-strategy.ts';

export interface EmbeddingLookupOptions {
  /** Which part of a table holds which row: 'mod' deals the rows out in turn, 'div' gives each part a run of them. */
  readonly partitionStrategy?: PartitionStrategy;
  /** The Euclidean length that a row has at most; longer ones are scaled down. Default: rows stay as they are. */
  readonly maxNorm?: TensorLike;
  readonly name?: string;
}

/**
 * Rows of `params` [n, ...] by number: ids [...] (int32 or int64) → [...ids, ...row]. A list of tensors is one table in
 * parts, alike but for the first axis. With 'mod', the default `partitionStrategy`, row i of the table is row ⌊i / parts⌋
 * of part i mod parts; with 'div' the parts hold the rows one after another. Where the rows do not divide evenly, the first
 * parts have one more. The gradient of each part is of the rows that were looked up in it.
 * @throws GraphError for an empty list or another strategy, ShapeError for parts whose rows differ in shape.
 */
export const embeddingLookup = publicFunction(
  "nn.embeddingLookup(params: tensor, ids: tensor, {partitionStrategy = 'mod', maxNorm: tensor, name})",
  <P extends TensorLike, I extends TensorLike>(
    params: P,
    ids: I,
    options: EmbeddingLookupOptions = {},
  ): Tensor<DTypeOf<P>, GatherRank<I>> => {
    const given = tableParts(params);
    const { partitionStrategy = 'mod' } = options;
    checkStrategy(partitionStrategy);
    return opScope(options.name, 'embedding_lookup', [...given, ids], (scope) => {
      const dtype = given.map(asTensor).find(Boolean)?.dtype;
      const parts = given.map((part, i) => convertToTensor(part, { preferredDtype: dtype, name: `params_${i}` }));
      const numbers = convertToTensor(ids, { preferredDtype: 'int32', name: 'ids' });
      const clip = (rows: Tensor): Tensor => clipped(rows, numbers, options.maxNorm);
      if (parts.length > 1) return clip(gatherFromParts(parts, numbers, partitionStrategy, scope));
      return op('Identity', [clip(apply('GatherV2', [parts[0], numbers, 0], {}, { name: scope }))]);
    }) as Tensor<DTypeOf<P>, GatherRank<I>>;
  },
);

/** The parts of a table: the tensors of a list that has any. Numbers in lists are one table. */
function tableParts(params: TensorLike): readonly TensorLike[] {
  if (!Array.isArray(params)) return [params];
  if (params.length === 0) throw new GraphError('embeddingLookup needs at least one table, but the list is empty.');
  return params.some((part) => isTensorLike(part) || part instanceof NdArray) ? params : [params];
}

/** Each part is asked for the rows that it holds, and what they give is put in the order of the ids. */
function gatherFromParts(parts: readonly Tensor[], ids: Tensor, strategy: PartitionStrategy, scope: string): Tensor {
  const flat = reshape(ids, [-1]);
  const order = apply('Range', [0, sizeTensor(flat), 1], {}, { fallback: 'range' });
  const { part, row } = placesOf(flat, parts, strategy);
  const partOf = cast(part, 'int32');
  const sorted = (data: Tensor) =>
    applyOp('DynamicPartition', [data, partOf], { num_partitions: parts.length }).outputs;
  const [rows, places] = [sorted(row), sorted(order)];
  const gathered = parts.map((table, i) => apply('GatherV2', [table, rows[i], 0]));
  const stitched = op('ParallelDynamicStitch', [places, gathered], {}, scope);
  const tail = rowShape(parts);
  const { known } = tail;
  const sizes = known
    ? new NdArray('int32', [known.length], Int32Array.from(known))
    : vectorRange(shapeOf(parts[0]), 1, null);
  const result = reshape(stitched, concat([shapeOf(ids), sizes], 0));
  if (ids.shape.dims && tail.dims) result.setShape(new TensorShape([...ids.shape.dims, ...tail.dims]));
  return result;
}

/** What all parts know of the shape of one row. Stitching has refused rows of different shapes. */
function rowShape(parts: readonly Tensor[]): TensorShape {
  return parts.reduce((shape, { shape: { dims } }) => {
    return dims ? (shape.mergeWith(new TensorShape(dims.slice(1))) ?? shape) : shape;
  }, TensorShape.unknown);
}

/** `rows` [...ids, ...row], each row no longer than `maxNorm`. */
function clipped(rows: Tensor, ids: Tensor, maxNorm: TensorLike | undefined): Tensor {
  if (maxNorm === undefined || maxNorm === null) return rows;
  const [from, to] = [ids.shape.rank, rows.shape.rank];
  // TensorFlow takes a rank of 0 for one that is not known.
  if (from && to)
    return clipAlong(
      rows,
      maxNorm,
      Array.from({ length: to - from }, (_, i) => from + i),
    );
  const [first, end] = [from || rankTensor(ids), to || rankTensor(rows)];
  return clipAlong(rows, maxNorm, apply('Range', [first, end, 1], {}, { fallback: 'range' }));
}

/** Axes in another order, elements backwards, tensors repeated and framed. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';

export interface TransposeOptions {
  /** Output axis i is input axis perm[i]; default: all axes backwards. */
  readonly perm?: TensorLike;
  readonly name?: string;
}

/** The axes of `a` in the order of `perm`: output axis i is input axis perm[i]; left out, all axes backwards. */
export const transpose = publicFunction(
  "transpose(a: tensor, perm?: any, {name = 'transpose'})",
  <X extends TensorLike>(
    a: X,
    perm?: TensorLike | null | TransposeOptions,
    options?: TransposeOptions,
  ): TensorOf<X> => {
    const given = readOptions<TransposeOptions>(['perm'], [perm, options]);
    return opScope(given.name, 'transpose', [a], (scope): TensorOf<X> => {
      if (given.perm !== undefined) return apply('Transpose', [a, given.perm], {}, { name: scope });
      const x = convertToTensor(a, { name: 'a' });
      return apply('Transpose', [x, backwards(x)], {}, { name: scope });
    });
  },
);

/** The axes of `x`, last first. */
function backwards(x: Tensor): TensorLike {
  const { rank } = x.shape;
  if (rank !== null) return Int32Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  const dynamic = op('Rank', [x]);
  const last = apply('Sub', [dynamic, 1], {}, { fallback: 'sub' });
  return apply('Sub', [last, apply('Range', [0, dynamic, 1])], {}, { fallback: 'sub' });
}

/** The permutation that undoes `x`: y[x[i]] = i. */
export const invertPermutation = publicFunction(
  'invertPermutation(x: tensor, {name})',
  <X extends TensorLike>(x: X, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('InvertPermutation', [x], {}, options),
);

/** `tensor` read backwards along the axes of the list `axis`. */
export const reverse = publicFunction(
  'reverse(tensor: tensor, axis: any, {name})',
  <X extends TensorLike>(tensor: X, axis: TensorLike, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('ReverseV2', [tensor, axis], {}, options),
);

export interface ReverseSequenceOptions {
  /** The axis of the steps, which are turned round. */
  readonly seqAxis?: number;
  /** The axis of the examples; default 0. */
  readonly batchAxis?: number;
  /** As `seqAxis`. */
  readonly seqDim?: number;
  /** As `batchAxis`. */
  readonly batchDim?: number;
  readonly name?: string;
}

/**
 * For each example i along `batchAxis`, the first `seqLengths[i]` steps along `seqAxis` backwards; the others stay.
 * `seqLengths` is a vector (int32 or int64) of numbers from 0 to the size of `seqAxis`: in a run others are an error.
 * @throws ShapeError for axes that are not there, or are the same.
 */
export const reverseSequence = publicFunction(
  'reverseSequence(input: tensor, seqLengths: tensor, seqAxis?: any, batchAxis: any = 0, {seqDim: any, batchDim: any, name})',
  <X extends TensorLike>(
    input: X,
    seqLengths: TensorLike,
    seqAxis?: number | null | ReverseSequenceOptions,
    batchAxis?: number | null | ReverseSequenceOptions,
    options?: ReverseSequenceOptions,
  ): TensorOf<X> => {
    const given = readOptions<ReverseSequenceOptions>(['seqAxis', 'batchAxis'], [seqAxis, batchAxis, options]);
    const sequence = given.seqAxis ?? given.seqDim;
    if (sequence === undefined) throw new GraphError('reverseSequence needs seqAxis: the axis of the steps.');
    const attributes = { seq_dim: sequence, batch_dim: given.batchAxis ?? given.batchDim ?? 0 };
    const lengths =
      asTensor(seqLengths) ?? convertToTensor(seqLengths, { preferredDtype: 'int32', name: 'seq_lengths' });
    return apply('ReverseSequence', [input, lengths], attributes, { name: given.name });
  },
);

/**
 * `input` with its elements moved by `shift` along `axis`, both numbers or lists of the same length: what leaves at the end
 * comes in at the front.
 */
export const roll = publicFunction(
  'roll(input: tensor, shift: any, axis: any, {name})',
  <X extends TensorLike>(
    input: X,
    shift: TensorLike,
    axis: TensorLike,
    options: { readonly name?: string } = {},
  ): TensorOf<X> => apply('Roll', [input, shift, axis], {}, options),
);

/** `input` repeated `multiples[i]` times along axis i. */
export const tile = publicFunction(
  'tile(input: tensor, multiples: any, {name})',
  <X extends TensorLike>(input: X, multiples: TensorLike, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('Tile', [input, multiples], {}, options),
);

export type PadMode = 'CONSTANT' | 'REFLECT' | 'SYMMETRIC';

export interface PadOptions {
  /** What the frame holds: one value (default), or the mirrored tensor without or with its edge. */
  readonly mode?: PadMode;
  /** The frame's value; default 0. */
  readonly constantValues?: TensorLike;
  readonly name?: string;
}

/**
 * `tensor` in a frame.
 * @param paddings - One [before, after] an axis.
 * @throws ShapeError where a mirrored frame would be wider than what is mirrored.
 */
export const pad = publicFunction(
  "pad(tensor: tensor, paddings: any, mode = 'CONSTANT', {constantValues = 0, name})",
  <X extends TensorLike>(
    tensor: X,
    paddings: TensorLike,
    mode?: PadMode | PadOptions,
    options?: PadOptions,
  ): TensorOf<X> => {
    const given = readOptions<PadOptions>(['mode'], [mode, options]);
    const { name, constantValues = 0 } = given;
    const chosen = (given.mode ?? 'CONSTANT').toUpperCase();
    if (chosen === 'REFLECT' || chosen === 'SYMMETRIC') {
      return apply('MirrorPad', [tensor, paddings], { mode: chosen }, { name });
    }
    if (chosen !== 'CONSTANT') {
      throw new GraphError(`Unknown padding mode '${given.mode}': use CONSTANT, REFLECT or SYMMETRIC.`);
    }
    if (constantValues === 0) return apply('Pad', [tensor, paddings], {}, { name });
    return apply('PadV2', [tensor, paddings, constantValues], {}, { name });
  },
);

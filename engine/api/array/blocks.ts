/** Blocks of positions as examples or as channels, and back. */

import { GraphError } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';

interface NameOption {
  readonly name?: string;
}

/**
 * Cuts the axes after the first, in a frame of zeros, into blocks of `blockShape` (a vector), and makes an example of the
 * elements at each place in the blocks: [n · Π blocks, …(before + size + after) / block, …].
 * @param paddings - One [before, after] a block axis.
 * @throws ShapeError where a block does not fit a whole number of times.
 */
export const spaceToBatchNd = publicFunction(
  'spaceToBatchNd(input: tensor, blockShape: any, paddings: any, {name})',
  <X extends TensorLike>(
    input: X,
    blockShape: TensorLike,
    paddings: TensorLike,
    options: NameOption = {},
  ): TensorOf<X> => apply('SpaceToBatchND', [input, blockShape, paddings], {}, options),
);

/**
 * The inverse of `spaceToBatchNd`: examples back into blocks, and the frame cut off.
 * @param crops - One [before, after] a block axis.
 * @throws ShapeError where the examples are no multiple of a block.
 */
export const batchToSpaceNd = publicFunction(
  'batchToSpaceNd(input: tensor, blockShape: any, crops: any, {name})',
  <X extends TensorLike>(input: X, blockShape: TensorLike, crops: TensorLike, options: NameOption = {}): TensorOf<X> =>
    apply('BatchToSpaceND', [input, blockShape, crops], {}, options),
);

interface BlockOptions extends NameOption {
  /** The side of a square block. */
  readonly blockSize?: number;
}

/** `spaceToBatchNd` of images [n, h, w, c] with square blocks. */
export const spaceToBatch = publicFunction(
  'spaceToBatch(input: tensor, paddings: any, blockSize: any, {name})',
  <X extends TensorLike>(
    input: X,
    paddings: TensorLike,
    blockSize?: number | BlockOptions,
    options?: BlockOptions,
  ): TensorOf<X> => {
    const given = readOptions<BlockOptions>(['blockSize'], [blockSize, options]);
    return spaceToBatchNd(input, squareOf(given), paddings, { ...(given.name && { name: given.name }) });
  },
);

/** `batchToSpaceNd` of images [n, h, w, c] with square blocks. */
export const batchToSpace = publicFunction(
  'batchToSpace(input: tensor, crops: any, blockSize: any, {name})',
  <X extends TensorLike>(
    input: X,
    crops: TensorLike,
    blockSize?: number | BlockOptions,
    options?: BlockOptions,
  ): TensorOf<X> => {
    const given = readOptions<BlockOptions>(['blockSize'], [blockSize, options]);
    return batchToSpaceNd(input, squareOf(given), crops, { ...(given.name && { name: given.name }) });
  },
);

function squareOf({ blockSize }: BlockOptions): TensorLike {
  if (!Number.isSafeInteger(blockSize)) throw new GraphError(`blockSize must be a whole number, not ${blockSize}.`);
  return BigInt64Array.of(BigInt(blockSize!), BigInt(blockSize!));
}

interface DepthOptions extends BlockOptions {
  /** NHWC (default) is all there is. */
  readonly dataFormat?: 'NHWC';
}

/** Square blocks of images as channels: [n, h, w, c] → [n, h / s, w / s, c · s²]. @throws ShapeError where they do not fit. */
export const spaceToDepth = publicFunction(
  "spaceToDepth(input: tensor, blockSize: any, {dataFormat = 'NHWC', name})",
  <X extends TensorLike>(input: X, blockSize?: number | DepthOptions, options?: DepthOptions): TensorOf<X> => {
    const given = readOptions<DepthOptions>(['blockSize'], [blockSize, options]);
    const { name, dataFormat = 'NHWC' } = given;
    return apply('SpaceToDepth', [input], { block_size: given.blockSize, data_format: dataFormat }, { name });
  },
);

/** Channels as square blocks of images: [n, h, w, c · s²] → [n, h · s, w · s, c]. @throws ShapeError for other depths. */
export const depthToSpace = publicFunction(
  "depthToSpace(input: tensor, blockSize: any, {dataFormat = 'NHWC', name})",
  <X extends TensorLike>(input: X, blockSize?: number | DepthOptions, options?: DepthOptions): TensorOf<X> => {
    const given = readOptions<DepthOptions>(['blockSize'], [blockSize, options]);
    const { name, dataFormat = 'NHWC' } = given;
    return apply('DepthToSpace', [input], { block_size: given.blockSize, data_format: dataFormat }, { name });
  },
);

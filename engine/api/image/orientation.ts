/** Images turned over and around: [rows, columns, channels] or [batch, rows, columns, channels]. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { randomUniform } from '../random/random.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { type Images, imagesOf, type NameOption, sizeAlong } from './pixels.ts';

type Side = 'rows' | 'columns';

const reversed = ({ tensor }: Images, ...axes: readonly number[]): Tensor =>
  apply('ReverseV2', [tensor, Int32Array.from(axes)]);

const flipped = (fallback: string, side: Side) =>
  (<X extends TensorLike>(image: X): TensorOf<X> =>
    opScope(undefined, fallback, [image], () => {
      const images = imagesOf(image);
      return reversed(images, images[side]);
    }) as TensorOf<X>) as <X extends TensorLike>(image: X) => TensorOf<X>;

/** The columns of images in opposite order. @throws GraphError for a rank other than 3 and 4. */
export const flipLeftRight = publicFunction(
  'image.flipLeftRight(image: tensor)',
  flipped('flip_left_right', 'columns'),
);

/** The rows of images in opposite order. @throws GraphError for a rank other than 3 and 4. */
export const flipUpDown = publicFunction('image.flipUpDown(image: tensor)', flipped('flip_up_down', 'rows'));

interface SeedOption {
  readonly seed?: number;
}

/** Each image of a batch by a draw of its own. */
function flippedByChance(image: TensorLike, side: Side, fallback: string, seed: number | undefined): Tensor {
  return opScope(undefined, fallback, [image], () => {
    const images = imagesOf(image);
    const { tensor, isBatch } = images;
    const turned = reversed(images, images[side]);
    const seeded = seed === undefined ? {} : { seed };
    if (!isBatch) {
      return op('Select', [apply('Less', [randomUniform([], 0, 1, seeded), 0.5]), turned, tensor]);
    }
    const draws = randomUniform([sizeAlong(tensor, 0)], 0, 1, seeded);
    // Select with one condition for each image takes whole images.
    return op('Select', [apply('Greater', [draws, 0.5]), turned, tensor]);
  });
}

/** Images with their columns in opposite order, or as they are: each with even chance. */
export const randomFlipLeftRight = publicFunction(
  'image.randomFlipLeftRight(image: tensor, seed?: number)',
  <X extends TensorLike>(image: X, seed?: number | SeedOption): TensorOf<X> => {
    const given = readOptions<SeedOption>(['seed'], [seed]);
    return flippedByChance(image, 'columns', 'random_flip_left_right', given.seed) as TensorOf<X>;
  },
);

/** Images with their rows in opposite order, or as they are: each with even chance. */
export const randomFlipUpDown = publicFunction(
  'image.randomFlipUpDown(image: tensor, seed?: number)',
  <X extends TensorLike>(image: X, seed?: number | SeedOption): TensorOf<X> => {
    const given = readOptions<SeedOption>(['seed'], [seed]);
    return flippedByChance(image, 'rows', 'random_flip_up_down', given.seed) as TensorOf<X>;
  },
);

function exchanged({ isBatch }: Images, tensor: Tensor): Tensor {
  return apply(
    'Transpose',
    [tensor, Int32Array.from(isBatch ? [0, 2, 1, 3] : [1, 0, 2])],
    {},
    { fallback: 'transpose' },
  );
}

/** Rows and columns of images exchanged. @throws GraphError for a rank other than 3 and 4. */
export const transposeImage = publicFunction(
  'image.transposeImage(image: tensor, {name})',
  <X extends TensorLike>(image: X, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'transpose_image', [image], () => {
      const images = imagesOf(image);
      return exchanged(images, images.tensor);
    }) as TensorOf<X>,
);

export interface Rot90Options extends NameOption {
  /** How often; a whole number, default 1. */
  readonly k?: number;
}

/** Images turned counterclockwise by 90 degrees, `k` times. @throws GraphError for a rank other than 3 and 4. */
export const rot90 = publicFunction(
  'image.rot90(image: tensor, k = 1, {name})',
  <X extends TensorLike>(image: X, k?: number | Rot90Options, options?: Rot90Options): TensorOf<X> => {
    const { k: times = 1, name } = readOptions<Rot90Options>(['k'], [k, options]);
    return opScope(name, 'rot90', [image], (scope) => {
      const images = imagesOf(image);
      const { rows, columns, tensor } = images;
      switch (((times % 4) + 4) % 4) {
        case 1:
          return exchanged(images, reversed(images, columns));
        case 2:
          return reversed(images, rows, columns);
        case 3:
          return reversed({ ...images, tensor: exchanged(images, tensor) }, columns);
        default:
          return op('Identity', [tensor], {}, scope);
      }
    }) as TensorOf<X>;
  },
);

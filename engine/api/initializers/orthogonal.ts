/** Initializers of matrices: orthogonal ones, and the identity. */

import { type DType, ShapeError, sizeOf } from '../../graph/index.ts';
import { eye, reshape } from '../array/index.ts';
import { qr } from '../linalg/decompositions.ts';
import { matrixTranspose } from '../linalg/determinant.ts';
import { diagPart } from '../linalg/vectors.ts';
import { sign } from '../math/unary.ts';
import { multiply } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { randomNormal } from '../random/index.ts';
import { publicFunction } from '../signature.ts';
import { initializerFactory, type MadeInitializer } from './initializer.ts';
import { madeInitializer, sizesOf } from './made.ts';
import { type FloatOptions, type FloatType, floatingType, seeded } from './random.ts';

interface OrthogonalOptions extends FloatOptions {
  /** What the matrix is multiplied by; default 1. */
  readonly gain?: number;
}

/**
 * An initializer: a random orthogonal matrix (Saxe et al., 2014), where all axes but the last count as rows; with more
 * columns than rows the rows are orthogonal, else the columns.
 * @throws ShapeError when it is called, for a shape of less than two axes.
 */
export const orthogonalInitializer = initializerFactory(
  publicFunction(
    "orthogonalInitializer(gain = 1, seed?: number, dtype = 'float32')",
    (
      gain?: number | OrthogonalOptions,
      seed?: number | null | OrthogonalOptions,
      dtype?: FloatType | OrthogonalOptions,
    ): MadeInitializer => {
      const given = readOptions<OrthogonalOptions>(['gain', 'seed', 'dtype'], [gain, seed, dtype]);
      return madeInitializer(floatingType(given.dtype), (shape, type) => {
        const sizes = sizesOf(shape);
        if (sizes.length < 2) throw new ShapeError('The tensor to initialize must be at least two-dimensional.');
        const [rows, columns] = [sizeOf(sizes.slice(0, -1)), sizes.at(-1)!];
        const isWide = rows < columns;
        const random = randomNormal(isWide ? [columns, rows] : [rows, columns], { dtype: type, ...seeded(given) });
        const { q, r } = qr(random);
        // Of a decomposition and its mirror images, the one that is the same everywhere.
        const unique = multiply(q, sign(diagPart(r)));
        return multiply(given.gain ?? 1, reshape(isWide ? matrixTranspose(unique) : unique, [...sizes]));
      });
    },
  ),
);

interface IdentityOptions {
  /** What is on the diagonal; default 1. */
  readonly gain?: number;
  /** Where the initializer is called without one; default float32. `tf.getVariable` says the variable's. */
  readonly dtype?: DType;
}

/** An initializer: the identity matrix. @throws ShapeError when it is called, for anything but a matrix. */
export const identityInitializer = initializerFactory(
  publicFunction(
    "initializers.identity(gain = 1, dtype = 'float32')",
    (gain?: number | IdentityOptions, dtype?: DType | IdentityOptions): MadeInitializer => {
      const given = readOptions<IdentityOptions>(['gain', 'dtype'], [gain, dtype]);
      return madeInitializer(given.dtype ?? 'float32', (shape, type) => {
        const [rows, columns, ...others] = sizesOf(shape);
        if (columns === undefined || others.length > 0) {
          throw new ShapeError('Identity matrix initializer can only be used for 2D matrices.');
        }
        return multiply(given.gain ?? 1, eye(rows, columns, { dtype: type }));
      });
    },
  ),
);

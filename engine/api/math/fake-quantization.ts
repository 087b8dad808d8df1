/**
 * Floats rounded to what so many bits can tell apart, and kept floats: what a network that runs in integers will compute,
 * while it is trained.
 */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { RankOf } from '../static-types.ts';
import type { NameOption } from './elementwise.ts';

export interface FakeQuantOptions extends NameOption {
  /** How many bits a number has, 2 to 16; default 8. */
  readonly numBits?: number;
  /** Leaves out the lowest number, so that there are as many below 0 as above; default false. */
  readonly narrowRange?: boolean;
}

export interface FakeQuantArgsOptions extends FakeQuantOptions {
  /** The lower end of the range; default −6. */
  readonly min?: number;
  /** The upper end; default 6. */
  readonly max?: number;
}

const bitsOf = (given: Partial<FakeQuantOptions>) => ({
  num_bits: given.numBits ?? 8,
  narrow_range: given.narrowRange ?? false,
});

/**
 * Each element as the nearest of 2^numBits numbers from `min` to `max`, outside of it as its ends. The range is moved a
 * little so that 0 is one of them. Gradients pass through inside the range.
 * @throws ShapeError unless min < max and numBits is 2 to 16.
 */
export const fakeQuantWithMinMaxArgs = publicFunction(
  'fakeQuantWithMinMaxArgs(inputs: tensor, min: number = -6, max: number = 6, numBits = 8, narrowRange = false, {name})',
  <X extends TensorLike>(
    inputs: X,
    min?: number | FakeQuantArgsOptions,
    max?: number | FakeQuantArgsOptions,
    numBits?: number | FakeQuantArgsOptions,
    narrowRange?: boolean | FakeQuantArgsOptions,
    options?: FakeQuantArgsOptions,
  ): Tensor<'float32', RankOf<X>> => {
    const names = ['min', 'max', 'numBits', 'narrowRange'] as const;
    const given = readOptions<FakeQuantArgsOptions>(names, [min, max, numBits, narrowRange, options]);
    const attributes = { min: given.min ?? -6, max: given.max ?? 6, ...bitsOf(given) };
    return apply('FakeQuantWithMinMaxArgs', [inputs], attributes, { name: given.name });
  },
);

const byTensors =
  (type: string) =>
  <X extends TensorLike>(
    inputs: X,
    min: TensorLike,
    max: TensorLike,
    numBits?: number | FakeQuantOptions,
    narrowRange?: boolean | FakeQuantOptions,
    options?: FakeQuantOptions,
  ): Tensor<'float32', RankOf<X>> => {
    const given = readOptions<FakeQuantOptions>(['numBits', 'narrowRange'], [numBits, narrowRange, options]);
    return apply(type, [inputs, min, max], bitsOf(given), { name: given.name });
  };

/**
 * As fakeQuantWithMinMaxArgs, with a range of two tensors of rank 0, which can be trained: what lies below the range gives
 * its gradient to `min`, what lies above to `max`.
 * @throws ShapeError for ends of another rank.
 */
export const fakeQuantWithMinMaxVars = publicFunction(
  'fakeQuantWithMinMaxVars(inputs: tensor, min: tensor, max: tensor, numBits = 8, narrowRange = false, {name})',
  byTensors('FakeQuantWithMinMaxVars'),
);

/**
 * As fakeQuantWithMinMaxVars, with a range for each channel: inputs [..., c], `min` and `max` [c].
 * @throws ShapeError for ends that do not fit the channels.
 */
export const fakeQuantWithMinMaxVarsPerChannel = publicFunction(
  'fakeQuantWithMinMaxVarsPerChannel(inputs: tensor, min: tensor, max: tensor, numBits = 8, narrowRange = false, {name})',
  byTensors('FakeQuantWithMinMaxVarsPerChannel'),
);

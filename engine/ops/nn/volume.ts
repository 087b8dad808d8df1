/**
 * Windows that slide over volumes [batch, planes, rows, columns, channels]. A window is taken plane by plane: what each of
 * its planes gives is an operation on images, and these are put together.
 */

import { type Dim, isKnown } from '../../graph/index.ts';
import {
  along,
  identityView,
  type Padding,
  type Piece,
  type ProgramBuilder,
  type Value,
} from '../kernel-language/index.ts';
import type { InferenceContext, LoweringContext } from '../registry/index.ts';
import { type Reach, reachFrom } from './reach.ts';
import { paddingFor, windowCount } from './window.ts';

type Pair = readonly [rows: number, columns: number];
export type Triple<T> = readonly [planes: T, rows: T, columns: T];

/** The attributes of a window over a volume, or a fault that says what is wrong with them. */
export function checkVolumeAttributes(c: InferenceContext, names: readonly string[]): void {
  const format = c.attr('data_format', 'string');
  if (format !== 'NDHWC') c.fail('value', `data_format must be NDHWC here, but is ${format}`);
  for (const name of names) {
    const values = c.attr(name, 'ints');
    if (
      values.length !== 5 ||
      values[0] !== 1 ||
      values[4] !== 1 ||
      values.some((x) => !Number.isInteger(x) || x < 1)
    ) {
      c.fail('value', `The attribute ${name} must be [1, planes, rows, columns, 1], but is [${values.join(', ')}]`);
    }
  }
  const padding = c.attr('padding', 'string');
  if (padding !== 'SAME' && padding !== 'VALID') c.fail('value', `padding must be SAME or VALID, but is ${padding}`);
}

const alongVolume = (c: Pick<InferenceContext, 'attr'>, name: string): Triple<number> =>
  c.attr(name, 'ints').slice(1, 4) as unknown as Triple<number>;

const noDilations: Triple<number> = [1, 1, 1];

/** How many windows fit along planes, rows and columns. */
export function volumeCounts(
  c: InferenceContext,
  sizes: Triple<Dim>,
  window: Triple<Dim>,
  isDilated: boolean,
): Triple<Dim> {
  const strides = alongVolume(c, 'strides');
  const dilations = isDilated ? alongVolume(c, 'dilations') : noDilations;
  const isOpen = c.attr('padding', 'string') === 'VALID';
  return [0, 1, 2].map((axis) =>
    isOpen && !isKnown(window[axis])
      ? c.fresh(axis + 1)
      : windowCount(c, 'rows', sizes[axis], window[axis], strides[axis], dilations[axis]),
  ) as unknown as Triple<Dim>;
}

export interface Volume {
  readonly counts: Triple<number>;
  readonly window: Triple<number>;
  readonly reach: (plane: number) => Reach;
  /** How many planes of padding come first. */
  readonly front: number;
  /** Of the windows over each plane. */
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly padding: Padding;
}

/** @param sizes - Of the volume [n, d, h, w, c]; `counts` of what the windows give, in the same order. */
export function volumeOf(
  c: LoweringContext,
  sizes: readonly number[],
  counts: readonly number[],
  window: Triple<number>,
  isDilated: boolean,
): Volume {
  const strides = alongVolume(c, 'strides');
  const dilations = isDilated ? alongVolume(c, 'dilations') : noDilations;
  const rest = <T>([, rows, columns]: Triple<T>): readonly [T, T] => [rows, columns];
  const ofPlanes = (values: readonly number[]): Pair => [values[1], 1];
  // Along planes as along rows: the first two numbers of a padding are those of rows.
  const [front] = paddingFor(c, ofPlanes(sizes), ofPlanes(counts), [window[0], 1], [strides[0], 1], [dilations[0], 1]);
  const inPlane = (values: readonly number[]): Pair => [values[2], values[3]];
  return {
    counts: counts.slice(1, 4) as unknown as Triple<number>,
    window,
    front,
    reach: (plane) => reachFrom(plane * dilations[0] - front, strides[0], counts[1], sizes[1]),
    strides: rest(strides),
    dilations: rest(dilations),
    padding: paddingFor(c, inPlane(sizes), inPlane(counts), rest(window), rest(strides), rest(dilations)),
  };
}

/** `count` planes of a volume as a batch of images, from plane `at` on. */
export function imagesAt(b: ProgramBuilder, volume: Value, at: number, stride: number, count: number): Value {
  const [batch, , ...image] = volume.shape;
  const view = identityView(5).map((axis, i) => (i === 1 ? along(1, at, stride) : axis));
  return b.reshape(b.view(volume, [batch, count, ...image], view), [batch * count, ...image]);
}

/** Images as planes of a volume of `shape`, from plane `at` on, all others `fill`. */
export function volumeWith(
  b: ProgramBuilder,
  images: Value,
  shape: readonly number[],
  at: number,
  stride: number,
  fill: number,
): Value {
  const [batch, planes, ...image] = shape;
  const count = images.shape[0] / Math.max(batch, 1);
  const volume = b.reshape(images, [batch, count, ...image]);
  if (at === 0 && stride === 1 && count === planes) return volume;
  const pieces: Piece[] = volume.shape.includes(0) ? [] : [b.piece(volume, [0, at, 0, 0, 0], [1, stride, 1, 1, 1])];
  return b.assemble(images.dtype, shape, fill, pieces);
}

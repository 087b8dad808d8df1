/** Summaries of numbers, distributions, images and sound. */

import type { SummaryTensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { type SummaryOptions, summaryScope } from './scope.ts';

/**
 * One number: a point of a curve. The tag is the name with its name scope; taken names get `_1`, `_2`, ….
 * @param tensor - Rank 0, of a numeric type.
 * @throws ShapeError if it is known to have another rank.
 */
export const scalar = publicFunction(
  'summary.scalar(name: string, tensor: tensor, {collections, family})',
  (name: string, tensor: TensorLike, options: SummaryOptions = {}): SummaryTensor =>
    summaryScope(name, options, [tensor], (tag, scope) => apply('ScalarSummary', [tag, tensor], {}, { name: scope })),
);

/** The distribution of all elements, of any shape. A NaN or infinity among them is a run-time error. */
export const histogram = publicFunction(
  'summary.histogram(name: string, values: tensor, {collections, family})',
  (name: string, values: TensorLike, options: SummaryOptions = {}): SummaryTensor =>
    summaryScope(name, options, [values], (tag, scope) =>
      apply('HistogramSummary', [tag, values], {}, { name: scope }),
    ),
);

export interface MediaOptions extends SummaryOptions {
  /** How many of the batch are kept, from the first; default 3. */
  readonly maxOutputs?: number;
}

/**
 * Images [n, height, width, channels] with 1 (grey), 3 (RGB) or 4 (RGBA) channels: uint8 as they are, floats scaled so
 * that the largest is 255. Tags are `name/image`, or `name/image/0`, … for several.
 */
export const image = publicFunction(
  'summary.image(name: string, tensor: tensor, maxOutputs = 3, {collections, family})',
  (name: string, tensor: TensorLike, maxOutputs?: number | MediaOptions, options?: MediaOptions): SummaryTensor => {
    const given = readOptions<MediaOptions>(['maxOutputs'], [maxOutputs, options]);
    return summaryScope(name, given, [tensor], (tag, scope) =>
      apply('ImageSummary', [tag, tensor], { max_images: given.maxOutputs ?? 3 }, { name: scope }),
    );
  },
);

/**
 * Sound from -1 to 1: [n, frames, channels] or [n, frames]. Tags are `name/audio`, or `name/audio/0`, … for several.
 * @param sampleRate - Frames a second.
 */
export const audio = publicFunction(
  'summary.audio(name: string, tensor: tensor, sampleRate: tensor, maxOutputs = 3, {collections, family})',
  (
    name: string,
    tensor: TensorLike,
    sampleRate: TensorLike,
    maxOutputs?: number | MediaOptions,
    options?: MediaOptions,
  ): SummaryTensor => {
    const given = readOptions<MediaOptions>(['maxOutputs'], [maxOutputs, options]);
    return summaryScope(name, given, [tensor], (tag, scope) =>
      apply('AudioSummaryV2', [tag, tensor, sampleRate], { max_outputs: given.maxOutputs ?? 3 }, { name: scope }),
    );
  },
);

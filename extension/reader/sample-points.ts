/** Summary values as the points that pages get, with bounded sizes. Pure. */

import type { AudioValue, HistogramValue, ImageValue, TextValue } from '../../engine/summary/reader/index.ts';
import {
  type AudioPoint,
  type HistogramPoint,
  type ImagePoint,
  limits,
  type TextPoint,
} from '../../webview/protocol.ts';
import { boundedName, boundedText } from './bounded-name.ts';
import type { SamplePoint } from './sample-series.ts';

/** Where the record of an event lies, to read it again. */
export interface EventPlace {
  readonly path: string;
  readonly offset: number;
}

export type Placed<T> = T & { readonly place: EventPlace };

/** What is kept of each kind of point, and how much of it. */
export interface SamplePoints {
  readonly histograms: HistogramPoint;
  readonly images: Placed<ImagePoint>;
  readonly audio: Placed<AudioPoint>;
  readonly texts: TextPoint;
}
export type SampleKind = keyof SamplePoints;

const overhead = 100;
export const sampleSizes: { readonly [K in SampleKind]: (point: SamplePoints[K]) => number } = {
  histograms: ({ buckets }) => overhead + buckets.byteLength,
  images: () => overhead,
  audio: ({ labels }) => labels.reduce((bytes, label) => bytes + 2 * label.length, overhead),
  texts: ({ texts }) => texts.reduce((bytes, text) => bytes + 16 + 2 * text.length, overhead),
};

export const mostSamples: Readonly<Record<SampleKind, number>> = {
  histograms: limits.histogramPoints,
  images: limits.mediaPoints,
  audio: limits.mediaPoints,
  texts: limits.mediaPoints,
};

/** More than TensorFlow's own histograms can have; above, neighbours are joined. */
const mostBuckets = 2048;
const mostClips = 1000;
const mostCells = 10_000;

export function histogramPoint(at: SamplePoint, histogram: HistogramValue): HistogramPoint {
  const { buckets, min, max } = histogram;
  const joined = Math.ceil(buckets.length / mostBuckets);
  const rows = Math.ceil(buckets.length / Math.max(joined, 1));
  const flat = new Float64Array(3 * rows);
  const edge = (value: number) => (Number.isNaN(value) ? min : Math.min(Math.max(value, min), max));
  for (let row = 0; row < rows; row++) {
    const end = Math.min((row + 1) * joined, buckets.length);
    let count = 0;
    for (let i = row * joined; i < end; i++) count += buckets[i].count;
    flat[3 * row] = edge(buckets[row * joined].left);
    flat[3 * row + 1] = edge(buckets[end - 1].right);
    flat[3 * row + 2] = count;
  }
  return { step: at.step, wallTime: at.wallTime, buckets: flat };
}

export function imagePoint(at: SamplePoint, image: ImageValue, key: number, place: EventPlace): Placed<ImagePoint> {
  const { width, height, images } = image;
  return { step: at.step, wallTime: at.wallTime, width, height, samples: images.length, key, place };
}

export function audioPoint(at: SamplePoint, audio: AudioValue, key: number, place: EventPlace): Placed<AudioPoint> {
  const { contentType, sampleRate, clips } = audio;
  return {
    step: at.step,
    wallTime: at.wallTime,
    contentType: boundedName(contentType),
    sampleRate,
    labels: clips.slice(0, mostClips).map(({ label }) => boundedText(label, limits.name)),
    key,
    place,
  };
}

export function textPoint(at: SamplePoint, { shape, texts }: TextValue): TextPoint {
  let left: number = limits.text;
  const cut = texts.slice(0, mostCells).map((text) => {
    const bounded = boundedText(text, left);
    left -= bounded.length;
    return bounded;
  });
  const whole = cut.length === texts.length;
  return { step: at.step, wallTime: at.wallTime, shape: whole ? [...shape] : [cut.length], texts: cut };
}

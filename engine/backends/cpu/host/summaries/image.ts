/** ImageSummary: the first images of a batch as PNG. */

import { encode } from 'fast-png';
import type { HostFunction, HostTensor } from '../host-function.ts';
import { type SummaryValue, serialize, tagOf } from './serialize.ts';

export const imageSummary: HostFunction<'ImageSummary'> = ({ maxImages, badColor }, [tag, images]) => {
  const [batch, height, width, channels] = images.shape;
  const base = tagOf(tag);
  const list: SummaryValue[] = [];
  const size = height * width * channels;
  for (let i = 0; i < Math.min(maxImages, batch); i++) {
    const pixels = pixelsOf(images, i * size, size, channels, badColor);
    const encodedImageString = encode({ width, height, channels, depth: 8, data: pixels });
    list.push({
      // By how many were asked for, not by how many there are.
      tag: maxImages > 1 ? `${base}/image/${i}` : `${base}/image`,
      value: { case: 'image', value: { height, width, colorspace: channels, encodedImageString } },
    });
  }
  return serialize(list);
};

function pixelsOf(
  { data, dtype }: HostTensor,
  start: number,
  size: number,
  channels: number,
  badColor: readonly number[],
): Uint8Array {
  const end = start + size;
  if (dtype === 'uint8') return (data as Uint8Array).slice(start, end);
  return normalize((data as Float32Array | Float64Array).subarray(start, end), channels, badColor);
}

/** Below this an image counts as black. */
const ZERO_THRESHOLD = 1e-6;

/**
 * Floats to bytes, image by image, as TensorFlow does: without negative values 0 stays 0 and the largest becomes 255;
 * with some, 0 becomes 128 and the largest magnitude 1 or 255. A pixel with a value that is not finite is `badColor`.
 */
function normalize(values: Float32Array | Float64Array, channels: number, badColor: readonly number[]): Uint8Array {
  const round = values instanceof Float32Array ? Math.fround : (x: number) => x;
  let min = Infinity;
  let max = -Infinity;
  const finite = (at: number) => {
    for (let c = 0; c < channels; c++) if (!Number.isFinite(values[at + c])) return false;
    return true;
  };
  for (let at = 0; at < values.length; at += channels) {
    if (!finite(at)) continue;
    for (let c = 0; c < channels; c++) {
      min = Math.min(min, values[at + c]);
      max = Math.max(max, values[at + c]);
    }
  }
  const signed = min < 0;
  const largest = signed ? Math.max(-min, Math.abs(max)) : max;
  // In single precision whatever the type of the image: the largest of doubles may come out one lower.
  const scale = largest < ZERO_THRESHOLD ? 0 : Math.fround((signed ? 127 : 255) / Math.fround(largest));
  const offset = signed ? 128 : 0;
  const pixels = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at += channels) {
    const good = finite(at);
    for (let c = 0; c < channels; c++) {
      pixels[at + c] = good ? round(round(values[at + c] * scale) + offset) : (badColor[c] ?? 255);
    }
  }
  return pixels;
}

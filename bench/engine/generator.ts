// The inputs of a workload: every element is a hash of its seed and index, so that each peer makes the same numbers
// itself, in any language, in any order (peers/python/generator.py does).

/** A tensor of float32 elements, uniform in [low, high). */
export interface Uniform {
  readonly seed: number;
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Rows of `classes` float32 elements, of which one, by chance, is 1 and the others are 0. */
export interface OneHot {
  readonly seed: number;
  readonly rows: number;
  readonly classes: number;
}

/** Murmur3's finaliser over a mix of both. */
function hash(seed: number, index: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** In [0, 1), a multiple of 2^-24. */
function chance(seed: number, index: number): number {
  return (hash(seed, index) >>> 8) / (1 << 24);
}

export function elementsOf({ seed, shape, low, high }: Uniform): Float32Array<ArrayBuffer> {
  const elements = new Float32Array(sizeOf(shape));
  for (let index = 0; index < elements.length; index++) elements[index] = low + chance(seed, index) * (high - low);
  return elements;
}

export function classesOf({ seed, rows, classes }: OneHot): number[] {
  return Array.from({ length: rows }, (_, row) => Math.floor(chance(seed, row) * classes));
}

export function oneHotOf(labels: OneHot): Float32Array<ArrayBuffer> {
  const elements = new Float32Array(labels.rows * labels.classes);
  for (const [row, label] of classesOf(labels).entries()) elements[row * labels.classes + label] = 1;
  return elements;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

const mostSamples = 256;

/** The indices at which results are compared: all of a small tensor, evenly spread ones of a large one. */
export function sampledIndices(size: number): number[] {
  const count = Math.min(size, mostSamples);
  return Array.from({ length: count }, (_, sample) => Math.floor((sample * size) / count));
}

export function samplesOf(elements: ArrayLike<number>): number[] {
  return sampledIndices(elements.length).map((index) => elements[index]);
}

/** `tf.data`: MNIST, the built-in digits, and input pipelines. Knows nothing of sessions: what it gives is fed. */

export type { BatchOptions, GeneratorOptions, MapOptions, ShuffleOptions } from './dataset.ts';
export { Dataset, DatasetIterator } from './dataset.ts';
export { type DigitsOptions, digits } from './digits.ts';
export type { DownloadOptions, DownloadProgress } from './download.ts';
export { DownloadError } from './download-error.ts';
export type { Element, ElementLike, Nest } from './element.ts';
export { LabelledImages, type LabelledSplits, type Labels, type NextBatchOptions } from './labelled-images.ts';
export { type MnistOptions, mnist } from './mnist.ts';

/** What is exported and then run in onnxruntime, as data. */

import type { NdArray, Tensor } from '../../../engine/graph/index.ts';
import type * as tf from '../../../engine/index.ts';

export interface ExportedModel {
  readonly name: string;
  readonly session: tf.Session;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** What is fed beforehand. */
  readonly feeds?: readonly (readonly [Tensor, number | boolean])[];
  /** What it is run with, by names of inputs: of several sizes, where sizes are open. */
  readonly runs: readonly Readonly<Record<string, NdArray>>[];
}

/** Numbers from -1 to 1 that look like nothing. */
export function noise(shape: readonly number[], from: (data: Float32Array) => NdArray, seed = 1): NdArray {
  const size = shape.reduce((a, b) => a * b, 1);
  return from(Float32Array.from({ length: size }, (_, i) => Math.sin((i + seed) * 12.9898) * Math.cos(i * 78.233)));
}

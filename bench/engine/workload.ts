// What a workload is. Its specification is plain data, which travels to the peers as JSON: all that they need to know.

import type { OneHot, Uniform } from './generator.ts';

export interface DenseLayer {
  readonly weights: Uniform;
  readonly biases: Uniform;
  /** What follows the product; the last layer gives logits. */
  readonly activation: 'softmax' | 'relu' | 'none';
}

/** Batches one after the other along the first dimension; steps take them in turn. */
export interface Batches {
  readonly size: number;
  readonly images: Uniform;
  readonly labels: OneHot;
}

export interface Training {
  readonly batches: Batches;
  readonly learningRate: number;
  /** How many losses are compared: of the first steps, without dropout. */
  readonly comparedSteps: number;
}

export interface DenseTraining extends Training {
  readonly kind: 'dense-training';
  readonly layers: readonly DenseLayer[];
  /** The probability with which dropout keeps a unit of a hidden layer, fed with each step. */
  readonly keep: number;
}

/** Convolutions 3×3, stride 1, padded to the same size, with relu; one 2×2 pooling; dense layers. NHWC, HWIO. */
export interface ConvolutionalTraining extends Training {
  readonly kind: 'convolutional-training';
  readonly convolutions: readonly { readonly filter: Uniform; readonly biases: Uniform }[];
  readonly dense: readonly DenseLayer[];
}

/** The share of 10,000 images whose label a dense network tells. Compared are its logits. */
export interface Evaluation {
  readonly kind: 'evaluation';
  readonly layers: readonly DenseLayer[];
  readonly images: Uniform;
  readonly labels: OneHot;
}

export interface Product {
  readonly kind: 'product';
  readonly a: Uniform;
  readonly b: Uniform;
}

/** relu(a·b + c)·0.5 + tanh(a). */
export interface Chain {
  readonly kind: 'chain';
  readonly a: Uniform;
  readonly b: Uniform;
  readonly c: Uniform;
}

/** c = a·b, d = a + c of two fed scalars; d is fetched. */
export interface ScalarGraph {
  readonly kind: 'scalar-graph';
  readonly a: number;
  readonly b: number;
}

/** Of the last axis. */
export interface Softmax {
  readonly kind: 'softmax';
  readonly x: Uniform;
}

/** Of the last axis: (x − mean) / √(variance + ε) · gain + bias. */
export interface LayerNorm {
  readonly kind: 'layer-norm';
  readonly x: Uniform;
  readonly gain: Uniform;
  readonly bias: Uniform;
  readonly epsilon: number;
}

export interface Sum {
  readonly kind: 'sum';
  readonly x: Uniform;
}

export interface Transpose {
  readonly kind: 'transpose';
  readonly x: Uniform;
}

export type Specification =
  | DenseTraining
  | ConvolutionalTraining
  | Evaluation
  | Product
  | Chain
  | ScalarGraph
  | Softmax
  | LayerNorm
  | Sum
  | Transpose;

export type Kind = Specification['kind'];
export type SpecificationOf<K extends Kind> = Extract<Specification, { readonly kind: K }>;

export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

export interface Workload {
  /** What `--workload` names, and the results' file. */
  readonly name: string;
  readonly title: string;
  /** One sentence. */
  readonly what: string;
  readonly specification: Specification;
  /** `runs`: many runs in a process that is warm. `start`: from the start of a process to the end of its first run. */
  readonly measured: 'runs' | 'start';
  readonly unit: string;
  /** How much of the unit one run does: 1 for steps; times, where the unit is one of time, are told as they are. */
  readonly perRun: number;
  /** How far the numbers of a peer may be from the expected ones. */
  readonly tolerance: Tolerance;
  /** In double precision, by plain loops. */
  readonly expected: () => readonly number[];
}

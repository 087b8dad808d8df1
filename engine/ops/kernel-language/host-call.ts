/**
 * Calls that run as plain code on the host, outside any generated kernel. The union is the total list: the backends'
 * table of host functions does not compile until it has each `name`.
 */

import type { Distribution } from './primitive.ts';

/** How candidates are drawn from the classes [0, range). */
export type CandidateDistribution =
  | { readonly kind: 'uniform' | 'logUniform' | 'learnedUnigram'; readonly range: number }
  /** One weight a class, each a float32. */
  | { readonly kind: 'fixedUnigram'; readonly weights: readonly number[] };

export type HostCall =
  /** Writes a line to stderr; passes nothing on. */
  | {
      readonly name: 'Print';
      readonly message: string;
      readonly firstN: number;
      readonly summarize: number;
      readonly state: string;
    }
  /** Input 0 is the condition; throws InvalidArgumentError with the other inputs' values if it is false. */
  | { readonly name: 'Assert'; readonly summarize: number }
  /** Throws InvalidArgumentError if input 0 has a NaN or an infinity; output 0 is input 0. */
  | { readonly name: 'CheckNumerics'; readonly message: string }
  /** Throws InvalidArgumentError if an element of input 0 is not in [0, classes); output 0 is input 0. */
  | { readonly name: 'CheckLabels'; readonly classes: number }
  /** Coordinates [n, rank] (int64) of the true elements; n is known only afterwards. */
  | { readonly name: 'Where' }
  /** Distinct elements in order of first occurrence, the index of each input element among them, and how often each occurs. */
  | { readonly name: 'Unique' }
  /** Inputs: rows, the part each goes to; outputs: the rows of each part. */
  | { readonly name: 'DynamicPartition' }
  /** Inputs: as many lists of places as of rows after them; output: the rows at their places. */
  | { readonly name: 'DynamicStitch' }
  /** The elements of the first list that the second lacks, and where they are in the first. */
  | { readonly name: 'ListDiff' }
  /** Inputs: sorted rows, rows of values; before how many elements of its row each value belongs. */
  | { readonly name: 'SearchSorted'; readonly side: 'left' | 'right' }
  /** Inputs: numbers of elements, sizes of axes; output: a row of coordinates for each axis. */
  | { readonly name: 'UnravelIndex' }
  /** The same bytes. */
  | { readonly name: 'Bitcast' }
  /** Inputs: a, b and x of one shape. */
  | { readonly name: 'Betainc' }
  /** Of [outer, n, inner], along the axis in the middle. */
  | { readonly name: 'CumulativeLogsumexp'; readonly exclusive: boolean; readonly reverse: boolean }
  /**
   * Inputs: data [n, …], sorted ids [n]; output [last id + 1, …]. Throws InvalidArgumentError if the ids are not sorted or
   * negative. Segments without data are 0, or 1 for a product.
   */
  | { readonly name: 'SegmentReduce'; readonly reduction: 'sum' | 'mean' | 'max' | 'min' | 'prod' }
  /** Inputs: values, range [2]; how many values fall into each of the output's equal parts of the range, outer ones too. */
  | { readonly name: 'HistogramFixedWidth' }
  /** Inputs: integers, weights (none: each counts 1); the sum of the weights of each integer below the output's size. */
  | { readonly name: 'Bincount' }
  /** Inputs: predictions [n, classes], targets [n]; output: whether the target is among the k largest. */
  | { readonly name: 'InTopK'; readonly k: number }
  /** Inputs: logits [batch, classes]; output: [batch, samples] class indices. */
  | { readonly name: 'Multinomial'; readonly seed: number; readonly seed2: number; readonly state: string }
  /** Inputs: alphas; output: [samples, ...alphas] values of a gamma distribution of scale 1. */
  | { readonly name: 'RandomGamma'; readonly seed: number; readonly seed2: number; readonly state: string }
  /** Inputs: alphas and values of gamma distributions of scale 1, of one shape; how the values change with alpha. */
  | { readonly name: 'RandomGammaGrad' }
  /** Inputs: rates; output: [samples, ...rates] counts of a Poisson distribution. */
  | { readonly name: 'RandomPoisson'; readonly seed: number; readonly seed2: number; readonly state: string }
  /** Inputs: two seeds, and for integers the bounds; the same numbers for the same seeds, run after run. */
  | { readonly name: 'StatelessRandom'; readonly distribution: Exclude<Distribution, 'permutation'> }
  /** Inputs: logits [batch, classes], two seeds; output: [batch, samples] class indices. */
  | { readonly name: 'StatelessMultinomial' }
  /** Inputs: true classes [batch, n]; outputs: candidates, and how often they and the true classes are expected among them. */
  | {
      readonly name: 'CandidateSampler';
      readonly distribution: CandidateDistribution;
      readonly unique: boolean;
      readonly seed: number;
      readonly seed2: number;
      readonly state: string;
    }
  /** Inputs: true classes [batch, n]; outputs as of CandidateSampler, the candidates being all classes. */
  | { readonly name: 'AllCandidates' }
  /** Inputs: true classes [batch, n], candidates; outputs: rows, places of candidates, weights: a triple a hit. */
  | { readonly name: 'ComputeAccidentalHits' }
  /** Inputs: coordinates, values, what stands elsewhere; `isChecked`: coordinates must be sorted and distinct. */
  | { readonly name: 'SparseToDense'; readonly isChecked: boolean }
  /** Inputs: images, boxes, the image's number of each box. Or the gradients in place of the images, and for boxes before. */
  | { readonly name: 'CropAndResize'; readonly method: 'bilinear' | 'nearest'; readonly extrapolation: number }
  | { readonly name: 'CropAndResizeGradImage'; readonly method: 'bilinear' | 'nearest' }
  | { readonly name: 'CropAndResizeGradBoxes' }
  /** Inputs: boxes, scores, the most to keep, by how much they may overlap, the least score; output: numbers of boxes. */
  | { readonly name: 'NonMaxSuppression' }
  /** Inputs: images, filter, gradient; pairs are rows and columns. Output: the gradient with respect to one of the first two. */
  | {
      readonly name: 'Dilation2DBackprop';
      readonly to: 'input' | 'filter';
      readonly strides: readonly [number, number];
      readonly rates: readonly [number, number];
      readonly padding: readonly [number, number];
    }
  /** Input: images; outputs: the largest of each window, and its place in the image or the batch; pairs as above. */
  | {
      readonly name: 'MaxPoolWithArgmax';
      readonly window: readonly [number, number];
      readonly strides: readonly [number, number];
      readonly padding: readonly [number, number];
      readonly includeBatch: boolean;
    }
  /** Inputs: images, boxes [batch, n, 4], perhaps colors [m, 4]; output: the images with the boxes' outlines. */
  | { readonly name: 'DrawBoundingBoxes' }
  /**
   * Matrices [..., m, n], one by one, as in TensorFlow's kernels; what is singular or not positive definite throws
   * InvalidArgumentError. `adjoint`: of the transposed matrix; `lower`: the triangle that is read.
   */
  | { readonly name: 'Cholesky' }
  | { readonly name: 'MatrixDeterminant' }
  | { readonly name: 'LogMatrixDeterminant' }
  | { readonly name: 'MatrixInverse'; readonly adjoint: boolean }
  | { readonly name: 'MatrixSolve'; readonly adjoint: boolean }
  | { readonly name: 'MatrixTriangularSolve'; readonly lower: boolean; readonly adjoint: boolean }
  /** Inputs: matrices, right-hand sides, regularizer; `fast`: by normal equations, else the shortest without regularizer. */
  | { readonly name: 'MatrixSolveLs'; readonly fast: boolean }
  | { readonly name: 'Qr'; readonly fullMatrices: boolean }
  | { readonly name: 'Svd'; readonly computeUv: boolean; readonly fullMatrices: boolean }
  | { readonly name: 'SelfAdjointEig'; readonly computeVectors: boolean }
  /** Serialized Summary messages; inputs are tags and values as in TensorFlow's kernels. */
  | { readonly name: 'ScalarSummary' }
  | { readonly name: 'HistogramSummary' }
  | { readonly name: 'ImageSummary'; readonly maxImages: number; readonly badColor: readonly number[] }
  | { readonly name: 'AudioSummary'; readonly maxOutputs: number }
  | { readonly name: 'TensorSummary' }
  | { readonly name: 'MergeSummary' }
  /** String operations. */
  | {
      readonly name: 'AsString';
      readonly precision: number;
      readonly scientific: boolean;
      readonly shortest: boolean;
      readonly width: number;
      readonly fill: string;
    }
  | { readonly name: 'StringJoin'; readonly separator: string };

export type HostCallName = HostCall['name'];
export type HostCallOf<N extends HostCallName> = Extract<HostCall, { name: N }>;

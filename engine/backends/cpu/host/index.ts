/** The total table of host functions, and their binding to a plan's memory. */

import type { Kernel, Place } from '../../../compiler/index.ts';
import { sizeOf, type TensorData } from '../../../graph/index.ts';
import type { HostCallName, Value, ValueId } from '../../../ops/kernel-language/index.ts';
import { type CpuStore, copyInto } from '../store.ts';
import { asString } from './as-string.ts';
import { assertTrue } from './assert.ts';
import { incompleteBeta } from './betainc.ts';
import { bincount } from './bincount.ts';
import { bitcast } from './bitcast.ts';
import { allCandidates, candidateSampler, computeAccidentalHits } from './candidates.ts';
import { checkLabels } from './check-labels.ts';
import { checkNumerics } from './check-numerics.ts';
import { cumulativeLogsumexp } from './cumulative-logsumexp.ts';
import { dynamicPartition, dynamicStitch } from './dynamic-rows.ts';
import { fixedWidthHistogram } from './fixed-width-histogram.ts';
import type { HostContext, HostFunction } from './host-function.ts';
import { cropAndResize, cropAndResizeGradBoxes, cropAndResizeGradImage } from './images/crop-and-resize.ts';
import { dilationBackprop } from './images/dilation.ts';
import { drawBoundingBoxes } from './images/draw-bounding-boxes.ts';
import { maxPoolWithArgmax } from './images/max-pool-with-argmax.ts';
import { nonMaxSuppression } from './images/non-max-suppression.ts';
import { inTopK } from './in-top-k.ts';
import {
  cholesky,
  determinant,
  logMatrixDeterminant,
  matrixInverse,
  matrixSolve,
  matrixSolveLs,
  qr,
  selfAdjointEig,
  svd,
  triangularSolve,
} from './linear-algebra/index.ts';
import { listDiff } from './list-diff.ts';
import { multinomial, statelessMultinomial } from './multinomial.ts';
import { print } from './print.ts';
import { randomGamma, randomGammaGrad, randomPoisson } from './random-values.ts';
import { searchSorted } from './search-sorted.ts';
import { segmentReduce } from './segment-reduce.ts';
import { sparseToDense } from './sparse-to-dense.ts';
import { statelessRandom } from './stateless-random.ts';
import { stringJoin } from './string-join.ts';
import { audioSummary } from './summaries/audio.ts';
import { histogramSummary } from './summaries/histogram.ts';
import { imageSummary } from './summaries/image.ts';
import { mergeSummary } from './summaries/merge.ts';
import { scalarSummary } from './summaries/scalar.ts';
import { tensorSummary } from './summaries/tensor.ts';
import { unique } from './unique.ts';
import { unravelIndex } from './unravel-index.ts';
import { where } from './where.ts';

const hostFunctions = {
  Print: print,
  Assert: assertTrue,
  CheckNumerics: checkNumerics,
  CheckLabels: checkLabels,
  Where: where,
  Unique: unique,
  DynamicPartition: dynamicPartition,
  DynamicStitch: dynamicStitch,
  ListDiff: listDiff,
  SearchSorted: searchSorted,
  UnravelIndex: unravelIndex,
  Bitcast: bitcast,
  Betainc: incompleteBeta,
  CumulativeLogsumexp: cumulativeLogsumexp,
  SegmentReduce: segmentReduce,
  HistogramFixedWidth: fixedWidthHistogram,
  Bincount: bincount,
  InTopK: inTopK,
  Multinomial: multinomial,
  RandomGamma: randomGamma,
  RandomGammaGrad: randomGammaGrad,
  RandomPoisson: randomPoisson,
  StatelessRandom: statelessRandom,
  StatelessMultinomial: statelessMultinomial,
  CandidateSampler: candidateSampler,
  AllCandidates: allCandidates,
  ComputeAccidentalHits: computeAccidentalHits,
  SparseToDense: sparseToDense,
  CropAndResize: cropAndResize,
  CropAndResizeGradImage: cropAndResizeGradImage,
  CropAndResizeGradBoxes: cropAndResizeGradBoxes,
  NonMaxSuppression: nonMaxSuppression,
  Dilation2DBackprop: dilationBackprop,
  MaxPoolWithArgmax: maxPoolWithArgmax,
  DrawBoundingBoxes: drawBoundingBoxes,
  Cholesky: cholesky,
  MatrixDeterminant: determinant,
  LogMatrixDeterminant: logMatrixDeterminant,
  MatrixInverse: matrixInverse,
  MatrixSolve: matrixSolve,
  MatrixTriangularSolve: triangularSolve,
  MatrixSolveLs: matrixSolveLs,
  Qr: qr,
  Svd: svd,
  SelfAdjointEig: selfAdjointEig,
  ScalarSummary: scalarSummary,
  HistogramSummary: histogramSummary,
  ImageSummary: imageSummary,
  AudioSummary: audioSummary,
  TensorSummary: tensorSummary,
  MergeSummary: mergeSummary,
  AsString: asString,
  StringJoin: stringJoin,
} satisfies { [N in HostCallName]: HostFunction<N> };

/** Data whose size became known in a run. */
export interface DynamicResult {
  readonly data: TensorData;
  readonly shape: readonly number[];
}

export interface HostMemory {
  readonly values: readonly Value[];
  readonly places: readonly (Place | undefined)[];
  readonly store: CpuStore;
  readonly array: (value: ValueId) => TensorData;
  /** By slot. */
  readonly dynamic: Map<number, DynamicResult>;
}

/** A function that runs the call on the plan's memory. */
export function bindHostCall(kernel: Extract<Kernel, { kind: 'host' }>, memory: HostMemory): () => void {
  const { values, places, dynamic } = memory;
  const { call } = kernel;
  const inputs = kernel.inputs.map((id) => {
    const { dtype, shape } = values[id];
    const array = memory.array(id);
    // A string slot may be longer than this value: slots are shared.
    return { dtype, shape, data: array, size: sizeOf(shape) };
  });
  const targets = kernel.outputs.map((id) => {
    const place = places[id];
    if (place?.kind === 'dynamic') return { slot: place.slot };
    return { array: place === undefined ? undefined : memory.array(id) };
  });
  const context: HostContext = {
    operation: kernel.covers[0] ?? call.name,
    outputs: kernel.outputs.map((id) => values[id]),
    store: memory.store,
  };
  const run = hostFunctions[call.name] as HostFunction<HostCallName>;
  return () => {
    const given = inputs.map(({ dtype, shape, data, size }) => ({
      dtype,
      shape,
      data: data.length === size ? data : data.slice(0, size),
    }));
    const results = run(call as never, given, context);
    targets.forEach((target, i) => {
      const { data, shape } = results[i];
      if (target.slot !== undefined) dynamic.set(target.slot, { data: data.slice(), shape: shape ?? [data.length] });
      else if (target.array !== undefined) copyInto(target.array, data);
    });
  };
}

/**
 * The kernel language: the few primitives that every operation lowers to, and that a backend implements.
 *
 * A program is a list of primitives in execution order over values that are dense, row-major and written once. A
 * primitive names values by id. Adding a kind here fails to compile until the compiler's and every backend's total
 * tables over `Primitive['kind']` know it.
 */

import type { DType, NumericData, StringElement } from '../../graph/index.ts';
import type { Expr } from './expression.ts';
import type { HostCall } from './host-call.ts';
import type { View } from './view.ts';

export type ValueId = number;

/** A tensor of a lowered program; all sizes are numbers by now. */
export interface Value {
  readonly id: ValueId;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

export interface Operand {
  readonly value: ValueId;
  readonly view: View;
}

/** An expression over the result of the kernel it rides on (`accumulator`) and further operands. */
export interface Epilogue {
  readonly operands: readonly Operand[];
  readonly expr: Expr;
}

/**
 * A second output of a product, float32: the sum of the first one over all axes but the last, as the gradient of a bias or
 * the mean of a batch needs it. No size of the first output is 0.
 */
export type ColumnSums = ValueId;

/** One rectangle of an assembled tensor: an elementwise loop that writes at `start + step · point`. */
export interface Piece {
  readonly space: readonly number[];
  readonly start: readonly number[];
  readonly step: readonly number[];
  readonly operands: readonly Operand[];
  readonly expr: Expr;
}

export type Reduction = 'sum' | 'prod' | 'max' | 'min' | 'any' | 'all';

/** Rows before, rows after; then columns. */
export type Padding = readonly [top: number, bottom: number, left: number, right: number];

/** Windows over a batch of images in NHWC order. */
export interface Windows {
  readonly window: readonly [height: number, width: number];
  readonly strides: readonly [rows: number, columns: number];
  readonly padding: Padding;
}

export interface Convolution {
  /** Sizes in NHWC and HWIO order. */
  readonly inputShape: readonly number[];
  readonly filterShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly strides: readonly [rows: number, columns: number];
  readonly dilations: readonly [rows: number, columns: number];
  readonly padding: Padding;
}

/**
 * Philox streams, TensorFlow's kernels: `state` names the stream of one operation in one session, which advances with
 * every execution. `normal` and `truncatedNormal` have mean 0 and deviation 1; `uniform` is [0, 1); `uniformInt` draws
 * from [min, max) given as values of rank 0; `permutation` is the order that RandomShuffle puts n items in.
 */
export type Distribution = 'uniform' | 'normal' | 'truncatedNormal' | 'uniformInt' | 'permutation';

export type Primitive = PrimitiveBody & {
  /** Names of the graph operations that it computes (part of), for traces and error messages. */
  readonly covers: readonly string[];
};

export type PrimitiveBody =
  /** Data known when the plan is made. */
  | { readonly kind: 'constant'; readonly output: ValueId; readonly data: NumericData | StringElement[] }
  /** A tensor that the caller hands in: a feed, or what an earlier stage left. `name` is the tensor's. */
  | { readonly kind: 'feed'; readonly output: ValueId; readonly name: string }
  /** The contents of a variable as they are at this place in the program. `variable` is its operation's name. */
  | { readonly kind: 'read'; readonly output: ValueId; readonly variable: string }
  /** Puts `value` into the variable; `output` is its new contents. */
  | { readonly kind: 'assign'; readonly output: ValueId; readonly variable: string; readonly value: ValueId }
  /** The same elements under another shape: no work. */
  | { readonly kind: 'reshape'; readonly output: ValueId; readonly input: ValueId }
  /** outputs[i][point] = exprs[i](operands at point), for all points of `space`. */
  | {
      readonly kind: 'elementwise';
      readonly outputs: readonly ValueId[];
      readonly space: readonly number[];
      readonly operands: readonly Operand[];
      readonly exprs: readonly Expr[];
    }
  /** `fill` everywhere, then the pieces in order (concatenation, padding, the gradients of slices). */
  | {
      readonly kind: 'assemble';
      readonly output: ValueId;
      readonly fill: number | bigint | StringElement | null;
      readonly pieces: readonly Piece[];
    }
  /** Reduces `expr` over `axes` of `space`; the output keeps the other axes in order. Empty: the neutral element. */
  | {
      readonly kind: 'reduce';
      readonly output: ValueId;
      readonly reduction: Reduction;
      readonly space: readonly number[];
      readonly axes: readonly number[];
      readonly operands: readonly Operand[];
      readonly expr: Expr;
      readonly epilogue: Epilogue | null;
    }
  /** Index of the first largest or smallest element along `axis`; the output (int32 or int64) lacks that axis. */
  | {
      readonly kind: 'argReduce';
      readonly output: ValueId;
      readonly reduction: 'max' | 'min';
      readonly input: ValueId;
      readonly axis: number;
    }
  /** Running sums or products along an axis. */
  | {
      readonly kind: 'scan';
      readonly output: ValueId;
      readonly reduction: 'sum' | 'prod';
      readonly input: ValueId;
      readonly axis: number;
      readonly exclusive: boolean;
      readonly reverse: boolean;
    }
  /**
   * [...batch, m, k] · [...batch, k, n]; a transposed operand is stored [..., k, m] or [..., n, k]. Batch axes are equal.
   * With `rowsOfA` (float32, no batch, a not transposed) the left operand is made of rows of `a`, [all, k]: row i is the
   * one that index i of m names. An index outside is a run-time error, as of a gather.
   */
  | {
      readonly kind: 'matmul';
      readonly output: ValueId;
      readonly a: ValueId;
      readonly b: ValueId;
      readonly transposeA: boolean;
      readonly transposeB: boolean;
      readonly epilogue: Epilogue | null;
      readonly columnSums?: ColumnSums;
      /** int32 or int64. */
      readonly rowsOfA?: ValueId;
    }
  /** NHWC input, HWIO filter, NHWC output. */
  | {
      readonly kind: 'conv2d';
      readonly output: ValueId;
      readonly input: ValueId;
      readonly filter: ValueId;
      readonly convolution: Convolution;
      readonly epilogue: Epilogue | null;
      readonly columnSums?: ColumnSums;
    }
  | {
      readonly kind: 'conv2dBackpropInput';
      readonly output: ValueId;
      readonly filter: ValueId;
      readonly gradient: ValueId;
      readonly convolution: Convolution;
    }
  | {
      readonly kind: 'conv2dBackpropFilter';
      readonly output: ValueId;
      readonly input: ValueId;
      readonly gradient: ValueId;
      readonly convolution: Convolution;
    }
  /** NHWC. An average counts only the elements inside the image. */
  | {
      readonly kind: 'pool';
      readonly output: ValueId;
      readonly reduction: 'max' | 'average';
      readonly input: ValueId;
      readonly windows: Windows;
    }
  /** `gradient` goes to the first element of each window of `input` that equals what is pooled, or to each of them. */
  | {
      readonly kind: 'maxPoolGrad';
      readonly to: 'first' | 'each';
      readonly output: ValueId;
      readonly input: ValueId;
      readonly pooled: ValueId;
      readonly gradient: ValueId;
      readonly windows: Windows;
    }
  | {
      readonly kind: 'averagePoolGrad';
      readonly output: ValueId;
      readonly gradient: ValueId;
      readonly windows: Windows;
    }
  /**
   * params [outer, ...indexed, inner], indices [n, depth] (int32 or int64; depth = number of indexed axes)
   * → [outer, n, inner]. An index outside is a run-time error that names it and `indicesName`.
   */
  | {
      readonly kind: 'gather';
      readonly output: ValueId;
      readonly params: ValueId;
      readonly indices: ValueId;
      readonly outer: number;
      readonly indexed: readonly number[];
      readonly inner: number;
    }
  /**
   * The reverse: starts from `base` ([...indexed, inner]; null: zeros) and, for each of the n updates in order, puts it in the
   * place that indices [n, depth] name or combines it with what is there. `skipNegative`: negative indices are dropped, not
   * an error.
   */
  | {
      readonly kind: 'scatter';
      readonly output: ValueId;
      readonly base: ValueId | null;
      readonly indices: ValueId;
      readonly updates: ValueId;
      readonly mode: 'add' | 'sub' | 'update' | 'mul' | 'div' | 'max' | 'min';
      readonly indexed: readonly number[];
      readonly inner: number;
      readonly skipNegative: boolean;
    }
  /** The k largest along the last axis, largest first; of equal elements the one with the lower index comes first. */
  | {
      readonly kind: 'topK';
      readonly values: ValueId;
      readonly indices: ValueId;
      readonly input: ValueId;
      readonly k: number;
    }
  | {
      readonly kind: 'random';
      readonly output: ValueId;
      readonly distribution: Distribution;
      readonly seed: number | bigint;
      readonly seed2: number | bigint;
      readonly state: string;
      /** uniformInt: min and max. */
      readonly bounds: readonly [ValueId, ValueId] | null;
    }
  /** What does not fit above: strings, decompositions, printing, sizes known only from values. */
  | {
      readonly kind: 'host';
      readonly outputs: readonly ValueId[];
      readonly inputs: readonly ValueId[];
      readonly call: HostCall;
    };

export type PrimitiveKind = PrimitiveBody['kind'];
export type PrimitiveOf<K extends PrimitiveKind> = Extract<PrimitiveBody, { kind: K }> & Pick<Primitive, 'covers'>;

/**
 * The methods that tensors and variables share, as types. Each is the function of the same name without its first
 * argument; where it stands for one of Python's operators, it makes the node that the operator makes.
 *
 * What a method gives follows from what it is called on, which is why each has `this` as a type parameter and none
 * depends on the parameters of Tensor: a tensor of one type stays assignable to one of any type.
 */

import type { DType, ShapeLike, Tensor } from '../graph/index.ts';
import type {
  FilledOptions,
  GatherOptions,
  OneHotOptions,
  PadMode,
  PadOptions,
  SplitOptions,
  SqueezeOptions,
  StridedSliceOptions,
  TransposeOptions,
  UnstackOptions,
} from './array/index.ts';
import type { TensorLike } from './convert.ts';
import type {
  ArgOptions,
  CumulativeOptions,
  KeepDimsOptions,
  NameOption,
  QuotientType,
  ReduceAllOptions,
  ReduceOptions,
} from './math/index.ts';
import type { MatmulOptions } from './matmul.ts';
import type { DropoutOptions, LeakyReluOptions, SoftmaxOptions } from './nn/index.ts';
import type { BroadcastRank, GatherRank, OperandType, RankWithout } from './result-types.ts';
import type { DTypeOf, RankOf, RankOfShape, TensorOf } from './static-types.ts';

/** Same shape, same type. */
type UnaryMethod = <X extends TensorLike>(this: X, options?: NameOption) => TensorOf<X>;

/** Both operands have one type and are broadcast to one shape; a plain number takes the tensor's type. */
type BinaryMethod = <X extends TensorLike, Y extends TensorLike>(
  this: X,
  y: Y,
  options?: NameOption,
) => Tensor<OperandType<X, Y>, BroadcastRank<X, Y>>;

/** A quotient: integers become floats. */
type QuotientMethod = <X extends TensorLike, Y extends TensorLike>(
  this: X,
  y: Y,
  options?: NameOption,
) => Tensor<QuotientType<OperandType<X, Y>>, BroadcastRank<X, Y>>;

/** A truth value for each pair of elements. */
type PredicateMethod = <X extends TensorLike, Y extends TensorLike>(
  this: X,
  y: Y,
  options?: NameOption,
) => Tensor<'bool', BroadcastRank<X, Y>>;

/** Over `axis`, one or a list; over all axes without one, which leaves a scalar. */
interface ReduceMethod {
  <X extends TensorLike>(this: X, options?: ReduceAllOptions | null): Tensor<DTypeOf<X>, 'scalar'>;
  <X extends TensorLike>(this: X, axis: null, keepDims: false, options?: NameOption): Tensor<DTypeOf<X>, 'scalar'>;
  <X extends TensorLike>(this: X, options: KeepDimsOptions): TensorOf<X>;
  <X extends TensorLike>(
    this: X,
    axis: TensorLike | null,
    keepDims: true | KeepDimsOptions,
    options?: NameOption,
  ): TensorOf<X>;
  <X extends TensorLike, A extends TensorLike | ReduceOptions | null>(
    this: X,
    axis: A,
    keepDims?: boolean | ReduceOptions,
    options?: NameOption,
  ): Tensor<DTypeOf<X>, RankWithout<A>>;
}

/** An index along `axis`, default 0; int64 unless `outputType` says int32. */
interface ArgMethod {
  <A extends TensorLike, D extends 'int32' | 'int64' = 'int64'>(
    axis: A,
    options?: ArgOptions<D>,
  ): Tensor<NoInfer<D>, RankWithout<A>>;
  <D extends 'int32' | 'int64' = 'int64'>(options: ArgOptions<D>): Tensor<NoInfer<D>>;
  (axis?: null): Tensor<'int64'>;
}

/** Running sums or products along `axis`, default 0. */
type CumulativeMethod = <X extends TensorLike>(
  this: X,
  axis?: TensorLike | CumulativeOptions | null,
  options?: CumulativeOptions,
) => TensorOf<X>;

/** Along `axis`, default: the last. */
type SoftmaxMethod = <X extends TensorLike>(
  this: X,
  axis?: number | SoftmaxOptions,
  options?: SoftmaxOptions,
) => TensorOf<X>;

/** One value in the shape of the tensor, and of its type unless `dtype` is given. */
interface LikeMethod {
  <X extends TensorLike, D extends DType = DTypeOf<X>>(
    this: X,
    dtype?: D | null,
    options?: FilledOptions<D>,
  ): Tensor<NoInfer<D>, RankOf<X>>;
  <X extends TensorLike, D extends DType = DTypeOf<X>>(
    this: X,
    options: FilledOptions<D>,
  ): Tensor<NoInfer<D>, RankOf<X>>;
}

export interface TensorMethods {
  // Python's operators.

  /** x + y; strings are joined. */
  add: BinaryMethod;
  /** x − y. */
  sub: BinaryMethod;
  /** x · y. */
  mul: BinaryMethod;
  /** x / y: int32 and int64 give float64, uint8 gives float32. */
  div: QuotientMethod;
  /** x / y: int32 and int64 give float64, uint8 gives float32. */
  truediv: QuotientMethod;
  /** ⌊x / y⌋, of the operands' type. */
  floordiv: BinaryMethod;
  /** The remainder with the divisor's sign, as Python's %. */
  mod: BinaryMethod;
  /** xʸ. */
  pow: BinaryMethod;
  /** −x. */
  neg: UnaryMethod;
  /** |x|. */
  abs: UnaryMethod;

  // Element by element.

  /** The larger of the two. */
  maximum: BinaryMethod;
  /** The smaller of the two. */
  minimum: BinaryMethod;
  /** (x − y)². */
  squaredDifference: BinaryMethod;
  /** x = y. */
  equal: PredicateMethod;
  /** x ≠ y. */
  notEqual: PredicateMethod;
  /** x < y. */
  less: PredicateMethod;
  /** x ≤ y. */
  lessEqual: PredicateMethod;
  /** x > y. */
  greater: PredicateMethod;
  /** x ≥ y. */
  greaterEqual: PredicateMethod;
  /** Both are true. */
  logicalAnd: PredicateMethod;
  /** At least one is true. */
  logicalOr: PredicateMethod;
  /** It is false. */
  logicalNot<X extends TensorLike>(this: X, options?: NameOption): Tensor<'bool', RankOf<X>>;
  /** −1, 0 or 1. */
  sign: UnaryMethod;
  /** x². */
  square: UnaryMethod;
  /** √x. */
  sqrt: UnaryMethod;
  /** 1 / √x. */
  rsqrt: UnaryMethod;
  /** 1 / x. */
  reciprocal: UnaryMethod;
  /** eˣ. */
  exp: UnaryMethod;
  /** The natural logarithm. */
  log: UnaryMethod;
  /** log(1 + x), exact near zero. */
  log1p: UnaryMethod;
  /** The sine of an angle in radians. */
  sin: UnaryMethod;
  /** The cosine of an angle in radians. */
  cos: UnaryMethod;
  /** The hyperbolic tangent. */
  tanh: UnaryMethod;
  /** 1 / (1 + e⁻ˣ). */
  sigmoid: UnaryMethod;
  /** The Gauss error function. */
  erf: UnaryMethod;
  /** The smallest whole number not below x. */
  ceil: UnaryMethod;
  /** The largest whole number not above x. */
  floor: UnaryMethod;
  /** The nearest whole number, halves to even. */
  round: UnaryMethod;
  /** The same numbers as `dtype`. */
  cast<X extends TensorLike, D extends DType>(this: X, dtype: D, options?: NameOption): Tensor<D, RankOf<X>>;
  /** Kept between two bounds. */
  clipByValue<X extends TensorLike>(
    this: X,
    clipValueMin: TensorLike,
    clipValueMax: TensorLike,
    options?: NameOption,
  ): TensorOf<X>;

  // Over axes.

  /** The sum. */
  reduceSum: ReduceMethod;
  /** The mean. */
  reduceMean: ReduceMethod;
  /** The product. */
  reduceProd: ReduceMethod;
  /** The largest element. */
  reduceMax: ReduceMethod;
  /** The smallest element. */
  reduceMin: ReduceMethod;
  /** Whether all elements are true. */
  reduceAll: ReduceMethod;
  /** Whether any element is true. */
  reduceAny: ReduceMethod;
  /** The index of the largest element along `axis`. */
  argmax: ArgMethod;
  /** The index of the smallest element along `axis`. */
  argmin: ArgMethod;
  /** Running sums. */
  cumsum: CumulativeMethod;
  /** Running products. */
  cumprod: CumulativeMethod;

  // Matrices and networks.

  /** The product of matrices, or of stacks of them. */
  matmul<X extends TensorLike, Y extends TensorLike>(
    this: X,
    b: Y,
    options?: MatmulOptions,
  ): Tensor<OperandType<X, Y>, 'array'>;
  /** Adds one value a channel. */
  biasAdd<X extends TensorLike>(
    this: X,
    bias: TensorLike,
    options?: { dataFormat?: 'NHWC' | 'NCHW'; name?: string },
  ): Tensor<DTypeOf<X>, 'array'>;
  /** Elements set to zero at random, the others divided by `keepProb`. */
  dropout<X extends TensorLike>(
    this: X,
    keepProb?: TensorLike | DropoutOptions,
    noiseShape?: TensorLike | null | DropoutOptions,
    seed?: number | DropoutOptions,
    options?: DropoutOptions,
  ): TensorOf<X>;
  /** exp(x) / Σ exp(x). */
  softmax: SoftmaxMethod;
  /** x − log Σ exp(x). */
  logSoftmax: SoftmaxMethod;
  /** max(x, 0). */
  relu: UnaryMethod;
  /** min(max(x, 0), 6). */
  relu6: UnaryMethod;
  /** x where it is positive, else exp(x) − 1. */
  elu: UnaryMethod;
  /** The self-normalizing scaled `elu`. */
  selu: UnaryMethod;
  /** log(1 + exp(x)). */
  softplus: UnaryMethod;
  /** x / (1 + |x|). */
  softsign: UnaryMethod;
  /** x where it is positive, else `alpha` · x. */
  leakyRelu<X extends TensorLike>(this: X, alpha?: number | LeakyReluOptions, options?: LeakyReluOptions): TensorOf<X>;

  // Shapes and parts.

  /** States what you know of the shape. */
  assertShape<X extends TensorLike, const S extends ShapeLike>(
    this: X,
    shape: S,
  ): Tensor<DTypeOf<X>, RankOf<X> & RankOfShape<S>>;
  /** The same elements under another shape; one size may be -1. */
  reshape<X extends TensorLike, const S extends TensorLike>(
    this: X,
    shape: S,
    options?: NameOption,
  ): Tensor<DTypeOf<X>, RankOfShape<S>>;
  /** Repeated along axes of size 1, and new leading axes, up to `shape`. */
  broadcastTo<X extends TensorLike, const S extends TensorLike>(
    this: X,
    shape: S,
    options?: NameOption,
  ): Tensor<DTypeOf<X>, RankOfShape<S>>;
  /** With an axis of size 1 put in at `axis`. */
  expandDims<X extends TensorLike>(
    this: X,
    axis: TensorLike | { axis: TensorLike; name?: string },
    options?: NameOption,
  ): Tensor<DTypeOf<X>, 'array'>;
  /** Without axes of size 1. */
  squeeze<X extends TensorLike>(
    this: X,
    axis?: SqueezeOptions['axis'] | null | SqueezeOptions,
    options?: SqueezeOptions,
  ): Tensor<DTypeOf<X>>;
  /** Axes in the order of `perm`, default backwards. */
  transpose<X extends TensorLike>(
    this: X,
    perm?: TensorLike | null | TransposeOptions,
    options?: TransposeOptions,
  ): TensorOf<X>;
  /** Read backwards along the axes of the list `axis`. */
  reverse<X extends TensorLike>(this: X, axis: TensorLike, options?: NameOption): TensorOf<X>;
  /** Repeated `multiples[i]` times along axis i. */
  tile<X extends TensorLike>(this: X, multiples: TensorLike, options?: NameOption): TensorOf<X>;
  /** In a frame, [before, after] an axis. */
  pad<X extends TensorLike>(
    this: X,
    paddings: TensorLike,
    mode?: PadMode | PadOptions,
    options?: PadOptions,
  ): TensorOf<X>;
  /** The box of `size` that starts at `begin`. */
  slice<X extends TensorLike>(this: X, begin: TensorLike, size: TensorLike, options?: NameOption): TensorOf<X>;
  /** What Python writes `x[begin:end:strides]`. */
  stridedSlice<X extends TensorLike>(
    this: X,
    begin: TensorLike,
    end: TensorLike,
    strides?: TensorLike | null | StridedSliceOptions,
    options?: StridedSliceOptions,
  ): Tensor<DTypeOf<X>>;
  /** Slices by number. */
  gather<X extends TensorLike, I extends TensorLike>(
    this: X,
    indices: I,
    options?: GatherOptions,
  ): Tensor<DTypeOf<X>, GatherRank<I>>;
  /** Slices by coordinates. */
  gatherNd<X extends TensorLike>(this: X, indices: TensorLike, options?: NameOption): Tensor<DTypeOf<X>>;
  /** Cut into equal parts, or into parts of given sizes. */
  split<X extends TensorLike>(
    this: X,
    numOrSizeSplits: number | TensorLike,
    axis?: TensorLike | SplitOptions,
    num?: number | null | SplitOptions,
    options?: SplitOptions,
  ): TensorOf<X>[];
  /** The slices along `axis`, which they lack. */
  unstack<X extends TensorLike>(
    this: X,
    num?: number | null | UnstackOptions,
    axis?: number | UnstackOptions,
    options?: UnstackOptions,
  ): Tensor<DTypeOf<X>>[];
  /** A new axis of `depth` elements, 1 at each index. */
  oneHot<V extends TensorLike = number, D extends DType = DTypeOf<V>>(
    depth: TensorLike,
    options?: OneHotOptions<V, D>,
  ): Tensor<NoInfer<D>, 'array'>;
  /** Zeros in its shape. */
  zerosLike: LikeMethod;
  /** Ones in its shape. */
  onesLike: LikeMethod;
  /** The same value under a name of its own. */
  identity: UnaryMethod;
  /** The same value; gradients take it for a constant. */
  stopGradient: UnaryMethod;
}

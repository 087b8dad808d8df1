/**
 * Functions whose first argument is a tensor, as methods of tensors and variables: `x.reshape([-1, 784]).matmul(w)`.
 * Loading this file installs them.
 */

import {
  type DType,
  type NdArray,
  Operation,
  type RankKind,
  type ScalarOf,
  type SessionLike,
  sessionFor,
  Tensor,
} from '../graph/index.ts';
import {
  broadcastTo,
  expandDims,
  gather,
  gatherNd,
  identity,
  oneHot,
  onesLike,
  pad,
  reshape,
  reverse,
  slice,
  split,
  squeeze,
  stopGradient,
  stridedSlice,
  tile,
  transpose,
  unstack,
  zerosLike,
} from './array/index.ts';
import type { TensorLike } from './convert.ts';
import { mathMethods } from './math/methods.ts';
import { matmul } from './matmul.ts';
import {
  biasAdd,
  dropout,
  elu,
  leakyRelu,
  logSoftmax,
  relu,
  relu6,
  selu,
  softmax,
  softplus,
  softsign,
} from './nn/index.ts';
import { assertShape } from './scopes/index.ts';
import { Variable } from './state/index.ts';
import type { RankOf } from './static-types.ts';

const functions = {
  ...mathMethods,
  assertShape,
  biasAdd,
  broadcastTo,
  dropout,
  elu,
  expandDims,
  gather,
  gatherNd,
  identity,
  leakyRelu,
  logSoftmax,
  matmul,
  oneHot,
  onesLike,
  pad,
  relu,
  relu6,
  reshape,
  reverse,
  selu,
  slice,
  softmax,
  softplus,
  softsign,
  split,
  squeeze,
  stopGradient,
  stridedSlice,
  tile,
  transpose,
  unstack,
  zerosLike,
};

type Functions = typeof functions;

/** Methods whose result has the tensor's element type and rank. */
type SameRank =
  | 'abs'
  | 'assertShape'
  | 'ceil'
  | 'clipByValue'
  | 'cos'
  | 'cumprod'
  | 'cumsum'
  | 'dropout'
  | 'elu'
  | 'erf'
  | 'exp'
  | 'floor'
  | 'identity'
  | 'leakyRelu'
  | 'log'
  | 'log1p'
  | 'logSoftmax'
  | 'neg'
  | 'pad'
  | 'reciprocal'
  | 'relu'
  | 'relu6'
  | 'reverse'
  | 'round'
  | 'rsqrt'
  | 'selu'
  | 'sigmoid'
  | 'sign'
  | 'sin'
  | 'softmax'
  | 'softplus'
  | 'softsign'
  | 'split'
  | 'sqrt'
  | 'square'
  | 'stopGradient'
  | 'tanh'
  | 'tile'
  | 'transpose';
/** Broadcasting gives an array where the tensor is one, else what the other operand is. */
type Broadcasting = 'add' | 'sub' | 'mul' | 'mod' | 'pow' | 'floordiv' | 'maximum' | 'minimum' | 'squaredDifference';
type Division = 'div' | 'truediv';
/** Methods whose result has the tensor's element type. */
type SameType = 'broadcastTo' | 'gather' | 'gatherNd' | 'reshape' | 'slice' | 'squeeze' | 'stridedSlice' | 'unstack';
/** Never scalars. */
type ArrayResult = 'biasAdd' | 'expandDims' | 'matmul';
type Reduction = 'reduceSum' | 'reduceMean' | 'reduceProd' | 'reduceMax' | 'reduceMin';

/** A function of tensors without its first argument. */
type Rest<F> = F extends (first: never, ...rest: infer A) => unknown ? A : never;
type Result<F> = F extends (first: never, ...rest: never) => infer R ? R : never;
/** The result of `F`, one tensor or a list, with another element type and rank. */
type Retyped<F, D extends DType, R extends RankKind> =
  Result<F> extends readonly unknown[] ? Tensor<D, R>[] : Tensor<D, R>;

type BroadcastRank<R extends RankKind, S extends RankKind> = [R] extends ['array']
  ? 'array'
  : [S] extends ['array']
    ? 'array'
    : [R | S] extends ['scalar']
      ? 'scalar'
      : RankKind;
/** `/` of integers is float64, of uint8 float32. */
type Quotient<D extends DType> = D extends 'int32' | 'int64' ? 'float64' : D extends 'uint8' ? 'float32' : D;

interface ReductionMethod<F, D extends DType> {
  (axis?: null, keepDims?: false): Tensor<D, 'scalar'>;
  (...rest: Rest<F>): Tensor<D>;
}

/** The methods that tensors and variables share. */
export type TensorMethods<D extends DType = DType, R extends RankKind = RankKind> = {
  [K in Exclude<keyof Functions, SameRank | SameType | ArrayResult | Broadcasting | Division | Reduction | 'cast'>]: (
    ...rest: Rest<Functions[K]>
  ) => Result<Functions[K]>;
} & { [K in SameRank]: (...rest: Rest<Functions[K]>) => Retyped<Functions[K], D, R> } & {
  [K in ArrayResult]: (...rest: Rest<Functions[K]>) => Tensor<D, 'array'>;
} & {
  [K in SameType]: (...rest: Rest<Functions[K]>) => Retyped<Functions[K], D, RankKind>;
} & {
  [K in Broadcasting]: <Y extends TensorLike>(
    y: Y,
    options?: { readonly name?: string },
  ) => Tensor<D, BroadcastRank<R, RankOf<Y>>>;
} & {
  [K in Division]: <Y extends TensorLike>(
    y: Y,
    options?: { readonly name?: string },
  ) => Tensor<Quotient<D>, BroadcastRank<R, RankOf<Y>>>;
} & { [K in Reduction]: ReductionMethod<Functions[K], D> } & {
  cast<T extends DType>(dtype: T, options?: { readonly name?: string }): Tensor<T, R>;
};

/** What evaluating a tensor gives: a plain value for rank 0, an array above. */
type ValueOf<D extends DType, R extends RankKind> = R extends 'scalar' ? ScalarOf[D] : NdArray<D>;

declare module '../graph/tensor.ts' {
  interface Tensor<D extends DType = DType, R extends RankKind = RankKind> extends TensorMethods<D, R> {
    /** The value in `session`, or in the default session. @throws GraphError if there is none. */
    eval(feeds?: unknown, session?: SessionLike): Promise<ValueOf<D, R>>;
  }
}
declare module '../graph/operation.ts' {
  interface Operation {
    /** Runs the operation in `session`, or in the default session. @throws GraphError if there is none. */
    run(feeds?: unknown, session?: SessionLike): Promise<void>;
  }
}
declare module './state/variable.ts' {
  interface Variable<D extends DType = DType, R extends RankKind = RankKind> extends TensorMethods<D, R> {}
}

for (const [name, implementation] of Object.entries(functions)) {
  const call = implementation as (...args: unknown[]) => unknown;
  define(Tensor.prototype, name, function (this: Tensor, ...rest: unknown[]) {
    return call(this, ...rest);
  });
  define(Variable.prototype, name, function (this: Variable, ...rest: unknown[]) {
    return call(this.value(), ...rest);
  });
}
define(Tensor.prototype, 'eval', async function (this: Tensor, feeds?: unknown, session?: SessionLike) {
  return sessionFor(this.graph, session, `evaluate ${this.name}`).run(this, feeds);
});
define(Operation.prototype, 'run', async function (this: Operation, feeds?: unknown, session?: SessionLike) {
  await sessionFor(this.graph, session, `run ${this.name}`).run(this, feeds);
});

function define(prototype: object, name: string, value: unknown): void {
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

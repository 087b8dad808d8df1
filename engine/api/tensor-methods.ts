/**
 * Functions whose first argument is a tensor, as methods of tensors and variables: `x.reshape([-1, 784]).matmul(w)`.
 * Loading this file installs them.
 */

import {
  type DType,
  Operation,
  type RankKind,
  type SessionLike,
  sessionFor,
  Tensor,
  type TensorValue,
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
import { mathMethods } from './math/methods.ts';
import { matmul } from './matmul.ts';
import type { TensorMethods } from './method-types.ts';
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

/** What is behind a method: a function with the tensor first. */
type FunctionOf<M extends (...args: never) => unknown> = (x: Tensor, ...rest: Parameters<M>) => ReturnType<M>;

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
} satisfies { [K in keyof TensorMethods]: FunctionOf<TensorMethods[K]> };

declare module '../graph/tensor.ts' {
  interface Tensor<D extends DType = DType, R extends RankKind = RankKind> extends TensorMethods {
    /** The value in `session`, or in the default session. @throws GraphError if there is none. */
    eval<D extends DType, R extends RankKind>(
      this: Tensor<D, R>,
      feeds?: unknown,
      session?: SessionLike,
    ): Promise<TensorValue<D, R>>;
  }
}
declare module '../graph/operation.ts' {
  interface Operation {
    /** Runs the operation in `session`, or in the default session. @throws GraphError if there is none. */
    run(feeds?: unknown, session?: SessionLike): Promise<void>;
  }
}
declare module './state/variable.ts' {
  interface Variable<D extends DType = DType, R extends RankKind = RankKind> extends TensorMethods {}
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

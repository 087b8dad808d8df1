/** `tf.cond`. */

import {
  callUser,
  DTypeError,
  type Graph,
  GraphError,
  GraphKeys,
  isGraphElement,
  type NdArray,
  Operation,
  type PlainValue,
  type Tensor,
  type TypedArray,
} from '../../graph/index.ts';
import { addOp, CondContext, op } from '../../ops/index.ts';
import { convertToTensor, type TensorHolder, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import type { LSTMStateTuple } from '../rnn/state-tuple.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { withDependencies } from './group.ts';
import { likeGiven, toTensor } from './hand-on.ts';
import { checkSameNest, flatten, packAs } from './nest.ts';
import type { TensorArray } from './tensor-array.ts';

/** The tensors of what either branch gives; an operation becomes a bool, the branch's own condition. */
export type Merged<T> = T extends TensorArray | LSTMStateTuple
  ? T
  : T extends Operation
    ? Tensor<'bool', 'scalar'>
    : T extends SingleTensor
      ? TensorOf<T>
      : T extends readonly unknown[] | object
        ? { -readonly [K in keyof T]: Merged<T[K]> }
        : Tensor;
type SingleTensor = Tensor | TensorHolder | PlainValue | TypedArray | NdArray;

/** A list of one is unpacked. */
export type MergedResult<T> = T extends readonly [infer Only] ? Merged<Only> : Merged<T>;

export interface CondOptions {
  /** Keep a list of one result as a list; default false: it is unpacked. */
  readonly strict?: boolean;
  readonly name?: string;
}

/**
 * What `trueFn` makes where `pred` (a bool of rank 0) is true in a run, else what `falseFn` makes. Both are called once,
 * now; a run executes what was made inside the one. What they use from outside is computed either way.
 *
 * @returns Tensors in the structure that both functions give: same lists or objects, same element types. Where shapes
 *   differ, sizes are open.
 * @throws DTypeError for a `pred` that is no bool tensor or a JavaScript boolean; GraphError for results that differ.
 */
export const cond = publicFunction(
  'cond(pred: tensor, trueFn: branch, falseFn: branch, {strict = false, name})',
  <const T>(pred: TensorLike, trueFn: () => T, falseFn: () => unknown, options: CondOptions = {}): MergedResult<T> =>
    opScope(options.name, 'cond', [pred], (_scope, graph) => {
      checkFunction(trueFn, 'trueFn');
      checkFunction(falseFn, 'falseFn');
      if (typeof pred === 'boolean') throw new DTypeError("'pred' must not be a JavaScript boolean: use if.");
      return branch(graph, convertToTensor(pred, { name: 'pred' }), trueFn, falseFn, options.strict ?? false) as never;
    }),
);

function checkFunction(value: unknown, name: string): void {
  if (typeof value !== 'function') throw new DTypeError(`'${name}' must be callable: a function of no arguments.`);
}

function branch(graph: Graph, condition: Tensor, trueFn: () => unknown, falseFn: () => unknown, strict: boolean) {
  const [offFalse, onTrue] = addOp('Switch', [condition, condition]).outputs;
  const pivotTrue = op('Identity', [onTrue], {}, 'switch_t');
  const pivotFalse = op('Identity', [offFalse], {}, 'switch_f');
  const predicate = op('Identity', [condition], {}, 'pred_id');
  for (const tensor of [onTrue, pivotTrue, pivotFalse, predicate]) graph.preventFetching(tensor.op);
  const contexts = [new CondContext(graph, predicate, pivotTrue, 1), new CondContext(graph, predicate, pivotFalse, 0)];
  const ifTrue = buildBranch(contexts[0], trueFn, 'trueFn', strict);
  const ifFalse = buildBranch(contexts[1], falseFn, 'falseFn', strict);
  checkSameNest(ifTrue.nest, ifFalse.nest, "Incompatible return values of 'trueFn' and 'falseFn'.");
  if (ifTrue.tensors.length === 0) throw new GraphError("'trueFn' and 'falseFn' must return at least one result.");
  const merged = ifTrue.tensors.map((tensor, i) => {
    const other = ifFalse.tensors[i];
    if (tensor.dtype === other.dtype) return op('Merge', [[other, tensor]]);
    throw new DTypeError(
      `Outputs of 'trueFn' and 'falseFn' must have the same type(s). Received ${tensor.dtype} from 'trueFn' and ` +
        `${other.dtype} from 'falseFn'.`,
    );
  });
  // What lies in another branch or loop is found through it.
  if (!graph.controlFlow) for (const context of contexts) graph.collections.add(GraphKeys.COND_CONTEXT, context);
  return packAs(ifTrue.nest, likeGiven(flatten(ifTrue.nest), merged));
}

interface Branch {
  readonly nest: unknown;
  readonly tensors: readonly Tensor[];
}

function buildBranch(context: CondContext, body: () => unknown, name: string, strict: boolean): Branch {
  return context.within(() => {
    const given = callUser(body);
    if (typeof (given as { then?: unknown } | null | undefined)?.then === 'function') {
      throw new GraphError(`'${name}' returned a promise. A branch must be built before other code runs.`);
    }
    if (given === null || given === undefined) throw new GraphError(`'${name}' must have a return value.`);
    const nest = !strict && Array.isArray(given) && given.length === 1 ? given[0] : given;
    return { nest, tensors: flatten(nest).map((value) => result(context, value as TensorLike | Operation)) };
  });
}

/** A result as it is inside the branch: what comes from outside as it is passes a `Switch`, too. */
function result(context: CondContext, value: TensorLike | Operation): Tensor {
  const element = isGraphElement(value) ? value.asGraphElement() : value;
  if (element instanceof Operation) return withDependencies([element], context.pivot);
  return context.capture(toTensor(value));
}

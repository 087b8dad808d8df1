/** `tf.whileLoop`. */

import { DTypeError, GraphError, type ShapeLike, type Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { less, logicalAnd } from '../math/comparison.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import { buildLoop } from './build-loop.ts';
import type { Merged } from './cond.ts';
import { flatten } from './nest.ts';

/** The loop's variables as tensors, in the structure that they are given in. */
export type LoopTensors<V extends readonly unknown[]> = { -readonly [K in keyof V]: Merged<V[K]> };

/** One variable is given back by itself. */
export type LoopResult<V extends readonly unknown[], Same> = Same extends true
  ? LoopTensors<V>
  : V extends readonly [infer Only]
    ? Merged<Only>
    : LoopTensors<V>;

/** Shapes in the place of the loop's variables. */
export type ShapeInvariants = readonly (ShapeLike | ShapeInvariants | { readonly [key: string]: unknown })[];

export interface WhileLoopOptions<Same = boolean> {
  /** For each variable, the shape that it has in every pass: null for a size that changes. Default: that of its start. */
  readonly shapeInvariants?: ShapeInvariants | null;
  /** Written into the graph for TensorFlow; passes run one after the other here. Default 10. */
  readonly parallelIterations?: number;
  /** Whether gradients may be asked for; default true. */
  readonly backProp?: boolean;
  /** Taken for compatibility. */
  readonly swapMemory?: boolean;
  /** The most passes that are run. */
  readonly maximumIterations?: TensorLike | null;
  /** Give a single variable as a list, too; default false. */
  readonly returnSameStructure?: Same;
  readonly name?: string;
}

/**
 * Runs `body` while `cond` is true. Both are called once, now, with a tensor for each of `loopVars` (a list of tensors,
 * what becomes one, or lists and objects of such); `cond` gives a bool of rank 0, `body` the variables of the next pass, in
 * the same structure. They are called twice where a size that nobody knows turns out to change from pass to pass.
 *
 * @returns The variables after the last pass; a single one by itself.
 * @throws GraphError for results of another structure; DTypeError for a variable that changes its type; ShapeError for
 *   one that changes its shape against `shapeInvariants`.
 */
export const whileLoop = publicFunction(
  'whileLoop(cond: branch, body: branch, loopVars: nest, {shapeInvariants: nest, parallelIterations = 10, backProp = true, swapMemory = false, maximumIterations: tensor, returnSameStructure = false, name})',
  <const V extends readonly unknown[], Same extends boolean = false>(
    cond: (...loopVars: LoopTensors<V>) => TensorLike,
    body: (...loopVars: LoopTensors<V>) => unknown,
    loopVars: V,
    options: WhileLoopOptions<Same> = {},
  ): LoopResult<V, Same> => {
    check(cond, body, loopVars, options);
    return opScope(options.name, 'while', flatten(loopVars), (_scope, graph) => {
      const condition = cond as (...vars: unknown[]) => TensorLike;
      const next = (...vars: unknown[]) => listOf((body as (...vars: unknown[]) => unknown)(...vars), loopVars);
      const {
        shapeInvariants: shapes = null,
        parallelIterations = 10,
        backProp = true,
        maximumIterations = null,
      } = options;
      const result =
        maximumIterations === null
          ? buildLoop(graph, { condition, body: next, variables: loopVars, shapes, parallelIterations, backProp })
          : counted(maximumIterations, (limit) =>
              buildLoop(graph, {
                condition: (i, vars) => logicalAnd(less(i as Tensor, limit), condition(...(vars as unknown[]))),
                body: (i, vars) => [(i as Tensor).add(1), next(...(vars as unknown[]))],
                variables: [convertToTensor(0, { dtype: limit.dtype, name: 'iteration_counter' }), loopVars],
                shapes: shapes && [[], shapes],
                parallelIterations,
                backProp,
              }),
            );
      return loopVars.length === 1 && !options.returnSameStructure ? result[0] : result;
    }) as LoopResult<V, Same>;
  },
);

function check(cond: unknown, body: unknown, loopVars: unknown, options: WhileLoopOptions<boolean>): void {
  if (!Array.isArray(loopVars)) throw new DTypeError("'loopVars' must be a list of the loop's variables.");
  if (loopVars.length === 0) throw new GraphError("'loopVars' must be provided: a loop has one variable or more.");
  if (typeof cond !== 'function') throw new DTypeError("'cond' must be callable.");
  if (typeof body !== 'function') throw new DTypeError("'body' must be callable.");
  const { parallelIterations = 1 } = options;
  if (Number.isInteger(parallelIterations) && parallelIterations >= 1) return;
  throw new GraphError(`'parallelIterations' must be a positive integer, but is ${parallelIterations}.`);
}

/** What a body gives for a single variable may be no list. */
function listOf(result: unknown, loopVars: readonly unknown[]): unknown {
  return loopVars.length === 1 && !Array.isArray(result) ? [result] : result;
}

function counted(maximum: TensorLike, build: (limit: Tensor) => unknown[]): unknown[] {
  const limit = convertToTensor(maximum, { preferredDtype: 'int32', name: 'maximum_iterations' });
  if (limit.shape.rank !== null && limit.shape.rank !== 0) {
    throw new GraphError(`'maximumIterations' must be a scalar. Received shape: ${limit.shape}`);
  }
  return build(limit)[1] as unknown[];
}

/** `tf.case`: the first of several conditions that holds. */

import { DTypeError, GraphError, getDefaultGraph, type Operation, type Tensor } from '../../graph/index.ts';
import { stack } from '../array/join.ts';
import { asTensor, type TensorLike } from '../convert.ts';
import { cast } from '../math/cast.ts';
import { lessEqual } from '../math/comparison.ts';
import { reduceSum } from '../math/reduction.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import { cond, type MergedResult } from './cond.ts';
import { Assert } from './print.ts';

/** A condition, and what is made where it is the first that holds. */
export type CasePair<T> = readonly [pred: TensorLike, fn: () => T];

export interface CaseOptions {
  /** What is made where no condition holds; without it, a run in which none holds ends with InvalidArgumentError. */
  readonly default?: (() => unknown) | null;
  /** A run in which more than one condition holds ends with InvalidArgumentError; default false. */
  readonly exclusive?: boolean;
  /** Keep a list of one result as a list; default false: it is unpacked. */
  readonly strict?: boolean;
  readonly name?: string;
}

/**
 * What the function beside the first condition that is true makes: a chain of `tf.cond`. `predFnPairs` is a list of
 * pairs of a bool tensor of rank 0 and a function of no arguments, or a Map of such.
 *
 * @throws DTypeError for what is no such list; GraphError for results of different structures.
 */
export const case_ = publicFunction(
  'case(predFnPairs: branches, {default: branch, exclusive = false, strict = false, name})',
  <const T>(
    predFnPairs: readonly CasePair<T>[] | ReadonlyMap<TensorLike, () => T>,
    options: CaseOptions = {},
  ): MergedResult<T> => {
    const pairs = checkedPairs(predFnPairs);
    const predicates = pairs.map(([predicate]) => predicate);
    return opScope(options.name, 'case', predicates, () => {
      const chain = () => chainOf(pairs, options.default ?? undefined, options.strict ?? false);
      if (!options.exclusive) return chain();
      const alone = atMost(predicates, 1, 'Input error: exclusive=True: more than 1 conditions evaluated as True:');
      return getDefaultGraph().withControlDependencies([alone], chain);
    }) as MergedResult<T>;
  },
);

type Pair = readonly [Tensor, () => unknown];

function checkedPairs(given: unknown): Pair[] {
  const list = given instanceof Map ? [...given] : given;
  if (!Array.isArray(list)) throw new DTypeError("'predFnPairs' must be a list of [pred, fn] pairs, or a Map of such.");
  if (list.length === 0) throw new GraphError("'predFnPairs' is empty: case needs at least one condition.");
  return list.map((pair: unknown) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new DTypeError("Each entry in 'predFnPairs' must be a pair [pred, fn].");
    }
    const [given, fn] = pair as [unknown, unknown];
    const predicate = asTensor(given);
    if (predicate?.dtype !== 'bool') throw new DTypeError(`pred must be Tensor of type bool: ${String(given)}`);
    if (typeof fn !== 'function') throw new DTypeError(`fn for pred ${predicate.name} must be callable.`);
    return [predicate, fn as () => unknown] as const;
  });
}

function chainOf(pairs: readonly Pair[], otherwise: (() => unknown) | undefined, strict: boolean): unknown {
  const rest = otherwise === undefined ? pairs.slice(0, -1) : pairs;
  const last = otherwise ?? (() => lastOf(pairs));
  const chain = rest.reduceRight<() => unknown>(
    (others, [predicate, fn]) =>
      () =>
        cond(predicate, fn, others, { strict }),
    last,
  );
  return chain();
}

/** The last function, where its condition holds: none before it does. */
function lastOf(pairs: readonly Pair[]): unknown {
  const predicates = pairs.map(([predicate]) => predicate);
  const [predicate, fn] = pairs[pairs.length - 1];
  const message = 'Input error: None of conditions evaluated as True:';
  const some = Assert(predicate, [message, stack(predicates)], { summarize: predicates.length });
  return getDefaultGraph().withControlDependencies([some], fn);
}

function atMost(predicates: readonly Tensor[], count: number, message: string): Operation {
  const all = stack(predicates, { name: 'preds_c' });
  const holding = reduceSum(cast(all, 'int32'), { name: 'num_true_conds' });
  return Assert(lessEqual(holding, count), [message, all], { summarize: predicates.length });
}

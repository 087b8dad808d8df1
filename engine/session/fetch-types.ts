/** What may be fetched, and what each fetch gives. */

import type { DType, GraphElement, NdArray, Operation, RankKind, ScalarOf, Tensor } from '../graph/index.ts';

/** A tensor, operation, variable or name. */
export type FetchLeaf = Tensor | Operation | GraphElement | string;
/** A leaf, or any nest of arrays and plain objects of them. */
export type Fetches = FetchLeaf | readonly Fetches[] | { readonly [key: string]: Fetches };

/** What a fetch may give where its rank is not known statically. */
export type FetchedValue = ScalarOf[DType] | NdArray | null;

type ValueOf<D extends DType, R extends RankKind> = R extends 'scalar' ? ScalarOf[D] : NdArray<D>;

/** The answer to a fetch: same structure, null for an operation, a plain value for rank 0, an array above. */
export type FetchResult<F> =
  F extends Tensor<infer D, infer R>
    ? ValueOf<D, R>
    : F extends Operation
      ? null
      : F extends { asGraphElement(): Tensor<infer D, infer R> }
        ? ValueOf<D, R>
        : F extends string | GraphElement
          ? FetchedValue
          : F extends object
            ? { -readonly [K in keyof F]: FetchResult<F[K]> }
            : never;

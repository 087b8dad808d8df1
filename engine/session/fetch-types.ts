/** What may be fetched, and what each fetch gives. */

import type {
  DType,
  GraphElement,
  NdArray,
  Operation,
  ScalarOf,
  SummaryTensor,
  Tensor,
  TensorValue,
} from '../graph/index.ts';

/** A tensor, operation, variable or name. `run` throws for null, which `tf.summary.mergeAll` gives without summaries. */
export type FetchLeaf = Tensor | Operation | GraphElement | string | null;
/** A leaf, or any nest of arrays and plain objects of them. */
export type Fetches = FetchLeaf | readonly Fetches[] | { readonly [key: string]: Fetches };

/** What a fetch by name may give. */
export type FetchedValue = ScalarOf[DType] | NdArray | null;

/**
 * The answer to a fetch: same structure, null for an operation, bytes for a summary, for other tensors a plain value for
 * rank 0 and an array above. Where the element type is not known, a plain value counts as a number (see TensorValue).
 */
export type FetchResult<F> = F extends null
  ? never
  : F extends SummaryTensor
    ? Uint8Array
    : F extends Tensor<infer D, infer R>
      ? TensorValue<D, R>
      : F extends Operation
        ? null
        : F extends { asGraphElement(): Tensor<infer D, infer R> }
          ? TensorValue<D, R>
          : F extends string | GraphElement
            ? FetchedValue
            : [NamesOf<F>] extends [never]
              ? ResultsOf<F>
              : ResultsOf<ItemsOf<F>> & ResultsOf<Pick<F, NamesOf<F>>>;

type ResultsOf<F> = F extends object ? { -readonly [K in keyof F]: FetchResult<F[K]> } : never;

/** The list alone of one with names. Two items are what TypeScript can take from such a list one by one. */
type ItemsOf<F> = F extends readonly [infer A, infer B] ? [A, B] : F extends readonly (infer Item)[] ? Item[] : never;

/** The names that items of a list answer to beside their places, as those of `tf.nn.topK` do. */
type NamesOf<F> = F extends readonly unknown[]
  ? { [K in keyof F & string]: K extends `${number}` ? never : F[K] extends Tensor ? K : never }[keyof F & string]
  : never;

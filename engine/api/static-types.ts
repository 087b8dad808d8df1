/** What TypeScript can know of a tensor from what it is made of: element type and whether it is a scalar. */

import type { DType, NdArray, PlainValue, RankKind, Tensor, TypedArray } from '../graph/index.ts';

/** The element type of the tensor that `V` is or becomes; plain numbers are float32. */
export type DTypeOf<V> = V extends readonly unknown[] ? ElementType<Deciding<Leaf<V>>> : ElementType<Leaf<V>>;

/** 'scalar' for a plain value, 'array' for a list, what a tensor says of itself. */
export type RankOf<V> =
  V extends Tensor<DType, infer R>
    ? R
    : V extends { asGraphElement(): Tensor<DType, infer R> }
      ? R
      : V extends PlainValue
        ? 'scalar'
        : V extends TypedArray | readonly unknown[]
          ? 'array'
          : V extends () => infer W
            ? RankOf<W>
            : RankKind;

/** The tensor that `V` becomes. */
export type TensorOf<V> = Tensor<DTypeOf<V>, RankOf<V>>;

/** What the length of a shape says: `[]` is a scalar's; a list that is not empty, or one plain size, an array's. */
export type RankOfShape<S> = S extends readonly []
  ? 'scalar'
  : S extends readonly [unknown, ...unknown[]] | readonly [...unknown[], unknown] | number
    ? 'array'
    : RankKind;

type ElementType<V> = V extends { readonly dtype: infer D extends DType }
  ? D
  : V extends number | Float32Array
    ? 'float32'
    : V extends boolean
      ? 'bool'
      : V extends string
        ? 'string'
        : V extends bigint | BigInt64Array
          ? 'int64'
          : V extends Int32Array
            ? 'int32'
            : V extends Float64Array
              ? 'float64'
              : V extends Uint8Array | Uint8ClampedArray
                ? 'uint8'
                : DType;

/** In a list that mixes tensors and plain values, the plain ones take the tensors' type; an empty one is of numbers. */
type Deciding<L> = [L] extends [never]
  ? number
  : [Extract<L, { readonly dtype: DType }>] extends [never]
    ? L
    : Extract<L, { readonly dtype: DType }>;

/** What nested lists hold. Only so deep, because the type of a list that may hold itself has no end. */
type Leaf<V> = V extends () => infer W ? Inner<Inner<Inner<Inner<W>>>> : Inner<Inner<Inner<Inner<V>>>>;
type Inner<V> = V extends NdArray ? V : V extends readonly (infer E)[] ? E : V;

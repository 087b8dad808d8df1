/** What TypeScript can know of a result from the types of its operands, and from shapes and axes written as literals. */

import type { DType, RankKind, Tensor } from '../graph/index.ts';
import type { TensorHolder } from './convert.ts';
import type { DTypeOf, RankOf } from './static-types.ts';

/** What has an element type of its own, which plain values beside it take. */
type Symbolic = Tensor | TensorHolder;

/** The element type that two operands have in common: a plain value takes the other's. */
export type OperandType<X, Y> = X extends Symbolic
  ? Y extends Symbolic
    ? Common<DTypeOf<X>, DTypeOf<Y>>
    : DTypeOf<X>
  : Y extends Symbolic
    ? DTypeOf<Y>
    : DTypeOf<X>;

/** Where little is known of one operand's type, it is the other's. Different types are an error of the graph. */
type Common<A extends DType, B extends DType> = [A & B] extends [never] ? A : A & B;

/** The rank of two operands broadcast to one shape: an array where either is, a scalar where both are. */
export type BroadcastRank<X, Y> = [RankOf<X>] extends ['array']
  ? 'array'
  : [RankOf<Y>] extends ['array']
    ? 'array'
    : RankOf<X> | RankOf<Y>;

/** What is left when axis `A` goes. Only from axis 1 on, or from -2 back, is another axis sure to be there. */
export type RankWithout<A> = A extends number
  ? number extends A
    ? RankKind
    : A extends 0 | -1
      ? RankKind
      : 'array'
  : RankKind;

/** The rank of what is gathered by indices `I`: those of an array give an array, one index gives what one entry is. */
export type GatherRank<I> = [RankOf<I>] extends ['array'] ? 'array' : RankKind;

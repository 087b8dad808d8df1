/** Comparisons and logic: truth values for pairs of elements, broadcast as arithmetic is. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import type { BroadcastRank } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import {
  type BinaryPredicate,
  binaryFunction,
  type NameOption,
  type UnaryPredicate,
  unaryFunction,
} from './elementwise.ts';

/** x < y, of numbers. */
export const less = binaryFunction<BinaryPredicate>('less', 'Less');
/** x ≤ y, of numbers. */
export const lessEqual = binaryFunction<BinaryPredicate>('lessEqual', 'LessEqual');
/** x > y, of numbers. */
export const greater = binaryFunction<BinaryPredicate>('greater', 'Greater');
/** x ≥ y, of numbers. */
export const greaterEqual = binaryFunction<BinaryPredicate>('greaterEqual', 'GreaterEqual');
/** x = y, of any type; NaN equals nothing. */
export const equal = binaryFunction<BinaryPredicate>('equal', 'Equal');
/** x ≠ y, of any type. */
export const notEqual = binaryFunction<BinaryPredicate>('notEqual', 'NotEqual');

/** Both are true; bool operands. */
export const logicalAnd = binaryFunction<BinaryPredicate>('logicalAnd', 'LogicalAnd');
/** At least one is true; bool operands. */
export const logicalOr = binaryFunction<BinaryPredicate>('logicalOr', 'LogicalOr');
/** It is false; a bool operand. */
export const logicalNot = unaryFunction<UnaryPredicate>('logicalNot', 'LogicalNot');

/** Exactly one is true; bool operands. Made of and, or and not. */
export const logicalXor = publicFunction(
  "logicalXor(x: tensor, y: tensor, {name = 'LogicalXor'})",
  <X extends TensorLike, Y extends TensorLike>(
    x: X,
    y: Y,
    options: NameOption = {},
  ): Tensor<'bool', BroadcastRank<X, Y>> => {
    const either = apply('LogicalOr', [x, y]);
    const both = apply('LogicalAnd', [x, y]);
    const notBoth = op('LogicalNot', [both]);
    return op('LogicalAnd', [either, notBoth], {}, options.name ?? 'LogicalXor') as Tensor<'bool', BroadcastRank<X, Y>>;
  },
);

/** |x − y| < tolerance (default 1e-5); the operands must have one shape. */
export const approximateEqual = publicFunction(
  'approximateEqual(x: tensor, y: tensor, tolerance = 1e-5, {name})',
  <X extends TensorLike, Y extends TensorLike>(
    x: X,
    y: Y,
    tolerance = 1e-5,
    options: NameOption = {},
  ): Tensor<'bool', BroadcastRank<X, Y>> => apply('ApproximateEqual', [x, y], { tolerance }, options),
);

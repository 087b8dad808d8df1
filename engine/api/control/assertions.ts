/**
 * Operations that end a run where something is not so: wait for them with `tf.controlDependencies`. What is known before a
 * run is refused when the operation is built.
 */

import { DTypeError, fullyKnown, isInteger, type Operation, ShapeError, type Tensor } from '../../graph/index.ts';
import { constant } from '../array/constant.ts';
import { rank, shape } from '../array/shape.ts';
import { convertPair, convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import {
  add,
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalOr,
  multiply,
  notEqual,
  subtract,
} from '../math/index.ts';
import { reduceAll } from '../math/reduction.ts';
import { abs } from '../math/unary.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { noOp, withDependencies } from './group.ts';
import { Assert } from './print.ts';

export interface AssertionOptions {
  /** What the error tells; default: the condition and the tensors. */
  readonly data?: readonly TensorLike[];
  /** How many elements of each tensor the error tells; default 3. */
  readonly summarize?: number;
  /** What the error begins with. */
  readonly message?: string;
  readonly name?: string;
}

type Compare = (x: Tensor, y: Tensor) => Tensor;

const common = '{data: tensors, summarize: any, message: any, name}';

function told(lines: readonly TensorLike[], { data, message }: AssertionOptions): TensorLike[] {
  return [...(message === undefined ? [] : [message]), ...(data ?? lines)];
}

function assertPairs(scope: string, sign: string, compare: Compare) {
  return (x: TensorLike, y: TensorLike, options: AssertionOptions = {}): Operation =>
    opScope(options.name, scope, [x, y], () => {
      const [a, b] = convertPair(x, y);
      const lines = [`Condition x ${sign} y did not hold element-wise:`, `x (${a.name}) = `, a, `y (${b.name}) = `, b];
      return Assert(reduceAll(compare(a, b)), told(lines, options), summarized(options));
    });
}

/** A pair of which one is 0, in TensorFlow's order. */
function assertSign(scope: string, compare: (x: Tensor, zero: number) => Tensor, sign: string) {
  return (x: TensorLike, options: AssertionOptions = {}): Operation =>
    opScope(options.name, scope, [x], () => {
      const tensor = convertToTensor(x, { name: 'x' });
      const lines = [`Condition ${sign} did not hold element-wise:`, `x (${tensor.name}) = `, tensor];
      return Assert(reduceAll(compare(tensor, 0)), told(lines, options), summarized(options));
    });
}

const summarized = ({ summarize }: AssertionOptions) => (summarize === undefined ? {} : { summarize });

/** x = y for all pairs of elements, broadcast. */
export const assertEqual = publicFunction(
  `assertEqual(x: tensor, y: tensor, ${common})`,
  assertPairs('assert_equal', '==', equal),
);
/** x ≠ y for all pairs of elements, broadcast. */
export const assertNoneEqual = publicFunction(
  `assertNoneEqual(x: tensor, y: tensor, ${common})`,
  assertPairs('assert_none_equal', '!=', notEqual),
);
/** x < y for all pairs of elements, broadcast. */
export const assertLess = publicFunction(
  `assertLess(x: tensor, y: tensor, ${common})`,
  assertPairs('assert_less', '<', less),
);
/** x ≤ y for all pairs of elements, broadcast. */
export const assertLessEqual = publicFunction(
  `assertLessEqual(x: tensor, y: tensor, ${common})`,
  assertPairs('assert_less_equal', '<=', lessEqual),
);
/** x > y for all pairs of elements, broadcast. */
export const assertGreater = publicFunction(
  `assertGreater(x: tensor, y: tensor, ${common})`,
  assertPairs('assert_greater', '>', greater),
);
/** x ≥ y for all pairs of elements, broadcast. */
export const assertGreaterEqual = publicFunction(
  `assertGreaterEqual(x: tensor, y: tensor, ${common})`,
  assertPairs('assert_greater_equal', '>=', greaterEqual),
);

/** x > 0 for all elements. */
export const assertPositive = publicFunction(
  `assertPositive(x: tensor, ${common})`,
  assertSign('assert_positive', greater, 'x > 0'),
);
/** x < 0 for all elements. */
export const assertNegative = publicFunction(
  `assertNegative(x: tensor, ${common})`,
  assertSign('assert_negative', less, 'x < 0'),
);
/** x ≥ 0 for all elements. */
export const assertNonNegative = publicFunction(
  `assertNonNegative(x: tensor, ${common})`,
  assertSign('assert_non_negative', greaterEqual, 'x >= 0'),
);
/** x ≤ 0 for all elements. */
export const assertNonPositive = publicFunction(
  `assertNonPositive(x: tensor, ${common})`,
  assertSign('assert_non_positive', lessEqual, 'x <= 0'),
);

export interface AssertNearOptions extends AssertionOptions {
  /** How far apart elements may be, as a share of y; default ten times the smallest step of the type at 1. */
  readonly rtol?: number;
  /** How far apart they may be besides; default as `rtol`. */
  readonly atol?: number;
}

/** |x − y| ≤ atol + rtol · |y| for all pairs of elements, broadcast; of floats. */
export const assertNear = publicFunction(
  'assertNear(x: tensor, y: tensor, {rtol: any, atol: any, data: tensors, summarize: any, message: any, name})',
  (x: TensorLike, y: TensorLike, options: AssertNearOptions = {}): Operation =>
    opScope(options.name, 'assert_near', [x, y], () => {
      const [a, b] = convertPair(x, y);
      const step = a.dtype === 'float64' ? 2 ** -52 : 2 ** -23;
      const { rtol = 10 * step, atol = 10 * step } = options;
      const isNear = lessEqual(abs(subtract(a, b)), add(atol, multiply(rtol, abs(b))));
      const lines = ['x and y not equal to tolerance', `x (${a.name}) = `, a, `y (${b.name}) = `, b];
      return Assert(reduceAll(isNear), told(lines, options), summarized(options));
    }),
);

/** `x` has as many axes. @throws ShapeError where it is known that it has not. */
export const assertRank = publicFunction(
  `assertRank(x: tensor, rank: number, ${common})`,
  (x: TensorLike, wanted: number, options: AssertionOptions = {}): Operation =>
    opScope(options.name, 'assert_rank', [x], () => checkRank(x, wanted, false, options)),
);

/** `x` has as many axes, or more. @throws ShapeError where it is known that it has less. */
export const assertRankAtLeast = publicFunction(
  `assertRankAtLeast(x: tensor, rank: number, ${common})`,
  (x: TensorLike, wanted: number, options: AssertionOptions = {}): Operation =>
    opScope(options.name, 'assert_rank_at_least', [x], () => checkRank(x, wanted, true, options)),
);

function checkRank(x: TensorLike, wanted: number, isLeast: boolean, options: AssertionOptions): Operation {
  const tensor = convertToTensor(x, { name: 'x' });
  const found = tensor.shape.rank;
  const text = `Tensor ${tensor.name} must have rank ${isLeast ? 'at least ' : ''}${wanted}.`;
  if (found === null) {
    const actual = rank(tensor);
    const isRight = isLeast ? greaterEqual(actual, wanted) : equal(actual, wanted);
    return Assert(isRight, told([text, 'Received shape: ', actual], options), summarized(options));
  }
  if (isLeast ? found >= wanted : found === wanted) return noOp({ name: 'static_checks_determined_all_ok' });
  throw new ShapeError(
    `${options.message ? `${options.message}. ` : ''}${text} Received rank ${found}, shape ${tensor.shape}`,
    tensor.op.describe(),
  );
}

/**
 * `x` has one of the ranks of a list, of numbers or int32 tensors of rank 0. @throws ShapeError where it is known that it has
 * none of them.
 */
export const assertRankIn = publicFunction(
  `assertRankIn(x: tensor, ranks: any, ${common})`,
  (x: TensorLike, ranks: readonly TensorLike[], options: AssertionOptions = {}): Operation => {
    if (!Array.isArray(ranks)) {
      throw new DTypeError("'ranks' must be a list: of numbers, or of int32 tensors of rank 0, as in [1, 2].");
    }
    return opScope(options.name, 'assert_rank_in', [x, ranks], () => checkRankIn(x, ranks, options));
  },
);

function checkRankIn(x: TensorLike, ranks: readonly TensorLike[], options: AssertionOptions): Operation {
  const tensor = convertToTensor(x, { name: 'x' });
  const found = tensor.shape.rank;
  const wanted = ranks.map((one) => convertToTensor(one, { dtype: 'int32', name: 'rank' }));
  const known = wanted.map(knownRank);
  const text = `Tensor ${tensor.name} must have rank in`;
  if (found === null || known.includes(undefined)) {
    const actual = rank(tensor);
    const isOne = wanted.map((one) => equal(one, actual) as Tensor);
    const isAny = isOne.length === 0 ? constant(false) : isOne.reduce((a, b) => logicalOr(a, b) as Tensor);
    const numbers = wanted.filter((_, i) => known[i] === undefined).map((one) => assertRank(one, 0));
    return Assert(
      numbers.length === 0 ? isAny : withDependencies(numbers, isAny),
      told([text, ...wanted, 'Received shape: ', shape(tensor)], options),
      summarized(options),
    );
  }
  if (known.includes(found)) return noOp({ name: 'static_checks_determined_all_ok' });
  throw new ShapeError(
    `${options.message ? `${options.message}. ` : ''}${text} (${known.join(', ')}). Received rank ${found}, shape ${tensor.shape}`,
    tensor.op.describe(),
  );
}

/** Undefined where only a run tells. */
function knownRank(wanted: Tensor): number | undefined {
  const values = fullyKnown(wanted.partialValue);
  if (values && wanted.shape.rank !== 0) throw new ShapeError('Rank must be a scalar.', wanted.op.describe());
  return values?.[0];
}

/** `tensor`, which is known to be a number, no array. @throws ShapeError where it is not, or not known to be. */
export const assertScalar = publicFunction(
  'assertScalar(tensor: tensor, {message: any, name})',
  <X extends TensorLike>(tensor: X, options: AssertionOptions = {}): TensorOf<X> =>
    opScope(options.name, 'assert_scalar', [tensor], (scope) => {
      const x = convertToTensor(tensor, { name: scope });
      if (x.shape.rank === 0) return x as TensorOf<X>;
      throw new ShapeError(
        `${options.message ? `${options.message}. ` : ''}Expected scalar shape for ${x.name}, saw shape: ${x.shape}.`,
        x.op.describe(),
      );
    }),
);

/** `tensor` has the type. @throws DTypeError where it has not, which is known. */
export const assertType = publicFunction(
  'assertType(tensor: tensor, tfType: dtype, {message: any, name})',
  (tensor: TensorLike, tfType: Tensor['dtype'], options: AssertionOptions = {}): Operation =>
    opScope(options.name, 'assert_type', [tensor], () => {
      const x = convertToTensor(tensor, { name: 'tensor' });
      const wanted = parseDType(tfType);
      if (x.dtype === wanted) return noOp({ name: 'statically_determined_correct_type' });
      throw new DTypeError(
        `${options.message ? `${options.message} ` : ''}${x.name} must be of type ${wanted}, but is ${x.dtype}.`,
        x.op.describe(),
      );
    }),
);

/** `x` has whole numbers. @throws DTypeError where it has not, which is known. */
export const assertInteger = publicFunction(
  'assertInteger(x: tensor, {message: any, name})',
  (x: TensorLike, options: AssertionOptions = {}): Operation =>
    opScope(options.name, 'assert_integer', [x], () => {
      const tensor = convertToTensor(x, { name: 'x' });
      if (isInteger(tensor.dtype)) return noOp({ name: 'statically_determined_was_integer' });
      throw new DTypeError(
        `${options.message ? `${options.message} ` : ''}Expected "x" to be integer type. Found: ${tensor.dtype}`,
        tensor.op.describe(),
      );
    }),
);

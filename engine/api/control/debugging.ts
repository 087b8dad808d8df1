/** `tf.debugging`: operations that end a run where something is not so; all have a name outside as well. */

export { checkNumerics } from '../array/identity.ts';
export { isFinite, isInf, isNan } from '../math/unary.ts';
export {
  assertEqual,
  assertGreater,
  assertGreaterEqual,
  assertInteger,
  assertLess,
  assertLessEqual,
  assertNear,
  assertNegative,
  assertNoneEqual,
  assertNonNegative,
  assertNonPositive,
  assertPositive,
  assertRank,
  assertRankAtLeast,
  assertRankIn,
  assertScalar,
  assertType,
} from './assertions.ts';
export { isNonDecreasing, isStrictlyIncreasing } from './monotonic.ts';
export { Assert } from './print.ts';
export { verifyTensorAllFinite as assertAllFinite } from './verify-finite.ts';

/** `tf.bitwise`: integers (int32, int64 and uint8) as rows of bits, element by element. Two operands are broadcast as in arithmetic. */

import { binaryFunction, unaryFunction } from '../math/elementwise.ts';

/** The bits that both have. */
export const bitwiseAnd = binaryFunction('bitwise.bitwiseAnd', 'BitwiseAnd');
/** The bits that either has. */
export const bitwiseOr = binaryFunction('bitwise.bitwiseOr', 'BitwiseOr');
/** The bits that one has and the other has not. */
export const bitwiseXor = binaryFunction('bitwise.bitwiseXor', 'BitwiseXor');
/** All bits turned: −1 − x for signed integers, 255 − x for uint8. */
export const invert = unaryFunction('bitwise.invert', 'Invert');
/** The bits of x moved up by y; those that leave at the top are lost. y counts as at least 0 and at most the number of bits less one. */
export const leftShift = binaryFunction('bitwise.leftShift', 'LeftShift');
/** The bits of x moved down by y, keeping the sign; y counts as at least 0 and at most the number of bits less one. */
export const rightShift = binaryFunction('bitwise.rightShift', 'RightShift');

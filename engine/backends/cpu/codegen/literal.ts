/** Constants as source text. */

import type { DType } from '../../../graph/index.ts';

/** The literal for `value` once converted to the element type. */
export function literalText(value: number | bigint, dtype: DType): string {
  switch (dtype) {
    case 'float32':
      return floatText(Math.fround(Number(value)));
    case 'float64':
      return floatText(Number(value));
    case 'int32':
    case 'resource':
      return numberText(Number(BigInt.asIntN(32, BigInt(value))));
    case 'uint8':
      return numberText(Number(BigInt.asUintN(8, BigInt(value))));
    case 'int64':
      return bigintText(BigInt.asIntN(64, BigInt(value)));
    case 'bool':
      return Number(value) !== 0 ? '1' : '0';
    case 'string':
      throw new Error('Internal: an expression has no string constants; strings come as constant operands.');
  }
}

function floatText(value: number): string {
  return Object.is(value, -0) ? '(-0)' : numberText(value);
}
/** In brackets where a sign would glue to an operator before it. */
function numberText(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
function bigintText(value: bigint): string {
  return value < 0n ? `(${value}n)` : `${value}n`;
}

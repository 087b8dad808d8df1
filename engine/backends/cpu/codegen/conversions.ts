/**
 * Conversions between element types as JavaScript text. As in C: floats truncate towards zero, integers wrap, anything
 * but zero is true. Where C leaves it open, a float outside the integer's range gives the nearest bound and NaN gives 0.
 */

import type { DType, NumericDType } from '../../../graph/index.ts';

type Convert = (x: string) => string;
const same: Convert = (x) => x;
const isTrue: Convert = (x) => `(${x} !== 0 ? 1 : 0)`;
const toBig: Convert = (x) => `BigInt(${x})`;
const toNumber: Convert = (x) => `Number(${x})`;
const truncate = {
  int32: (x: string) => `toInt32(${x})`,
  uint8: (x: string) => `toUint8(${x})`,
  int64: (x: string) => `toInt64(${x})`,
};

/** By source, then by target. Results for float32 may need rounding: see `roundsToFloat32`. */
const conversions: { [From in NumericDType]: { [To in NumericDType]: Convert } } = {
  float32: { float32: same, float64: same, ...truncate, bool: isTrue },
  float64: { float32: same, float64: same, ...truncate, bool: isTrue },
  int32: { float32: same, float64: same, int32: same, uint8: (x) => `(${x} & 255)`, int64: toBig, bool: isTrue },
  uint8: { float32: same, float64: same, int32: same, uint8: same, int64: toBig, bool: isTrue },
  bool: { float32: same, float64: same, int32: same, uint8: same, int64: toBig, bool: same },
  int64: {
    float32: toNumber,
    float64: toNumber,
    int32: (x) => `Number(BigInt.asIntN(32, ${x}))`,
    uint8: (x) => `Number(BigInt.asUintN(8, ${x}))`,
    int64: same,
    bool: (x) => `(${x} !== 0n ? 1 : 0)`,
  },
};

export function conversionText(x: string, from: DType, to: DType): string {
  if (from === to) return x;
  if (!isConvertible(from) || !isConvertible(to)) throw new Error(`Internal: no conversion of ${from} to ${to}.`);
  return conversions[from][to](x);
}

const isConvertible = (dtype: DType): dtype is NumericDType => dtype !== 'string' && dtype !== 'resource';

/** Whether a converted number may not be a float32 yet. */
export function roundsToFloat32(from: DType, to: DType): boolean {
  return to === 'float32' && (from === 'float64' || from === 'int32' || from === 'int64');
}

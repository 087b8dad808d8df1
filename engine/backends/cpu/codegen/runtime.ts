/**
 * Functions that generated kernels call by name. Each takes and gives plain elements: numbers, bigints for int64, and
 * strings or bytes for string.
 */

import { utf8 } from '../../../formats/index.ts';
import type { StringElement } from '../../../graph/index.ts';
import { besselI0e, besselI1e } from '../bessel.ts';
import { KernelFault } from '../fault.ts';
import { igamma, igammac, igammaGradA } from '../incomplete-gamma.ts';
import { erfinv, ndtri } from '../inverse-error-function.ts';
import { digamma, erf, erfc, lgamma } from '../special-functions.ts';

/** The log of float32's and float64's epsilon plus 2: beyond these softplus is x or exp(x) to the last bit. */
const SOFTPLUS_THRESHOLD_32 = Math.log(2 ** -23) + 2;
const SOFTPLUS_THRESHOLD_64 = Math.log(2 ** -52) + 2;

export const runtime = {
  erf,
  erfc,
  lgamma,
  digamma,
  erfinv,
  ndtri,
  besselI0e,
  besselI1e,
  igamma,
  igammac,
  igammaGradA,

  /** 1 / (1 + exp(-x)), without overflow on either side. */
  sigmoid(x: number): number {
    if (x >= 0) return 1 / (1 + Math.exp(-x));
    const e = Math.exp(x);
    return e / (1 + e);
  },
  softplus32(x: number): number {
    if (x > -SOFTPLUS_THRESHOLD_32) return x;
    return x < SOFTPLUS_THRESHOLD_32 ? Math.exp(x) : Math.log1p(Math.exp(x));
  },
  softplus64(x: number): number {
    if (x > -SOFTPLUS_THRESHOLD_64) return x;
    return x < SOFTPLUS_THRESHOLD_64 ? Math.exp(x) : Math.log1p(Math.exp(x));
  },
  /** To the nearest integer, halves to even. */
  roundEven(x: number): number {
    const up = Math.round(x);
    return Math.abs(x % 1) === 0.5 && up % 2 !== 0 ? up - 1 : up;
  },
  /** As C's pow, which gives 1 where JavaScript says NaN: 1 to any power, and -1 to an infinite one. */
  pow(x: number, y: number): number {
    if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1;
    return x ** y;
  },
  /** TensorFlow's FloorMod on floats; `round` is Math.fround for float32. */
  floorMod32(x: number, y: number): number {
    const rest = x % y;
    return x < 0 === y < 0 ? rest : Math.fround(rest + y) % y;
  },
  floorMod64(x: number, y: number): number {
    const rest = x % y;
    return x < 0 === y < 0 ? rest : (rest + y) % y;
  },

  divideInt(x: number, y: number): number {
    if (y === 0) throw divisionByZero();
    return (x / y) | 0;
  },
  floorDivideInt(x: number, y: number): number {
    if (y === 0) throw divisionByZero();
    return Math.floor(x / y) | 0;
  },
  remainderInt(x: number, y: number): number {
    if (y === 0) throw divisionByZero();
    return (x % y) | 0;
  },
  floorModInt(x: number, y: number): number {
    if (y === 0) throw divisionByZero();
    const rest = (x % y) | 0;
    return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
  },
  powInt(x: number, y: number): number {
    if (y < 0) throw negativePower();
    let result = 1;
    for (let base = x, left = y; left > 0; left >>= 1, base = Math.imul(base, base)) {
      if (left & 1) result = Math.imul(result, base);
    }
    return result;
  },

  /** By how many bits a shift goes that may go by `most`. */
  shiftWithin: (bits: number, most: number): number => Math.min(Math.max(bits, 0), most),
  shiftWithinBig: (bits: bigint): bigint => (bits < 0n ? 0n : bits > 63n ? 63n : bits),

  absBig: (x: bigint): bigint => BigInt.asIntN(64, x < 0n ? -x : x),
  signBig: (x: bigint): bigint => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  maxBig: (x: bigint, y: bigint): bigint => (x > y ? x : y),
  minBig: (x: bigint, y: bigint): bigint => (x < y ? x : y),
  divideBig(x: bigint, y: bigint): bigint {
    if (y === 0n) throw divisionByZero();
    return BigInt.asIntN(64, x / y);
  },
  floorDivideBig(x: bigint, y: bigint): bigint {
    if (y === 0n) throw divisionByZero();
    const quotient = x / y;
    return BigInt.asIntN(64, x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
  },
  remainderBig(x: bigint, y: bigint): bigint {
    if (y === 0n) throw divisionByZero();
    return x % y;
  },
  floorModBig(x: bigint, y: bigint): bigint {
    if (y === 0n) throw divisionByZero();
    const rest = x % y;
    return rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
  },
  powBig(x: bigint, y: bigint): bigint {
    if (y < 0n) throw negativePower();
    let result = 1n;
    for (let base = x, left = y; left > 0n; left >>= 1n, base = BigInt.asIntN(64, base * base)) {
      if (left & 1n) result = BigInt.asIntN(64, result * base);
    }
    return result;
  },

  /** Floats to integers: towards zero; beyond the range the nearest bound, and NaN gives 0. */
  toInt32: (x: number): number => (x >= 2147483647 ? 2147483647 : x <= -2147483648 ? -2147483648 : x | 0),
  toUint8: (x: number): number => (x >= 255 ? 255 : x <= 0 ? 0 : x | 0),
  toInt64(x: number): bigint {
    if (x >= 2 ** 63) return 2n ** 63n - 1n;
    if (x <= -(2 ** 63)) return -(2n ** 63n);
    return Number.isNaN(x) ? 0n : BigInt(Math.trunc(x));
  },

  equalStrings(x: StringElement, y: StringElement): boolean {
    if (typeof x === 'string' && typeof y === 'string') return x === y;
    return compareBytes(utf8(x), utf8(y)) === 0;
  },
  lessString: (x: StringElement, y: StringElement): boolean => compareBytes(utf8(x), utf8(y)) < 0,
  joinStrings(x: StringElement, y: StringElement): StringElement {
    if (typeof x === 'string' && typeof y === 'string') return x + y;
    const [left, right] = [utf8(x), utf8(y)];
    const joined = new Uint8Array(left.length + right.length);
    joined.set(left);
    joined.set(right, left.length);
    return joined;
  },

  /** Thrown by gather and scatter; `place` is the index's position, `size` that of the axis it selects from. */
  indexOutside(place: number, index: number | bigint, size: number): never {
    throw new KernelFault(`indices[${place}] = ${index} is not in [0, ${size})`);
  },
  indicesOutside(place: number, indices: Int32Array | BigInt64Array, depth: number, shape: readonly number[]): never {
    const row = Array.from<number | bigint>(indices.slice(place * depth, (place + 1) * depth));
    throw new KernelFault(
      `indices[${place}] = [${row.join(', ')}] does not index into param shape [${shape.join(',')}]`,
    );
  },
};

function divisionByZero(): KernelFault {
  return new KernelFault('Integer division by zero');
}
function negativePower(): KernelFault {
  return new KernelFault('Integers to negative integer powers are not allowed');
}

/** By unsigned bytes, as strings of bytes compare; the shorter one first where one begins the other. */
function compareBytes(x: Uint8Array, y: Uint8Array): number {
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) if (x[i] !== y[i]) return x[i] - y[i];
  return x.length - y.length;
}

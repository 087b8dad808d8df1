/** Numbers as TensorFlow's C++ prints them: %g-like, with as many digits as it takes to read them back. */

import type { DType, StringElement } from '../../../graph/index.ts';

/** As C's %.{precision}g. */
export function generalText(x: number, precision: number): string {
  if (!Number.isFinite(x)) return specialText(x);
  const digits = Math.max(1, precision);
  if (x === 0) return Object.is(x, -0) ? '-0' : '0';
  const [mantissa, exponentText] = exponential(x, digits - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= digits) return `${withoutTrailingZeros(mantissa)}e${exponentDigits(exponent)}`;
  return withoutTrailingZeros(fixed(x, digits - 1 - exponent));
}

/** As C's %.{precision}e. */
export function scientificText(x: number, precision: number): string {
  if (!Number.isFinite(x)) return specialText(x);
  const [mantissa, exponent] = exponential(x, precision).split('e');
  return `${signOfZero(x)}${mantissa}e${exponentDigits(Number(exponent))}`;
}

/** As C's %.{precision}f. */
export function fixedText(x: number, precision: number): string {
  if (!Number.isFinite(x)) return specialText(x);
  // toFixed turns to exponents from 1e21 on; those numbers are whole.
  const text = Math.abs(x) < 1e21 ? fixed(x, precision) : withZeros(BigInt(x).toString(), precision);
  return `${signOfZero(x)}${text}`;
}
const withZeros = (text: string, zeros: number) => (zeros > 0 ? `${text}.${'0'.repeat(zeros)}` : text);

/** As the methods of Number, but of two nearest texts the even one, as C has it; Number takes the larger. */
function exponential(x: number, precision: number): string {
  const [mantissa, exponent] = x.toExponential(MOST_DIGITS).split('e');
  return isEvenTie(mantissa, precision) ? `${cut(mantissa, precision)}e${exponent}` : x.toExponential(precision);
}
function fixed(x: number, precision: number): string {
  const exact = x.toFixed(MOST_DIGITS);
  return isEvenTie(exact, precision) ? cut(exact, precision) : x.toFixed(precision);
}
/** What toFixed and toExponential take, more than enough to tell a tie: what lies in the middle has few digits. */
const MOST_DIGITS = 100;

/** Whether all that follows the first `precision` decimals is half of the last one, which is even. */
function isEvenTie(text: string, precision: number): boolean {
  const [whole, decimals] = text.split('.');
  const last = precision > 0 ? decimals[precision - 1] : whole.at(-1)!;
  return Number(last) % 2 === 0 && /^50*$/.test(decimals.slice(precision));
}
function cut(text: string, precision: number): string {
  const [whole, decimals] = text.split('.');
  return precision > 0 ? `${whole}.${decimals.slice(0, precision)}` : whole;
}

/** 6 significant digits if they read back the same float32, else 8, else 9; 15 or 17 for float64. */
export function shortText(x: number, dtype: 'float32' | 'float64'): string {
  const tries = dtype === 'float32' ? [6, 8, 9] : [15, 17];
  const narrow = dtype === 'float32' ? Math.fround : (y: number) => y;
  for (const precision of tries) {
    const text = generalText(x, precision);
    if (precision === tries.at(-1) || narrow(Number(text)) === x) return text;
  }
  return generalText(x, 17);
}

/** One element of a tensor; bool as 0 and 1, bytes that are not text by their escapes. */
export function elementText(x: number | bigint | StringElement, dtype: DType): string {
  if (typeof x === 'number' && (dtype === 'float32' || dtype === 'float64')) return shortText(x, dtype);
  if (x instanceof Uint8Array) return Array.from(x, escapedByte).join('');
  return String(x);
}

function escapedByte(byte: number): string {
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
}
function specialText(x: number): string {
  return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
}
function signOfZero(x: number): string {
  return Object.is(x, -0) ? '-' : '';
}
function withoutTrailingZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
function exponentDigits(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

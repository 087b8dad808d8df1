/** AsString: elements as text, in the forms of C's printf. */

import type { DType } from '../../../graph/index.ts';
import type { HostCallOf } from '../../../ops/kernel-language/index.ts';
import type { HostFunction } from './host-function.ts';
import { fixedText, generalText, scientificText } from './number-text.ts';

const C_DEFAULT_PRECISION = 6;

export const asString: HostFunction<'AsString'> = (call, [{ dtype, data }]) => {
  const texts: string[] = [];
  for (let i = 0; i < data.length; i++) texts.push(padded(textOf(data[i] as number | bigint, dtype, call), call));
  return [{ data: texts }];
};

function textOf(x: number | bigint, dtype: DType, call: HostCallOf<'AsString'>): string {
  if (dtype === 'bool') return x ? 'true' : 'false';
  if (typeof x === 'bigint' || (dtype !== 'float32' && dtype !== 'float64')) return String(x);
  const precision = call.precision < 0 ? C_DEFAULT_PRECISION : call.precision;
  if (call.scientific) return scientificText(x, precision);
  return call.shortest ? generalText(x, precision) : fixedText(x, precision);
}

/** `fill` is empty, a space, 0 (after the sign), + (a sign even where positive) or - (to the left). */
function padded(text: string, { width, fill }: HostCallOf<'AsString'>): string {
  const signed =
    fill === '+' && !text.startsWith('-') ? `+${text}` : fill === ' ' && !text.startsWith('-') ? ` ${text}` : text;
  if (signed.length >= width) return signed;
  if (fill === '-') return signed.padEnd(width);
  if (fill !== '0') return signed.padStart(width);
  const sign = signed.startsWith('-') ? '-' : '';
  return sign + signed.slice(sign.length).padStart(width - sign.length, '0');
}

/** Numbers as a person reads them. */

import { dimText } from '../../engine/analysis/index.ts';
import { type Dim, type DType, dtypes, isKnown, symbol, type TensorShape } from '../../engine/graph/index.ts';

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** `12`, `446,610`, `1.2 M`: exact below a million. */
export function countText(count: number): string {
  return count < 1e6 ? String(count).replace(/\B(?=(\d{3})+$)/g, ',') : roundText(count);
}

/** `512 B`, `1.8 MB`: in powers of a thousand. */
export function bytesText(bytes: number): string {
  const [number, prefix] = scaled(bytes);
  return `${number} ${prefix}B`;
}

/** `784 k`, and where sizes are open `784 k × batch`. */
export function workText(work: Dim): string {
  if (isKnown(work)) return roundText(work);
  const terms = work.terms.map(({ coefficient, symbols }) => {
    const factors = symbols.map((name) => dimText(symbol(name)));
    return [...(coefficient === 1 && factors.length > 0 ? [] : [roundText(coefficient)]), ...factors].join(' × ');
  });
  return terms.join(' + ');
}

function roundText(count: number): string {
  const [number, prefix] = scaled(count);
  return prefix === '' ? number : `${number} ${prefix}`;
}

/** Two digits at least: `1.8`, `25`, `784`. */
function scaled(value: number): [number: string, prefix: string] {
  let [rest, power] = [value, 0];
  while (Math.abs(rest) >= 999.5 && power < prefixes.length - 1) [rest, power] = [rest / 1000, power + 1];
  const digits = power > 0 && Math.abs(rest) < 9.95 ? 1 : 0;
  return [rest.toFixed(digits), prefixes[power]];
}

/** What a tensor takes in memory; undefined where its size is not known, or varies as that of strings does. */
export function bytesOf(dtype: DType, shape: TensorShape): number | undefined {
  const { size } = shape;
  const { bytes } = dtypes[dtype];
  return typeof size === 'number' && bytes > 0 ? size * bytes : undefined;
}

/** Numbers as the Runs view, the status bar and notifications all write them. Pure. */

export const wholeNumber = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** Four digits that count, without the zeros of a fraction. */
export function scalarText(value: number | string): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return wholeNumber(value);
  const short = Number(value.toPrecision(4));
  return Math.abs(short) >= 1e-4 && Math.abs(short) < 1e6 ? String(short) : short.toExponential();
}

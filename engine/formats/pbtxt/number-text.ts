/** Floating-point numbers as text, in the shape that Python prints them: `1.0`, `0.1`, `1e-08`, `inf`. */

/** The shortest text that reads back as the same double. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  return layOut(value.toExponential());
}

/** The shortest text that reads back as the same float32. */
export function floatText(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single) || single === 0) return doubleText(single);
  for (let digits = 1; digits < 9; digits++) {
    const text = single.toExponential(digits - 1);
    if (Math.fround(Number(text)) === single) return layOut(text);
  }
  return layOut(single.toExponential(8));
}

/** Turns `1.25e-7` into fixed notation where the exponent is small, and pads the exponent to two digits elsewhere. */
function layOut(exponential: string): string {
  const [mantissa, exponentText] = exponential.split('e');
  const exponent = Number(exponentText);
  const negative = mantissa.startsWith('-');
  let digits = mantissa.replace(/[-.]/g, '');
  digits = digits.replace(/0+$/, '') || '0';
  const sign = negative ? '-' : '';
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
    return `${sign}${digits[0]}${fraction}e${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

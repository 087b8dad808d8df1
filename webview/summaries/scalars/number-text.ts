/** How numbers and times are written on charts and in tables. The one place that formats them. */

const thousands = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
const significant = 5;

/** A value in a tooltip or table: five significant digits, as a power of ten where it is very large or small. */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return thousands.format(value).replace('-', '−');
  if (size >= 1e7 || size < 1e-4) return shortExponent(value.toExponential(significant - 1));
  if (size >= 1e4) return thousands.format(Math.round(value)).replace('-', '−');
  return trimZeros(value.toPrecision(significant)).replace('-', '−');
}

export function stepText(step: number): string {
  return Number.isFinite(step) ? thousands.format(step).replace('-', '−') : nonFiniteText(step);
}

/** A mark of an axis with this distance to the next. */
export function tickText(value: number, step: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e3 && size < 1e15 && step >= 1) return compact(value, step);
  if (size >= 1e6 || size < 1e-4) return shortExponent(value.toExponential(digitsFor(value, step)));
  const decimals = Math.min(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)), 20);
  return value.toFixed(decimals).replace('-', '−');
}

const suffixes = ['', 'k', 'M', 'G', 'T'];

function compact(value: number, step: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.abs(value)) / 3), suffixes.length - 1);
  const decimals = Math.min(Math.max(0, Math.ceil(power * 3 - Math.log10(step) - 1e-9)), 15);
  return `${trimZeros((value / 1000 ** power).toFixed(decimals)).replace('-', '−')}${suffixes[power]}`;
}

function digitsFor(value: number, step: number): number {
  return Math.min(Math.max(0, Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step) + 1e-9)), 15);
}

function shortExponent(text: string): string {
  const [mantissa, exponent] = text.split('e');
  return `${trimZeros(mantissa!)}e${Number(exponent)}`.replaceAll('-', '−');
}

function trimZeros(text: string): string {
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}

function nonFiniteText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+∞' : '−∞';
}

const minute = 60;
const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', minute],
] as const;

/** A stretch of time in its two largest units: `2 h 5 min`, `3.25 s`. `step`: the distance to the next mark. */
export function durationText(seconds: number, step = 0): string {
  if (!Number.isFinite(seconds)) return nonFiniteText(seconds);
  const sign = seconds < 0 ? '−' : '';
  const size = Math.abs(seconds);
  const index = units.findIndex(([, length]) => size >= length);
  if (index < 0) {
    const decimals = step > 0 ? Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) : size < 10 ? 2 : 1;
    const text = size.toFixed(Math.min(decimals, 9));
    return Number(text) < minute ? `${sign}${trimZeros(text)} s` : durationText(Math.sign(seconds) * minute);
  }
  const [name, length] = units[index]!;
  const [smallerName, smallerLength] = units[index + 1] ?? (['s', 1] as const);
  // Rounded first, so that 119.9 s are 2 min and not 1 min 60 s, and 3599.9 s are 1 h.
  const rounded = Math.round(size / smallerLength) * smallerLength;
  if (rounded >= (units[index - 1]?.[1] ?? Number.POSITIVE_INFINITY)) return durationText(Math.sign(seconds) * rounded);
  const rest = Math.round((rounded % length) / smallerLength);
  const whole = `${sign}${Math.floor(rounded / length)} ${name}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallerName}`;
}

const clocks = {
  fine: new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }),
  seconds: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  minutes: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }),
  days: new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' }),
};

/** Local time of day, or the day where marks are a day or more apart. */
export function clockText(seconds: number, step: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return '';
  if (step >= 86_400) return clocks.days.format(date);
  if (step >= 60) return clocks.minutes.format(date);
  return (step >= 1 ? clocks.seconds : clocks.fine).format(date);
}

const fullTime = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Date and local time in full. */
export function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : fullTime.format(date);
}

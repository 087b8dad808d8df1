/** Aligned text tables, and numbers as people read them. */

/** Columns padded to equal width; those that hold only numbers to the right. Ends with a line end. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (row: readonly string[], column: number) => row[column] ?? '';
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => cell(row, column).length)));
  const numeric = head.map((_, column) => rows.every((row) => /^-?[\d.,]+(?:e-?\d+)?$|^$/.test(cell(row, column))));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => (numeric[column] ? cell(row, column).padStart(width) : cell(row, column).padEnd(width)))
      .join('  ')
      .trimEnd();
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** `45s`, `3m05s`, `2h07m`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  if (hours > 0) return `${hours}h${two(minutes)}m`;
  return minutes > 0 ? `${minutes}m${two(whole % 60)}s` : `${whole}s`;
}

/** Three significant digits below a thousand, none after the point above: `0.0123`, `8.41`, `1520`. */
export function formatRate(value: number): string {
  return value >= 100 || value === 0 ? String(Math.round(value)) : value.toPrecision(3);
}

/** A measured value in at most five significant digits. */
export function formatValue(value: number | string): string {
  return typeof value === 'string' ? value : String(Number(value.toPrecision(5)));
}

/** A text summary as rows and columns: a tensor of texts of any rank, as TensorBoard shows it. Pure. */

import type { TextPoint } from '../../protocol.ts';

export interface TextGrid {
  /** A single text is one row of one column. */
  readonly rows: readonly (readonly string[])[];
  /** What is not shown, in a sentence; '' where everything is. */
  readonly note: string;
}

export const mostRows = 100;
export const mostColumns = 20;

export function textGrid({ shape, texts }: Pick<TextPoint, 'shape' | 'texts'>): TextGrid {
  if (shape.length === 0) return { rows: [[texts[0] ?? '']], note: '' };
  const [height, width] = shape.length === 1 ? [texts.length, 1] : [shape[0]!, shape[1]!];
  // Of a higher rank, the first of all further axes stands for the rest.
  const stride = shape.slice(2).reduce((product, size) => product * size, 1);
  const shownRows = Math.min(height, mostRows);
  const shownColumns = Math.min(width, mostColumns);
  const rows = Array.from({ length: shownRows }, (_, row) =>
    Array.from({ length: shownColumns }, (_, column) => texts[(row * width + column) * stride] ?? ''),
  );
  const notes = [
    shape.length > 2 ? `The first two axes of [${shape.join(', ')}] are shown.` : '',
    shownRows < height ? `${shownRows} of ${height} rows are shown.` : '',
    shownColumns < width ? `${shownColumns} of ${width} columns are shown.` : '',
  ];
  return { rows, note: notes.filter((note) => note !== '').join(' ') };
}

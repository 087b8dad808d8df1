/**
 * The innermost part of every matrix product: a small rectangle of sums held in registers while it runs down two packed
 * panels. Floats are multiplied and summed in double precision, so no rounding happens before the end.
 */

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** How sums are taken: plain numbers for floats, wrapping for int32. */
export type Arithmetic = 'float' | 'int32';

/** Rows and columns of sums that fit the registers; measured best on x86-64 among 2 to 8 rows by 2 to 4 columns. */
export const TILE = 4;

/**
 * `tile(panelA, a, panelB, b, count, sums, at)`: adds to the sums at `at` the product of `count` columns of panel a
 * (`rows` elements each) and as many rows of panel b (`columns` each). `width` is the length of a row of sums.
 */
export function tileSource(rows: number, columns: number, width: number, arithmetic: Arithmetic): string {
  const cells = range(rows).flatMap((r) => range(columns).map((c) => ({ r, c, name: `s${r}${c}` })));
  const place = (r: number, c: number) => `sums[at + ${r * width + c}]`;
  const step = (name: string, r: number, c: number) =>
    arithmetic === 'float' ? `${name} += a${r} * b${c};` : `${name} = (${name} + Math.imul(a${r}, b${c})) | 0;`;
  return [
    'function tile(panelA, a, panelB, b, count, sums, at) {',
    ...cells.map(({ r, c, name }) => `  let ${name} = ${place(r, c)};`),
    `  for (const end = a + count * ${rows}; a < end; a += ${rows}, b += ${columns}) {`,
    `    ${range(columns)
      .map((c) => `const b${c} = panelB[b + ${c}];`)
      .join(' ')}`,
    ...range(rows).map(
      (r) =>
        `    const a${r} = panelA[a + ${r}]; ${range(columns)
          .map((c) => step(`s${r}${c}`, r, c))
          .join(' ')}`,
    ),
    '  }',
    ...cells.map(({ r, c, name }) => `  ${place(r, c)} = ${name};`),
    '}',
  ].join('\n');
}

/** Recall, false positives and fixes of the analysis on the corpus, as a table of codes. */

const columns = ['marked', 'found', 'false', 'fixes', 'silence'] as const;
type Column = (typeof columns)[number];

export class Report {
  readonly #rows = new Map<string, Record<Column, number>>();

  count(code: string, column: Column): void {
    const row = this.#rows.get(code) ?? { marked: 0, found: 0, false: 0, fixes: 0, silence: 0 };
    row[column]++;
    this.#rows.set(code, row);
  }

  toString(): string {
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const total = columns.map((column) => rows.reduce((sum, [, row]) => sum + row[column], 0));
    const lines = [
      ['code', ...columns],
      ...rows.map(([code, row]) => [code, ...columns.map((column) => String(row[column]))]),
      ['in all', ...total.map(String)],
    ];
    const width = Math.max(...lines.map(([code = '']) => code.length));
    return lines
      .map(([code = '', ...cells]) => code.padEnd(width) + cells.map((cell) => cell.padStart(9)).join(''))
      .join('\n');
  }
}

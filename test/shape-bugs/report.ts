/** Recall and false positives of the analysis on the corpus, as a table of codes. */

import type { Mark } from './corpus.ts';

interface Row {
  marked: number;
  found: number;
  falselyFound: number;
  fixes: number;
  fixesThatSilence: number;
}

export class Report {
  readonly #rows = new Map<string, Row>();

  count(code: string, column: keyof Row): void {
    const row = this.#rows.get(code) ?? { marked: 0, found: 0, falselyFound: 0, fixes: 0, fixesThatSilence: 0 };
    row[column]++;
    this.#rows.set(code, row);
  }

  countMarks(marks: readonly Mark[]): void {
    for (const { code, fix } of marks) {
      this.count(code, 'marked');
      if (fix !== undefined) this.count(code, 'fixes');
    }
  }

  toString(): string {
    const columns = ['marked', 'found', 'falselyFound', 'fixes', 'fixesThatSilence'] as const;
    const titles = ['marked', 'found', 'false', 'fixes', 'silence'];
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const total = columns.map((column) => rows.reduce((sum, [, row]) => sum + row[column], 0));
    const lines = [
      ['', ...titles],
      ...rows.map(([code, row]) => [code, ...columns.map((column) => String(row[column]))]),
      ['in all', ...total.map(String)],
    ];
    const width = Math.max(...lines.map(([code]) => code?.length ?? 0));
    return lines
      .map(([code = '', ...cells]) => code.padEnd(width) + cells.map((cell) => cell.padStart(9)).join(''))
      .join('\n');
  }
}

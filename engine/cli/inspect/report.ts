/** What inspect found in a file, before it is text or JSON. */

import { formatTable } from '../table.ts';

export type Cell = string | number | null;

export interface Report {
  /** The kind of file, in words. */
  readonly kind: string;
  /** Single facts, in order. */
  readonly facts: Readonly<Record<string, Cell>>;
  readonly tables: readonly Table[];
  /** What is wrong with the file, where it could be read in part. */
  readonly damage?: string;
}

export interface Table {
  /** The key in JSON, and the heading in text. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function reportText(path: string, { kind, facts, tables, damage }: Report): string {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${show(value)}\n`);
  const parts = tables
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ name, columns, rows }) =>
        `\n${name}\n${formatTable(
          columns,
          rows.map((row) => row.map(show)),
        )}`,
    );
  const warning = damage === undefined ? '' : `\n${damage}\n`;
  return `${path}: ${kind}\n${lines.join('')}${parts.join('')}${warning}`;
}

export function reportJson(path: string, { kind, facts, tables, damage }: Report): string {
  const lists = tables.map(({ name, columns, rows }) => [
    name,
    rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))),
  ]);
  const all = { path, kind, ...facts, ...Object.fromEntries(lists), ...(damage !== undefined && { damage }) };
  return `${JSON.stringify(all)}\n`;
}

function show(value: Cell): string {
  return value === null ? '' : String(value);
}

/** `[100, 784]`; `?` for unknown sizes. */
export function showShape(shape: readonly (number | null)[] | null): string {
  return shape === null ? 'unknown' : `[${shape.map((size) => (size === null || size < 0 ? '?' : size)).join(', ')}]`;
}

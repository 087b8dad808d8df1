/** Files of plain arrays: safetensors, npz, npy. */

import { readFile } from 'node:fs/promises';
import { decodeNpy, decodeNpz, SafetensorsReader } from '../../formats/index.ts';
import { dtypes, type NdArray } from '../../graph/index.ts';
import { formatBytes } from '../table.ts';
import { type Report, showShape, type Table } from './report.ts';

/** Name, element type, shape, bytes. */
type Row = [string, string, string, number | null];

const columns = ['name', 'dtype', 'shape', 'bytes'];

export async function inspectSafetensors(path: string): Promise<Report> {
  await using reader = await SafetensorsReader.open(path);
  const { entries, metadata } = reader.header;
  const rows = Array.from(entries.values(), ({ name, storedType, shape, start, end }): Row => {
    return [name, storedType, showShape(shape), end - start];
  });
  return {
    ...arrayReport('safetensors', { name: 'tensors', columns, rows }),
    facts: {
      ...factsOf(rows),
      ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`metadata ${key}`, value])),
    },
  };
}

export async function inspectNpz(path: string): Promise<Report> {
  const arrays = decodeNpz(await readFile(path), path);
  return arrayReport('NumPy arrays', { name: 'arrays', columns, rows: Array.from(arrays, arrayRow) });
}

export async function inspectNpy(path: string): Promise<Report> {
  const rows = [arrayRow(['array', decodeNpy(await readFile(path), path)])];
  return arrayReport('a NumPy array', { name: 'arrays', columns, rows });
}

function arrayRow([name, { dtype, shape, data }]: readonly [string, NdArray]): Row {
  // Strings have no size of their own here.
  return [name, dtype, showShape(shape), dtype === 'string' ? null : data.length * dtypes[dtype].bytes];
}

function arrayReport(kind: string, table: Table): Report {
  return { kind, facts: factsOf(table.rows as readonly Row[]), tables: [table] };
}

function factsOf(rows: readonly Row[]): Report['facts'] {
  return { tensors: rows.length, size: formatBytes(rows.reduce((sum, row) => sum + (row[3] ?? 0), 0)) };
}

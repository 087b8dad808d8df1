/** A graph as a table: one line an operation, in the order they were made. */

import { basename } from 'node:path';
import type { GraphDescription } from '../../runner/index.ts';
import { formatTable } from '../table.ts';
import { shapeText } from './shape-text.ts';

export function formatNodes({ nodes }: GraphDescription): string {
  const rows = nodes.map(({ name, op, inputs, controlInputs, outputs, source }) => [
    name,
    op,
    outputs.map(({ dtype, shape }) => `${dtype}${shapeText(shape)}`).join(' '),
    [...inputs, ...controlInputs.map((each) => `^${each}`)].join(' '),
    source ? `${basename(source.file)}:${source.line}` : '',
  ]);
  return formatTable(['operation', 'type', 'outputs', 'inputs', 'made at'], rows);
}

/** The sums of a product's columns, once it is made. */

import type { ColumnSums } from '../../../../ops/kernel-language/index.ts';
import type { Block } from '../../codegen/block.ts';
import type { Parameters } from '../../codegen/body.ts';

/** Adds up the columns of `out`, in double precision. */
export function addColumnSums(
  block: Block,
  parameters: Parameters,
  columnSums: ColumnSums | undefined,
  { out, rows, columns }: { readonly out: string; readonly rows: number; readonly columns: number },
): void {
  if (columnSums === undefined) return;
  const sums = parameters.output(columnSums);
  parameters.scratch('totals', 'float64', columns);
  block.line('totals.fill(0);');
  const overRows = block.open(`for (let row = 0, at = 0; row < ${rows}; row++) {`);
  overRows.line(`for (let j = 0; j < ${columns}; j++, at++) totals[j] += ${out}[at];`);
  block.line(`for (let j = 0; j < ${columns}; j++) ${sums}[j] = totals[j];`);
}

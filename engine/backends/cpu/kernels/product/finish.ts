/** The end of a matrix product: sums become elements of the output, by way of the epilogue where there is one. */

import { type DType, sizeOf } from '../../../../graph/index.ts';
import { accumulator, type Epilogue } from '../../../../ops/kernel-language/index.ts';
import { type Access, coalesce, coordinateAccess, denseAccess } from '../../codegen/access.ts';
import { Block, functionSource } from '../../codegen/block.ts';
import type { Parameters } from '../../codegen/body.ts';
import { storeTexts } from '../../codegen/expression.ts';
import { coordinatesOf, leavesOf } from '../../codegen/point-loop.ts';
import { Scope, type ScopeAxis } from '../../codegen/scope.ts';

export interface Finish {
  readonly out: string;
  readonly dtype: DType;
  /** Axes outside the product; their coordinates are the variables b0, b1, … */
  readonly batch: readonly number[];
  /** Axes that the product's rows run over together. */
  readonly rows: readonly number[];
  readonly columns: number;
  readonly epilogue: Epilogue | null;
}

export interface FinishCode {
  /** The call, for where `row`, `rows`, `column` and `columns` are known. */
  readonly call: string;
  /** The function, once the length of a row of sums is known. */
  readonly source: (width: number) => string;
}

/** Adds the epilogue's operands to the parameters. */
export function finishCode(parameters: Parameters, finish: Finish): FinishCode {
  const { out, dtype, batch, rows, columns } = finish;
  const epilogue = finish.epilogue ?? { operands: [], expr: accumulator(dtype) };
  const space = [...batch, ...rows, columns];
  const rank = space.length;
  const loads = parameters.operands(epilogue.operands, rank);
  const coordinates = coordinatesOf([epilogue.expr]);
  const accesses = [
    denseAccess(space),
    ...coordinates.map((axis) => coordinateAccess(axis, rank)),
    ...loads.map(({ access }) => access),
  ];
  const arrays = [...new Set(loads.map(({ array }) => array))];
  const batchNames = batch.map((_, i) => `b${i}`);
  const names = [out, 'sums', ...arrays, ...batchNames, 'row', 'rows', 'column', 'columns'];

  return {
    call: `finish(${names.join(', ')});`,
    source: (width) => {
      const body = new Block();
      const overRows = body.open('for (let line = row; line < row + rows; line++) {');
      overRows.line(`const from = (line - row) * ${width} - column;`);
      const overColumns = overRows.open('for (let j = column; j < column + columns; j++) {');
      const { axes: rowAxes, accesses: split } = rowCoordinates(overRows, overColumns, batch.length, rows, accesses);
      const axes = [...batchNames.map((variable) => ({ variable, depth: 0 })), ...rowAxes, { variable: 'j', depth: 2 }];
      const scope = new Scope([body, overRows, overColumns], axes);
      const total = { text: 'sums[from + j]', depth: 2, rounded: dtype !== 'float32' };
      const leaves = { ...leavesOf(loads, coordinates, split.slice(1)), accumulator: total };
      const [text] = storeTexts([epilogue.expr], scope, leaves);
      overColumns.line(`${out}[${scope.index(split[0]).text}] = ${text};`);
      return functionSource('finish', names, body);
    },
  };
}

/** One axis, the line itself, where all operands step evenly through the rows; else coordinates by division. */
function rowCoordinates(
  block: Block,
  before: Block,
  start: number,
  rows: readonly number[],
  accesses: readonly Access[],
): { axes: ScopeAxis[]; accesses: Access[] } {
  const end = start + rows.length;
  const inRows = accesses.map(({ strides }) => ({ offset: 0, strides: strides.slice(start, end) }));
  const merged = coalesce(rows, inRows);
  if (merged.sizes.length <= 1) {
    return {
      axes: [{ variable: 'line', depth: 1 }],
      accesses: accesses.map(({ offset, strides }, i) => ({
        offset,
        strides: [...strides.slice(0, start), merged.accesses[i].strides[0] ?? 0, ...strides.slice(end)],
      })),
    };
  }
  const axes = rows.map((size, i): ScopeAxis => {
    const after = sizeOf(rows.slice(i + 1));
    const quotient = after === 1 ? 'line' : `Math.floor(line / ${after})`;
    return { variable: block.bind('row', i === 0 ? quotient : `${quotient} % ${size}`, before), depth: 1 };
  });
  return { axes, accesses: [...accesses] };
}

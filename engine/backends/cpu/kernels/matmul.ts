/** Matrix products, batched; operands stored transposed are read in place. */

import { sizeOf } from '../../../graph/index.ts';
import { accumulator, type Epilogue, type ValueId } from '../../../ops/kernel-language/index.ts';
import { coordinateAccess, denseAccess } from '../codegen/access.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { storeTexts } from '../codegen/expression.ts';
import { bindPlace } from '../codegen/index-tuple.ts';
import { binaryCode, classOf } from '../codegen/operators.ts';
import { coordinatesOf, leavesOf } from '../codegen/point-loop.ts';
import { combineText } from '../codegen/reductions.ts';
import { Scope } from '../codegen/scope.ts';
import { type GeneratedKernel, type Generator, type GeneratorContext, generated, type KernelOf } from './generator.ts';
import { addColumnSums } from './product/column-sums.ts';
import { finishCode } from './product/finish.ts';
import { packRows, packStrided } from './product/pack.ts';
import { productLoops } from './product/product.ts';

export interface MatmulSizes {
  readonly batch: readonly number[];
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

export function matmulSizes(kernel: KernelOf<'matmul'>, { values }: Pick<GeneratorContext, 'values'>): MatmulSizes {
  const { shape } = values[kernel.output];
  return {
    batch: shape.slice(0, -2),
    rows: shape.at(-2)!,
    depth: values[kernel.a].shape.at(kernel.transposeA ? -2 : -1)!,
    columns: shape.at(-1)!,
  };
}

export const matmul: Generator<'matmul'> = (kernel, context) => {
  const { values } = context;
  const { dtype } = values[kernel.a];
  const sizes = matmulSizes(kernel, context);
  const { batch, rows, depth, columns } = sizes;
  const tiled = dtype === 'float32' || dtype === 'float64' || dtype === 'int32';
  if (!tiled) return plainMatmul(kernel, context);
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(kernel.output);
  const a = parameters.input(kernel.a);
  const b = parameters.input(kernel.b);
  if (sizeOf(values[kernel.output].shape) === 0) return generated(parameters, body);

  let block = body;
  batch.forEach((size, i) => {
    block = block.open(`for (let b${i} = 0; b${i} < ${size}; b${i}++) {`);
  });
  const flat = batch.map((_, i) => ({ i, stride: sizeOf(batch.slice(i + 1)) }));
  const base = (size: number) =>
    flat.length === 0 ? '0' : flat.map(({ i, stride }) => `b${i} * ${stride * size}`).join(' + ');
  const finish = finishCode(parameters, { out, dtype, batch, rows: [rows], columns, epilogue: kernel.epilogue });
  const helpers = productLoops(block, parameters, {
    sizes: { rows, depth, columns },
    arithmetic: dtype === 'int32' ? 'int32' : 'float',
    a,
    b,
    baseA:
      kernel.rowsOfA === undefined ? base(rows * depth) : bindRows(body, parameters, context, kernel.rowsOfA, kernel.a),
    baseB: base(depth * columns),
    packA: (operand) => {
      if (kernel.rowsOfA !== undefined) return packRows(operand);
      return kernel.transposeA ? packStrided(operand, 1, rows) : packStrided(operand, depth, 1);
    },
    packB: (operand) => (kernel.transposeB ? packStrided(operand, depth, 1) : packStrided(operand, 1, columns)),
    finishCall: finish.call,
    finish: ({ width }) => finish.source(width),
  });
  addColumnSums(body, parameters, kernel.columnSums, { out, rows: sizeOf(batch) * rows, columns });
  return generated(parameters, body, helpers);
};

/** Binds where the rows begin that the indices name, flat, and gives the array's name. */
function bindRows(
  block: Block,
  parameters: Parameters,
  { values }: GeneratorContext,
  rowsOfA: ValueId,
  a: ValueId,
): string {
  const value = values[rowsOfA];
  const [all, depth] = values[a].shape;
  const count = sizeOf(value.shape);
  const array = parameters.input(rowsOfA);
  parameters.scratch('starts', 'int32', count);
  const { body, variable } = block.loop(count);
  const place = bindPlace(body, variable, { array, value, indexed: [all], skipNegative: false });
  body.line(`starts[${variable}] = ${place} * ${depth};`);
  return 'starts';
}

/** One element after the other: for the types that are rare in products. */
function plainMatmul(kernel: KernelOf<'matmul'>, context: GeneratorContext): GeneratedKernel {
  const { values } = context;
  const { dtype } = values[kernel.a];
  const { batch, rows, depth, columns } = matmulSizes(kernel, context);
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(kernel.output);
  const a = parameters.input(kernel.a);
  const b = parameters.input(kernel.b);
  const space = [...batch, rows, columns];
  if (sizeOf(space) === 0) return generated(parameters, body);
  const epilogue: Epilogue = kernel.epilogue ?? { operands: [], expr: accumulator(dtype) };
  const loads = parameters.operands(epilogue.operands, space.length);
  const coordinates = coordinatesOf([epilogue.expr]);
  const scope = new Scope([body], []).loops(space);
  const strides = (matrix: number, row: number, column: number) => [
    ...denseAccess(batch).strides.map((stride) => stride * matrix),
    row,
    column,
  ];
  const startA = scope.index({ offset: 0, strides: strides(rows * depth, kernel.transposeA ? 1 : depth, 0) });
  const startB = scope.index({ offset: 0, strides: strides(depth * columns, 0, kernel.transposeB ? depth : 1) });
  const { innermost } = scope;
  innermost.line(`let sum = ${classOf[dtype] === 'int64' ? '0n' : '0'};`);
  const { body: along, variable: k } = innermost.loop(depth);
  const x = `${a}[${startA.text} + ${k} * ${kernel.transposeA ? rows : 1}]`;
  const y = `${b}[${startB.text} + ${k} * ${kernel.transposeB ? 1 : columns}]`;
  const times = binaryCode.mul[classOf[dtype]];
  if (times === undefined) throw new Error(`Internal: matmul is not defined for ${dtype}.`);
  along.line(`${combineText('sum', dtype, 'sum', times(x, y, dtype))};`);
  const accesses = [
    ...coordinates.map((axis) => coordinateAccess(axis, space.length)),
    ...loads.map(({ access }) => access),
  ];
  const total = { text: 'sum', depth: scope.depth, rounded: dtype !== 'float32' };
  const leaves = { ...leavesOf(loads, coordinates, accesses), accumulator: total };
  const [text] = storeTexts([epilogue.expr], scope, leaves);
  innermost.line(`${out}[${scope.index(denseAccess(space)).text}] = ${text};`);
  return generated(parameters, body);
}

/** Matrix products of float32, batched; transposed operands are read where they lie. */

import { sizeOf } from '../../../../graph/index.ts';
import type { ValueId } from '../../../../ops/kernel-language/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { matmulSizes } from '../../kernels/matmul.ts';
import type { WasmGenerator } from '../kernel.ts';
import { hasFewPlaces, indexTuplesOf } from './index-tuples.ts';
import { DEPTH_BLOCK, evenPart, roundUp } from './product/blocks.ts';
import type { LeftOperand, RightOperand } from './product/operands.ts';
import { ADDRESSES, addScratch, checkingRows, lookUpRows, type PickedRows, pickedRows } from './product/picked-rows.ts';
import { type ProductParts, productKernel } from './product/product.ts';
import { canRide, rideOf } from './product/ride.ts';
import { tileFor } from './product/tile.ts';

/** WebAssembly takes 25 ns for 4×4×4, where JavaScript takes 100, 50 for 450 at 8×8×8; its first run 0.2 ms more than 0.8. */
export const MIN_MULTIPLICATIONS = 64;

export const matmul: WasmGenerator<'matmul'> = (kernel, context) => {
  const { values, target } = context;
  const { batch, rows, depth, columns } = matmulSizes(kernel, context);
  const multiplications = sizeOf([...batch, rows, depth, columns]);
  if (values[kernel.a].dtype !== 'float32' || !canRide(kernel.epilogue, context)) return undefined;
  if (multiplications < (context.evenSmall ? 1 : MIN_MULTIPLICATIONS)) return undefined;
  const parameters = new Parameters(values);
  const out = parameters.output(kernel.output);
  const left = parameters.input(kernel.a);
  const right = parameters.input(kernel.b);
  const { tile: epilogue, arrays } = rideOf(kernel.epilogue, [...batch, rows, columns], parameters, context);
  const sums = kernel.columnSums === undefined ? undefined : parameters.output(kernel.columnSums);
  const { unroll } = tileFor(target);
  const depthBlock = matrixDepthBlock(depth, unroll);
  const picked = kernel.rowsOfA === undefined ? undefined : pickedFrom(left, kernel.rowsOfA);
  if (kernel.rowsOfA !== undefined && picked === undefined) return undefined;
  const plainLeft = leftMatrix(rows, depth, kernel.transposeA, unroll);
  const addressBytes = target.addressType === 'i64' ? 8 : 4;
  if (picked) addScratch(parameters, picked, addressBytes);
  const product: ProductParts = {
    sizes: { batch: sizeOf(batch), rows, depth, columns },
    names: { out, left: picked ? ADDRESSES : left, right, operands: arrays, sums },
    left: picked ? pickedRows(picked, addressBytes, (depths) => plainLeft.walk(0, depths)) : plainLeft,
    right: rightMatrix(depth, columns, kernel.transposeB),
    epilogue,
    depthBlock,
    ...(picked && { prepare: (module, name, pass) => lookUpRows(picked, parameters, module, name, pass) }),
  };
  const made = productKernel(context, parameters, [product]);
  return picked ? checkingRows(made, picked) : made;

  function pickedFrom(table: string, rowsOfA: ValueId): PickedRows | undefined {
    const indexed = [values[kernel.a].shape[0]];
    const tuples = indexTuplesOf(parameters.input(rowsOfA), values[rowsOfA], indexed, false);
    return tuples && hasFewPlaces(tuples) ? { tuples, table, depth, depthBlock } : undefined;
  }
};

/** Equal blocks, of whole turns of the innermost loop. */
export function matrixDepthBlock(depth: number, unroll: number): number {
  return Math.min(depth, roundUp(evenPart(depth, DEPTH_BLOCK), unroll));
}

/** Stored [rows, depth], or transposed. `unroll`: depths of a turn of the innermost loop. */
export function leftMatrix(rows: number, depth: number, transposed: boolean, unroll: number): LeftOperand {
  const step = (transposed ? rows : 1) * 4;
  const matrixBytes = rows * depth * 4;
  const rowBytes = (transposed ? 1 : depth) * 4;
  return {
    rows: { kind: 'even', matrixBytes, rowBytes },
    walk: (_, depths) => ({
      step,
      runLength: unroll,
      loops: [{ count: Math.floor(depths / unroll), skip: 0 }],
      tail: depths % unroll,
    }),
    position: (at) => at * step,
    origin: (pass) => pass.matrix * matrixBytes + pass.row * rowBytes + pass.depth * step,
  };
}

/** Stored [depth, columns], or transposed. */
export function rightMatrix(depth: number, columns: number, transposed: boolean): RightOperand {
  const depthBytes = (transposed ? 1 : columns) * 4;
  return {
    matrixBytes: depth * columns * 4,
    columnBytes: (transposed ? depth : 1) * 4,
    depthBytes,
    position: (at) => at * depthBytes,
  };
}

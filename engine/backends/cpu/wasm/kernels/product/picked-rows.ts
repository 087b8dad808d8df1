/**
 * Rows of the left operand that indices pick from a table: their addresses are looked up before the product begins, so that
 * its tiles read them where they lie.
 */

import type { Parameters } from '../../../codegen/body.ts';
import type { ModuleBuilder } from '../../assembler/index.ts';
import type { Phase, WasmKernel } from '../../kernel.ts';
import { clearFault, type IndexTuples, PlaceFinder, STATE_WORDS, throwFault } from '../index-tuples.ts';
import { addScaled, eachRow } from '../loops.ts';
import type { Pass } from './blocks.ts';
import { pushProduct } from './loops.ts';
import type { DepthWalk } from './microkernel.ts';
import type { LeftOperand } from './operands.ts';

/** Parameter that holds the addresses: those of all rows at depth 0, then those at the next block of depths, and so on. */
export const ADDRESSES = 'addresses';
const ROWS_OF_CHUNK = 4096;
const NANOSECONDS_A_ROW = 2;

export interface PickedRows {
  /** One index a row. */
  readonly tuples: IndexTuples;
  /** Parameter that holds the table. */
  readonly table: string;
  readonly depth: number;
  readonly depthBlock: number;
}

const blocksOf = ({ depth, depthBlock }: PickedRows) => Math.ceil(depth / depthBlock);

/** Adds what the kernel needs beside the table and the indices. */
export function addScratch(parameters: Parameters, picked: PickedRows, addressBytes: number): void {
  parameters.scratch(ADDRESSES, 'int32', (blocksOf(picked) * picked.tuples.count * addressBytes) / 4);
  parameters.scratch('state', 'int32', STATE_WORDS);
}

export function pickedRows(picked: PickedRows, addressBytes: number, walk: (depths: number) => DepthWalk): LeftOperand {
  const { tuples, depthBlock } = picked;
  const position = (depth: number) => Math.ceil(depth / depthBlock) * tuples.count * addressBytes;
  return {
    rows: {
      kind: 'gathered',
      run: 1,
      rowBytes: 0,
      push: (f, base, row) => {
        f.get(base);
        pushProduct(f, row, addressBytes)
          .address('add')
          .memory(addressBytes === 8 ? 'i64.load' : 'i32.load');
      },
    },
    walk: (_, depths) => walk(depths),
    position,
    origin: ({ depth }) => position(depth),
  };
}

/** Before the first pass: looks up the addresses. Rows outside get that of the table, and the run fails when it ends. */
export function lookUpRows(
  picked: PickedRows,
  parameters: Parameters,
  module: ModuleBuilder,
  name: string,
  pass: Pass,
): Phase[] {
  if (pass.matrix + pass.row + pass.panel + pass.depth > 0) return [];
  const { tuples, table, depth, depthBlock } = picked;
  const { list } = parameters;
  const f = module.function(name, ['i32', 'i32', ...list.map(() => module.addressType)]);
  const addressOf = (wanted: string) => f.parameters[2 + list.findIndex((parameter) => parameter.name === wanted)];
  const addressBytes = module.addressType === 'i64' ? 8 : 4;
  const [from, to] = [f.addressLocal(), f.addressLocal()];
  const finder = new PlaceFinder(f, tuples, addressOf(tuples.name));
  eachRow(f, ROWS_OF_CHUNK, tuples.count, (row) => {
    f.get(addressOf(table)).set(from);
    f.block((next) => {
      finder.load(row, next);
      finder.check(row, addressOf('state'), next);
      f.get(addressOf(table));
      finder.push();
      addScaled(f, depth * 4).set(from);
    });
    f.get(addressOf(ADDRESSES));
    pushProduct(f, row, addressBytes).address('add').set(to);
    for (let block = 0; block < blocksOf(picked); block++) {
      f.get(to)
        .get(from)
        .bytes(block * depthBlock * 4)
        .address('add');
      f.memory(addressBytes === 8 ? 'i64.store' : 'i32.store', block * tuples.count * addressBytes);
    }
  });
  const chunks = Math.ceil(tuples.count / ROWS_OF_CHUNK);
  return [{ name, chunks, chunkNanoseconds: Math.min(tuples.count, ROWS_OF_CHUNK) * NANOSECONDS_A_ROW }];
}

/** The kernel with what reports an index outside. */
export function checkingRows(kernel: WasmKernel, { tuples }: PickedRows): WasmKernel {
  return { ...kernel, prepare: clearFault, finish: (state, read) => throwFault(tuples, state, read) };
}

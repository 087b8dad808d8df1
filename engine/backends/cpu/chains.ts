/**
 * Chains: neighbouring kernels that all go through the same rows, each row reading only what earlier kernels made of that
 * row. Such kernels run block by block, all of them on one block of rows before the next, so that what one leaves behind
 * is still in the cache when the next one reads it. What they compute stays the same.
 *
 * The compiler knows nothing of this: memory that it has values share is looked at here once more.
 */

import type { Kernel, Plan } from '../../compiler/index.ts';
import { sizeOf } from '../../graph/index.ts';
import { flattenView, type Operand, type Value, type ValueId } from '../../ops/kernel-language/index.ts';
import { type MemoryUse, overlaps, useOf } from './memory-use.ts';
import { bytesOf } from './store.ts';

export interface Chain {
  readonly kind: 'chain';
  /** Positions of its kernels in the plan: from `begin` to `end`, exclusive. */
  readonly begin: number;
  readonly end: number;
  readonly rows: number;
  readonly rowsOfBlock: number;
}

export interface ChainOptions {
  /** Bytes in all below which everything stays in a cache anyway. */
  readonly worthwhile?: number;
  /** Bytes of a block: less than half of a second-level cache. */
  readonly block?: number;
}

/** For tests: chains wherever there can be any, of blocks as small as they can be. */
export const everyChain: ChainOptions = { worthwhile: 0, block: 1 };

/** What fits a third-level cache comes from it as fast: a layer norm of 24 MiB was a tenth slower by blocks. */
const WORTHWHILE = 2 ** 25;
const BLOCK = 2 ** 18;
const MOST_KERNELS = 32;
/** Fewer blocks leave threads without work. */
const LEAST_BLOCKS = 16;

/** The chains of a plan, in order; they do not overlap. */
export function chainsOf(plan: Plan, options: ChainOptions = {}): Chain[] {
  const chains: Chain[] = [];
  for (let begin = 0; begin < plan.kernels.length; ) {
    const chain = longestFrom(plan, begin, options);
    if (chain) chains.push(chain);
    begin = chain?.end ?? begin + 1;
  }
  return chains;
}

function longestFrom(plan: Plan, begin: number, options: ChainOptions): Chain | undefined {
  const first = plan.kernels[begin];
  // What comes later may be small, sums of rows for instance.
  if (!isRowwise(first) || 4 * sizeOf(first.space) < (options.worthwhile ?? WORTHWHILE) / MOST_KERNELS)
    return undefined;
  let best: Chain | undefined;
  for (const rows of new Set(rowCounts(first))) {
    const kernels: Access[][] = [];
    const all: Access[] = [];
    for (const kernel of plan.kernels.slice(begin, begin + MOST_KERNELS)) {
      const added = accessesOf(plan, kernel, rows);
      if (added === undefined || !goesOn(all, added)) break;
      kernels.push(added);
      all.push(...added);
    }
    const rowsOfBlock = kernels.length > 1 ? blockOf(kernels, rows, options) : undefined;
    if (rowsOfBlock === undefined) continue;
    const end = begin + kernels.length;
    if (best === undefined || end > best.end) best = { kind: 'chain', begin, end, rows, rowsOfBlock };
  }
  return best;
}

type Rowwise = Extract<Kernel, { kind: 'elementwise' | 'reduce' }>;

function isRowwise(kernel: Kernel): kernel is Rowwise {
  return kernel.kind === 'elementwise' || kernel.kind === 'reduce';
}

/** How many rows there are if the first axis counts them, the first two, and so on. */
function rowCounts({ space }: Rowwise): number[] {
  return space.map((_, axis) => sizeOf(space.slice(0, axis + 1)));
}

/** A kernel's use of some memory. */
interface Access extends MemoryUse {
  /** Bytes of a row, if each row of the kernel uses its own. */
  readonly rowBytes: number | undefined;
}

/** `undefined`: the kernel does not go through so many rows, or not all of its values lie where it can be told. */
function accessesOf({ values, places }: Plan, kernel: Kernel, rows: number): Access[] | undefined {
  if (!isRowwise(kernel)) return undefined;
  const { space } = kernel;
  const outer = rowCounts(kernel).indexOf(rows) + 1;
  if (outer === 0) return undefined;
  if (kernel.kind === 'reduce' && kernel.axes.some((axis) => axis < outer)) return undefined;
  const found: Access[] = [];
  const add = (value: ValueId, isWrite: boolean, rowBytes: number | undefined): boolean => {
    const place = places[value];
    if (place?.kind === 'constant') return true;
    const use = useOf(place, bytesOf(values[value].dtype, values[value].shape), isWrite);
    if (use === undefined) return false;
    found.push({ ...use, rowBytes });
    return true;
  };
  const reads = (operands: readonly Operand[], over: readonly number[]) =>
    operands.every((operand) => add(operand.value, false, rowBytesOf(operand, values, over, outer)));
  const writes = (value: ValueId) => add(value, true, bytesOf(values[value].dtype, values[value].shape) / rows);
  const known =
    reads(kernel.operands, space) &&
    (kernel.kind === 'elementwise'
      ? kernel.outputs.every(writes)
      : writes(kernel.output) &&
        reads(
          kernel.epilogue?.operands ?? [],
          space.filter((_, axis) => !kernel.axes.includes(axis)),
        ));
  return known ? found : undefined;
}

/** Bytes of a row where the operand is read row by row, the rows being the first `outer` axes of the space. */
function rowBytesOf(
  { value, view }: Operand,
  values: readonly Value[],
  space: readonly number[],
  outer: number,
): number | undefined {
  const { dtype, shape } = values[value];
  const rows = sizeOf(space.slice(0, outer));
  const elements = sizeOf(shape) / rows;
  const { offset, strides } = flattenView(view, shape, space.length);
  let step = elements;
  for (let axis = outer - 1; axis >= 0; axis--) {
    if (space[axis] > 1 && strides[axis] !== step) return undefined;
    step *= space[axis];
  }
  let [low, high] = [offset, offset];
  for (let axis = outer; axis < space.length; axis++) {
    const reach = strides[axis] * (space[axis] - 1);
    if (reach < 0) low += reach;
    else high += reach;
  }
  return low >= 0 && high < elements ? bytesOf(dtype, shape) / rows : undefined;
}

/** Whether a kernel with the accesses `added` can follow in a chain, and shares something with it. */
function goesOn(chain: readonly Access[], added: readonly Access[]): boolean {
  let shares = chain.length === 0;
  for (const access of added) {
    for (const other of chain) {
      if (!overlaps(access, other)) continue;
      const isSame =
        access.begin === other.begin && access.rowBytes === other.rowBytes && access.rowBytes !== undefined;
      if (!isSame && (access.isWrite || other.isWrite)) return false;
      shares ||= isSame;
    }
  }
  return shares;
}

/** Rows of a block, if going by blocks is worth it. */
function blockOf(
  accesses: readonly (readonly Access[])[],
  rows: number,
  { worthwhile = WORTHWHILE, block = BLOCK }: ChainOptions,
): number | undefined {
  // By place: bytes, and how many kernels use it.
  const used = new Map<string, { bytes: number; kernels: number }>();
  for (const kernel of accesses) {
    const rowwise = new Map(kernel.filter((each) => each.rowBytes !== undefined).map((each) => [keyOf(each), each]));
    for (const [key, { rowBytes }] of rowwise) {
      const known = used.get(key);
      if (known) known.kernels++;
      else used.set(key, { bytes: rowBytes!, kernels: 1 });
    }
  }
  let bytesOfRow = 0;
  let spared = 0;
  for (const { bytes, kernels } of used.values()) {
    bytesOfRow += bytes;
    spared += bytes * (kernels - 1);
  }
  if (rows < 2 || rows * bytesOfRow < worthwhile || rows * spared < worthwhile / 2) return undefined;
  const fitting = Math.floor(block / bytesOfRow);
  // Rows so long that one is more than a block stay in no cache.
  if (fitting === 0 && block !== everyChain.block) return undefined;
  return Math.max(1, Math.min(fitting, Math.floor(rows / LEAST_BLOCKS)));
}

const keyOf = ({ memory, begin, rowBytes }: Access): string => `${memory} ${begin} ${rowBytes}`;

/**
 * The frame of every product, convolutions included: b is packed into panels, then microkernels run over units of rows and
 * columns. What an element of a or b is, is up to the operands.
 */

import type { Parameters } from '../../../codegen/body.ts';
import { type FunctionBuilder, type Local, ModuleBuilder } from '../../assembler/index.ts';
import type { Phase, WasmContext, WasmKernel } from '../../kernel.ts';
import { eachRow } from '../loops.ts';
import { elementBytes } from '../row-loop.ts';
import {
  type Blocks,
  chooseBlocks,
  evenPart,
  PACKED_BYTES_A_NANOSECOND,
  type Pass,
  type ProductSizes,
} from './blocks.ts';
import { type PartialSums, partialSums, sumsPhase } from './column-sums.ts';
import type { TileEpilogue } from './epilogue.ts';
import { FunctionTable, pushAtMost, pushProduct } from './loops.ts';
import type { LeftOperand, ProductCode, RightOperand } from './operands.ts';
import { Panels } from './panels.ts';
import { flopsANanosecond, tileFor } from './tile.ts';
import { countUnits, unitFunction } from './unit.ts';

export interface ProductParts {
  readonly sizes: ProductSizes;
  readonly names: ProductNames;
  readonly left: LeftOperand;
  readonly right: RightOperand;
  readonly epilogue: TileEpilogue | undefined;
  readonly depthBlock: number;
  readonly rowsAtOnce?: number;
  readonly depthsAtOnce?: number;
  /** What makes the left operand of a pass: phases with names that begin with the one given. */
  readonly prepare?: (module: ModuleBuilder, name: string, pass: Pass) => readonly Phase[];
}

/** Of the kernel's parameters. */
export interface ProductNames {
  readonly out: string;
  readonly left: string;
  readonly right: string;
  /** Arrays that the epilogue reads, by operand. */
  readonly operands: readonly string[];
  /** Where the sums of columns go, if somebody wants them: of one product, if there are several. */
  readonly sums?: string | undefined;
}

const PACKED = 'packed';
const SUMS = 'sums';
const PACK_CHUNK_NANOSECONDS = 6_000;
/** Vectors of 256 bits take 1 ms more to compile, which fewer multiplications earn back in 7000 runs or more. */
const WIDE_MULTIPLICATIONS = 2 ** 13;

/** One product after the other. None of their sizes is 0. */
export function productKernel(
  context: Pick<WasmContext, 'target' | 'evenSmall'>,
  parameters: Parameters,
  products: readonly ProductParts[],
): WasmKernel {
  const multiplications = products.reduce((sum, { sizes }) => sum + multiplicationsOf(sizes), 0);
  const isWide = multiplications >= WIDE_MULTIPLICATIONS || context.evenSmall;
  const target = isWide ? context.target : { ...context.target, revectorized: false };
  const module = new ModuleBuilder(target.addressType);
  const tile = tileFor(target);
  const planned = products.map((parts, i) => {
    const { sizes, left, right, epilogue } = parts;
    const outElement = elementBytes(epilogue?.type ?? 'float32');
    const blocks = chooseBlocks(sizes, {
      tile,
      // Sums wait in the output between blocks, where it has room for them.
      depthBlock: outElement === 4 ? parts.depthBlock : sizes.depth,
      flopsANanosecond: flopsANanosecond(target),
      rowsAtOnce: parts.rowsAtOnce ?? sizes.rows,
      depthsAtOnce: parts.depthsAtOnce ?? sizes.depth,
      rowGrain: left.rows.kind === 'separate' ? left.rows.run : tile.rows,
      packedLimit: target.scratchLimit / 4,
    });
    const functions = new FunctionTable(module, products.length === 1 ? '' : `${i} `);
    const sums = parts.names.sums === undefined ? undefined : partialSums(blocks, sizes.batch, tile.columns);
    if (sums) parameters.scratch(SUMS, 'float32', (sums.rows * sums.rowBytes) / 4);
    return { parts, blocks, code: { target, module, functions, tile, sizes, left, right, outElement, epilogue, sums } };
  });
  parameters.scratch(PACKED, 'float32', Math.max(...planned.map(({ blocks }) => blocks.packedLength)));
  const phases: Phase[] = [];
  for (const { parts, blocks, code } of planned) {
    const writer = new PhaseWriter(code, blocks, parameters, parts.names);
    for (const pass of blocks.passes) {
      const number = phases.length;
      if (parts.prepare) phases.push(...parts.prepare(module, `prepare${number}`, pass));
      // Panels serve all rows.
      if (!blocks.joint && pass.row === 0) phases.push(writer.pack(`pack${number}`, pass));
      phases.push(writer.product(`product${number}`, pass));
    }
    if (code.sums) phases.push(writer.sums(`sums${phases.length}`, code.sums));
  }
  return { binary: module.assemble(), phases, parameters: parameters.list, needsMerging: isWide };
}

const multiplicationsOf = ({ batch, rows, depth, columns }: ProductSizes) => batch * rows * depth * columns;

class PhaseWriter {
  readonly #code: ProductCode;
  readonly #blocks: Blocks;
  readonly #parameters: Parameters;
  readonly #names: ProductNames;

  constructor(code: ProductCode, blocks: Blocks, parameters: Parameters, names: ProductNames) {
    this.#code = code;
    this.#blocks = blocks;
    this.#parameters = parameters;
    this.#names = names;
  }

  /** Chunks are some panels of a matrix. */
  pack(name: string, pass: Pass): Phase {
    const panels = new Panels(this.#code, pass);
    panels.prepare();
    const nanoseconds = panels.bytes / PACKED_BYTES_A_NANOSECOND;
    const panelsAChunk = evenPart(pass.panels, Math.max(1, Math.floor(PACK_CHUNK_NANOSECONDS / nanoseconds)));
    const chunksOfMatrix = Math.ceil(pass.panels / panelsAChunk);
    const chunks = pass.matrices * chunksOfMatrix;
    const f = this.#exported(name);
    const { right, packed } = this.#addresses(f, pass);
    const [matrix, first, last] = Array.from({ length: 3 }, () => f.local('i32'));
    const ofMatrix = f.addressLocal();
    eachRow(f, 1, chunks, (chunk) => {
      f.get(chunk).i32(chunksOfMatrix).op('i32.div_u').set(matrix).get(packed);
      pushProduct(f, matrix, pass.panels * panels.bytes)
        .address('add')
        .set(ofMatrix);
      f.get(chunk).i32(chunksOfMatrix).op('i32.rem_u').i32(panelsAChunk).op('i32.mul').tee(first);
      f.i32(panelsAChunk).op('i32.add');
      pushAtMost(f, pass.panels).set(last);
      panels.pack(f, right, matrix, ofMatrix, first, last);
    });
    return { name, chunks, chunkNanoseconds: panelsAChunk * nanoseconds };
  }

  product(name: string, pass: Pass): Phase {
    const { unitsAChunk, unitNanoseconds } = this.#blocks;
    const { sizes, tile } = this.#code;
    const unit = unitFunction(this.#code, this.#blocks, new Panels(this.#code, pass));
    const units = countUnits(this.#blocks, pass);
    const f = this.#exported(name);
    const { left, right, packed, out, bases } = this.#addresses(f, pass);
    eachRow(f, unitsAChunk, units, (at) => {
      f.get(at).get(left).get(right).get(packed).get(out);
      f.i32(pass.matrix * sizes.rows + pass.row).i32(pass.panel * tile.columns);
      for (const base of bases) f.get(base);
      f.call(unit);
    });
    const nanoseconds = (unitNanoseconds * pass.depths) / sizes.depth;
    return {
      name,
      chunks: Math.ceil(units / unitsAChunk),
      chunkNanoseconds: Math.min(units, unitsAChunk) * nanoseconds,
    };
  }

  sums(name: string, sums: PartialSums): Phase {
    const f = this.#exported(name);
    const [partial, out] = [SUMS, this.#names.sums!].map((each) => this.#address(f, each));
    return sumsPhase(f, this.#code, sums, partial, out);
  }

  /** A function of chunks and all of the kernel's addresses. */
  #exported(name: string): FunctionBuilder {
    const { module, target } = this.#code;
    return module.function(name, ['i32', 'i32', ...this.#parameters.list.map(() => target.addressType)]);
  }

  #address(f: FunctionBuilder, name: string): Local {
    return f.parameters[2 + this.#parameters.list.findIndex((each) => each.name === name)];
  }

  /** Where what belongs to the pass begins. */
  #addresses(f: FunctionBuilder, pass: Pass) {
    const { matrix, row, panel, depth } = pass;
    const { sizes, tile, left, right, outElement, sums } = this.#code;
    const column = panel * tile.columns;
    const moved = (name: string, bytes: number): Local => {
      if (bytes === 0) return this.#address(f, name);
      const at = f.addressLocal();
      f.get(this.#address(f, name)).bytes(bytes).address('add').set(at);
      return at;
    };
    // Separate runs find their place in the output by their number.
    const outRow = left.rows.kind === 'separate' ? 0 : matrix * sizes.rows + row;
    const toDepth = matrix * right.matrixBytes + right.position(depth);
    return {
      left: moved(this.#names.left, left.origin(pass)),
      right: moved(this.#names.right, toDepth + column * right.columnBytes),
      packed: this.#address(f, PACKED),
      out: moved(this.#names.out, (outRow * sizes.columns + column) * outElement),
      bases: [
        ...this.#names.operands.map((name) => this.#address(f, name)),
        ...(sums ? [moved(SUMS, sums.first(pass) * sums.rowBytes)] : []),
      ],
    };
  }
}

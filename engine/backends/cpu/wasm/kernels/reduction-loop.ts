/** The loops of a reduction: see reduce.ts for how work is cut. */

import { sizeOf } from '../../../../graph/index.ts';
import type { Expr, Reduction } from '../../../../ops/kernel-language/index.ts';
import type { Access } from '../../codegen/access.ts';
import type { FunctionBuilder, Local } from '../assembler/index.ts';
import type { Target } from '../target.ts';
import {
  emitVectors,
  type Hoisted,
  hoistConstants,
  translate,
  VectorGraph,
  type VectorNode,
  type VectorType,
} from '../vector/index.ts';
import { LANES } from './lanes.ts';
import { eachChunk, widen } from './loops.ts';
import { elementBytes, pushRowAddress, pushRowTerms, RowStream, type Stream } from './row-loop.ts';
import { Sums } from './sums.ts';

export interface ReductionLoop {
  /** Coalesced: the last axis is the innermost. */
  readonly sizes: readonly number[];
  readonly isKept: readonly boolean[];
  readonly reduction: Reduction;
  readonly expr: Expr;
  /** All accesses run over `sizes`; those of the output and the epilogue stand still along reduced axes. */
  readonly operands: readonly Stream[];
  readonly coordinates: ReadonlyMap<number, Access>;
  readonly output: Stream;
  readonly epilogue:
    | {
        readonly expr: Expr;
        readonly operands: readonly Stream[];
        readonly coordinates: ReadonlyMap<number, Access>;
      }
    | undefined;
  /** The reduced points are cut into so many parts, whose results lie `partStride` elements apart. */
  readonly parts: number;
  readonly partStride: number;
  /** Results of a chunk, where the innermost axis is reduced and somebody has a wish; else what suits the cache. */
  readonly grain?: number | undefined;
}

/** Vectors of results computed side by side where the innermost axis is kept. */
const COLUMN_VECTORS = 4;
/** Vectors of terms added side by side where it is reduced. */
const TERM_VECTORS = 4;
/** Terms of one result (in each lane's sum: a sixteenth) that are added before they go into the total. */
const BLOCK_TERMS = 1024;
/** Results of a chunk where each has few terms. */
const CHUNK_POINTS = 16384;

/** Steps along which the reduced points can be cut into parts: rows of them, or blocks of the only row. */
export function partSteps(sizes: readonly number[], isKept: readonly boolean[]): number {
  const { reducedOuter, innerIsKept, inner } = axesOf(sizes, isKept);
  const rows = sizeOf(reducedOuter.map((axis) => sizes[axis]));
  return innerIsKept || rows > 1 ? rows : Math.ceil(inner / BLOCK_TERMS);
}

/** Results that one chunk computes. */
export function chunkResults(sizes: readonly number[], isKept: readonly boolean[]): number {
  const { innerIsKept, inner } = axesOf(sizes, isKept);
  if (innerIsKept) return Math.min(inner, COLUMN_VECTORS * LANES);
  const kept = sizeOf(sizes.filter((_, axis) => isKept[axis]));
  return Math.max(1, Math.min(kept, Math.floor((CHUNK_POINTS * kept) / sizeOf(sizes))));
}

/** Writes the loop over chunks into `f`, whose first two parameters tell which. @returns the number of chunks. */
export function emitReduction(f: FunctionBuilder, target: Target, loop: ReductionLoop): number {
  const writer = new ReductionWriter(f, target, loop);
  return writer.write();
}

interface Axes {
  readonly inner: number;
  readonly innerIsKept: boolean;
  /** Kept and reduced axes but the innermost. */
  readonly keptOuter: readonly number[];
  readonly reducedOuter: readonly number[];
}

function axesOf(sizes: readonly number[], isKept: readonly boolean[]): Axes {
  const outer = sizes.map((_, axis) => axis).slice(0, -1);
  return {
    inner: sizes.at(-1) ?? 1,
    innerIsKept: isKept.at(-1) ?? false,
    keptOuter: outer.filter((axis) => isKept[axis]),
    reducedOuter: outer.filter((axis) => !isKept[axis]),
  };
}

class ReductionWriter {
  readonly #f: FunctionBuilder;
  readonly #target: Target;
  readonly #loop: ReductionLoop;
  readonly #axes: Axes;
  readonly #graph = new VectorGraph();
  readonly #root: VectorNode;
  readonly #epilogueRoot: VectorNode | undefined;
  readonly #hoisted: Hoisted;
  readonly #operands: readonly RowStream[];
  readonly #epilogueOperands: readonly RowStream[];
  readonly #output: RowStream;
  readonly #type: VectorType;
  readonly #sums: Sums;
  /** The result's row among the kept outer axes, and the part at hand. */
  readonly #row: Local;
  readonly #part: Local;
  /** A row of the reduced outer axes. */
  readonly #step: Local;
  readonly #stepEnd: Local;
  /** Number of the first point at hand along the innermost axis. */
  readonly #index: Local;
  readonly #lanes: Local | undefined;

  constructor(f: FunctionBuilder, target: Target, loop: ReductionLoop) {
    this.#f = f;
    this.#target = target;
    this.#loop = loop;
    this.#axes = axesOf(loop.sizes, loop.isKept);
    [this.#root] = translate(this.#graph, [loop.expr]);
    this.#epilogueRoot = loop.epilogue && translate(this.#graph, [loop.epilogue.expr])[0];
    const roots = this.#epilogueRoot ? [this.#root, this.#epilogueRoot] : [this.#root];
    this.#hoisted = hoistConstants(f, roots, target);
    this.#type = this.#root.type;
    this.#sums = new Sums(f, target, loop.reduction, this.#type);
    this.#operands = loop.operands.map((stream) => new RowStream(f, stream));
    this.#epilogueOperands = (loop.epilogue?.operands ?? []).map((stream) => new RowStream(f, stream));
    this.#output = new RowStream(f, loop.output);
    this.#row = f.local('i32');
    this.#part = f.local('i32');
    this.#step = f.local('i32');
    this.#stepEnd = f.local('i32');
    this.#index = f.addressLocal();
    if (loop.coordinates.size + (loop.epilogue?.coordinates.size ?? 0) === 0) return;
    this.#lanes = f.local('v128');
    f.i32x4(0, 1, 2, 3).set(this.#lanes);
  }

  write(): number {
    return this.#axes.innerIsKept ? this.#writeColumns() : this.#writeRows();
  }

  /** The innermost axis is kept: a chunk is a block of columns in one row of results and one part. */
  #writeColumns(): number {
    const f = this.#f;
    const { inner, keptOuter } = this.#axes;
    const { parts } = this.#loop;
    const width = COLUMN_VECTORS * LANES;
    const blocks = Math.ceil(inner / width);
    const rows = this.#sizeOf(keptOuter);
    const block = f.local('i32');
    const rest = f.local('i32');
    eachChunk(f, (chunk) => {
      // chunk = (part · rows + row) · blocks + block
      f.get(chunk).i32(blocks).op('i32.rem_u').set(block);
      f.get(chunk).i32(blocks).op('i32.div_u').set(rest);
      f.get(rest).i32(rows).op('i32.rem_u').set(this.#row);
      f.get(rest).i32(rows).op('i32.div_u').set(this.#part);
      f.get(block).i32(width).op('i32.mul');
      widen(f).set(this.#index);
      const last = inner % width;
      if (last === 0) this.#columns(COLUMN_VECTORS, LANES);
      else if (blocks === 1) this.#columns(Math.ceil(last / LANES), last % LANES || LANES);
      else {
        f.get(block)
          .i32(blocks - 1)
          .op('i32.lt_u');
        f.if(
          () => this.#columns(COLUMN_VECTORS, LANES),
          () => this.#columns(Math.ceil(last / LANES), last % LANES || LANES),
        );
      }
    });
    return blocks * rows * parts;
  }

  /** Some vectors of results, the last of which has `lastLanes` lanes. */
  #columns(vectors: number, lastLanes: number): void {
    const f = this.#f;
    const sums = Array.from({ length: vectors }, () => f.local('v128'));
    this.#sums.begin(sums);
    this.#eachStep(() => {
      this.#beginOperands();
      for (const stream of this.#operands) stream.moveTo(this.#index);
      const terms = this.#terms(vectors, lastLanes);
      sums.forEach((sum, at) => {
        this.#sums.take(sum, terms[at]);
      });
    });
    this.#sums.end(sums);
    this.#finish(sums, lastLanes, () => this.#index);
  }

  /** The innermost axis is reduced: a chunk is some results of one part. */
  #writeRows(): number {
    const f = this.#f;
    const { keptOuter } = this.#axes;
    const rows = this.#sizeOf(keptOuter);
    const { sizes, isKept, parts, grain } = this.#loop;
    const results = parts > 1 ? 1 : (grain ?? chunkResults(sizes, isKept));
    const blocks = Math.ceil(rows / results);
    const rowEnd = f.local('i32');
    eachChunk(f, (chunk) => {
      f.get(chunk).i32(blocks).op('i32.div_u').set(this.#part);
      f.get(chunk).i32(blocks).op('i32.rem_u').i32(results).op('i32.mul').tee(this.#row);
      f.i32(results).op('i32.add').set(rowEnd);
      f.get(rowEnd).i32(rows).get(rowEnd).i32(rows).op('i32.lt_u', 'select').set(rowEnd);
      f.loop((again) => {
        this.#oneResult();
        f.get(this.#row).i32(1).op('i32.add').tee(this.#row).get(rowEnd).op('i32.lt_u').branchIf(again);
      });
    });
    return blocks * parts;
  }

  #oneResult(): void {
    const f = this.#f;
    const { inner, reducedOuter } = this.#axes;
    const totals = Array.from({ length: TERM_VECTORS }, () => f.local('v128'));
    this.#sums.begin(totals);
    const single = this.#sizeOf(reducedOuter) === 1;
    if (single) {
      // The only row may itself be cut into parts.
      const last = f.addressLocal();
      this.#bounds(inner, single);
      this.#beginOperands();
      f.get(this.#stepEnd);
      widen(f).set(last);
      f.get(this.#step);
      widen(f).set(this.#index);
      this.#termsOfRow(totals, last);
    } else {
      this.#eachStep(() => {
        this.#beginOperands();
        const last = f.addressLocal();
        f.bytes(inner).set(last);
        f.bytes(0).set(this.#index);
        this.#termsOfRow(totals, last);
      });
    }
    this.#sums.end(totals);
    // Lanes two by two, so that the order does not depend on anything.
    const [sum] = totals;
    for (let i = 1; i < TERM_VECTORS; i++) this.#sums.join(sum, totals[i]);
    const turned = f.local('v128');
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ] as const) {
      f.get(sum).get(sum).shuffle32(lanes).set(turned);
      this.#sums.join(sum, turned);
    }
    this.#finish([sum], 1, undefined);
  }

  /** Adds the terms from #index to `last` of the row at hand to `totals`. */
  #termsOfRow(totals: readonly Local[], last: Local): void {
    const f = this.#f;
    const { inner } = this.#axes;
    const at = this.#index;
    const width = TERM_VECTORS * LANES;
    const advance = (count: number) => f.get(at).bytes(count).address('add').set(at);
    const whileBelow = (limit: Local, count: number, body: () => void) => {
      // While at + count ≤ limit.
      f.block((done) => {
        f.loop((again) => {
          f.get(at).bytes(count).address('add').get(limit).op(`${f.addressType}.gt_u`).branchIf(done);
          body();
          f.branch(again);
        });
      });
    };
    const addTo = (sums: readonly Local[], vectors: number, lanes: number) => {
      for (const stream of this.#operands) stream.moveTo(at);
      const terms = this.#terms(vectors, lanes);
      terms.forEach((term, i) => {
        if (lanes < LANES) {
          const part = f.local('v128');
          f.get(term);
          this.#replaceLanesFrom(lanes);
          f.set(part);
          this.#sums.take(sums[i], part);
        } else this.#sums.take(sums[i], term);
      });
      advance(vectors === 1 ? lanes : width);
    };
    if (inner >= width) {
      const blocked = inner > BLOCK_TERMS && this.#type === 'float32' && this.#loop.reduction === 'sum';
      if (blocked) {
        const sums = totals.map(() => f.local('v128'));
        const limit = f.addressLocal();
        const next = f.addressLocal();
        whileBelow(last, width, () => {
          this.#sums.begin(sums);
          f.get(at).bytes(BLOCK_TERMS).address('add').tee(limit).get(last);
          f.get(limit).get(last).address('lt_u').op('select').set(limit);
          // A block is a page of memory. Looking at the next one in time makes long sums a sixth faster.
          f.get(last).bytes(1).address('sub').set(next);
          f.get(limit).get(next).get(limit).get(next).address('lt_u').op('select').set(next);
          for (const stream of this.#operands) stream.touch(next);
          whileBelow(limit, width, () => addTo(sums, TERM_VECTORS, LANES));
          totals.forEach((total, i) => {
            this.#sums.join(total, sums[i]);
          });
        });
      } else whileBelow(last, width, () => addTo(totals, TERM_VECTORS, LANES));
    }
    if (inner % width >= LANES || inner < width) whileBelow(last, LANES, () => addTo(totals, 1, LANES));
    const tail = inner % LANES;
    if (tail === 0) return;
    f.get(at).get(last).address('lt_u');
    f.if(() => addTo(totals, 1, tail));
  }

  /** On the stack: a vector whose lanes from `lanes` on become neutral. */
  #replaceLanesFrom(lanes: number): void {
    const f = this.#f;
    const [a, b, c, d] = [0, 1, 2, 3].map((lane) => (lane < lanes ? -1 : 0));
    f.get(this.#sums.neutral).i32x4(a, b, c, d).op('v128.bitselect');
  }

  /** The values of the expression at some vectors from #index on. */
  #terms(vectors: number, lastLanes: number): readonly Local[] {
    const leaves = {
      load: (operand: number, at: number) =>
        this.#operands[operand].load(at * LANES, at === vectors - 1 ? lastLanes : LANES),
      coordinate: (axis: number, at: number) => this.#pushCoordinates(this.#loop.coordinates.get(axis)!, at),
    };
    return emitVectors(this.#f, [this.#root], vectors, leaves, this.#hoisted, this.#target)[0];
  }

  /** Stores results, through the epilogue where there is one. `index`: their number along a kept innermost axis. */
  #finish(sums: readonly Local[], lastLanes: number, index: (() => Local) | undefined): void {
    const f = this.#f;
    const begin = (stream: Stream, state: RowStream) => {
      pushRowAddress(f, this.#keptStream(stream), this.#keptSizes(), this.#row);
      state.begin();
      if (index) state.moveTo(index());
      else state.stay();
    };
    let results = sums;
    const { epilogue, output, partStride } = this.#loop;
    if (epilogue && this.#epilogueRoot) {
      epilogue.operands.forEach((stream, i) => {
        begin(stream, this.#epilogueOperands[i]);
      });
      const lanesAt = (at: number) => (at === sums.length - 1 ? lastLanes : LANES);
      const leaves = {
        load: (operand: number, at: number) => this.#epilogueOperands[operand].load(at * LANES, lanesAt(at)),
        accumulator: (at: number) => f.get(sums[at]),
        coordinate: (axis: number, at: number) => this.#pushCoordinates(epilogue.coordinates.get(axis)!, at),
      };
      [results] = emitVectors(f, [this.#epilogueRoot], sums.length, leaves, this.#hoisted, this.#target);
    }
    pushRowAddress(f, this.#keptStream(output), this.#keptSizes(), this.#row);
    if (partStride !== 0) {
      f.get(this.#part);
      widen(f)
        .bytes(partStride * elementBytes(output.type))
        .address('mul')
        .address('add');
    }
    this.#output.begin();
    if (index) this.#output.moveTo(index());
    else this.#output.stay();
    results.forEach((result, at) => {
      this.#output.store(result, at * LANES, at === results.length - 1 ? lastLanes : LANES);
    });
  }

  /** Addresses of the operands at the row of results, the step and the start of the innermost axis. */
  #beginOperands(): void {
    const f = this.#f;
    const { reducedOuter } = this.#axes;
    this.#loop.operands.forEach((stream, i) => {
      pushRowAddress(f, this.#keptStream(stream), this.#keptSizes(), this.#row);
      const strides = reducedOuter.map((axis) => stream.access.strides[axis]);
      const bytes = elementBytes(stream.type);
      pushRowTerms(
        f,
        strides,
        reducedOuter.map((axis) => this.#loop.sizes[axis]),
        this.#step,
        (stride) => {
          widen(f);
          f.bytes(stride * bytes)
            .address('mul')
            .address('add');
        },
      );
      this.#operands[i].begin();
    });
  }

  /** The stream along kept outer axes alone, and then the innermost one. */
  #keptStream(stream: Stream): Stream {
    const { offset, strides } = stream.access;
    return { ...stream, access: { offset, strides: this.#axes.keptOuter.map((axis) => strides[axis]) } };
  }
  #keptSizes(): number[] {
    return this.#axes.keptOuter.map((axis) => this.#loop.sizes[axis]);
  }
  #sizeOf(axes: readonly number[]): number {
    return sizeOf(axes.map((axis) => this.#loop.sizes[axis]));
  }

  #pushCoordinates({ offset, strides }: Access, at: number): void {
    const f = this.#f;
    const { keptOuter, reducedOuter } = this.#axes;
    f.i32(offset);
    for (const [axes, row] of [
      [keptOuter, this.#row],
      [reducedOuter, this.#step],
    ] as const) {
      const sizes = axes.map((axis) => this.#loop.sizes[axis]);
      const along = axes.map((axis) => strides[axis]);
      pushRowTerms(f, along, sizes, row, (stride) => {
        f.i32(stride).op('i32.mul', 'i32.add');
      });
    }
    const stride = strides.at(-1) ?? 0;
    if (stride === 0) {
      f.op('i32x4.splat');
      return;
    }
    f.get(this.#index);
    if (f.addressType === 'i64') f.op('i32.wrap_i64');
    f.i32(at * LANES)
      .op('i32.add')
      .i32(stride)
      .op('i32.mul', 'i32.add', 'i32x4.splat');
    f.get(this.#lanes!).i32x4(stride).op('i32x4.mul', 'i32x4.add');
  }

  /** All rows of reduced axes that belong to the part at hand. */
  #eachStep(body: () => void): void {
    const f = this.#f;
    const steps = this.#sizeOf(this.#axes.reducedOuter);
    this.#bounds(steps, false);
    f.block((done) => {
      f.get(this.#step).get(this.#stepEnd).op('i32.ge_u').branchIf(done);
      f.loop((again) => {
        body();
        f.get(this.#step).i32(1).op('i32.add').tee(this.#step).get(this.#stepEnd).op('i32.lt_u').branchIf(again);
      });
    });
  }

  /** Sets #step and #stepEnd to the part's share of `count`, in blocks of terms where it is a row's points. */
  #bounds(count: number, ofPoints: boolean): void {
    const f = this.#f;
    const { parts } = this.#loop;
    const grain = ofPoints ? BLOCK_TERMS : 1;
    const share = Math.ceil(Math.ceil(count / grain) / parts) * grain;
    const limited = (target: Local) => {
      f.set(target);
      f.get(target).i32(count).get(target).i32(count).op('i32.lt_u', 'select').set(target);
    };
    f.get(this.#part).i32(share).op('i32.mul');
    limited(this.#step);
    f.get(this.#part).i32(1).op('i32.add').i32(share).op('i32.mul');
    limited(this.#stepEnd);
  }
}

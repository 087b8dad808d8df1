/** SegmentReduce: rows of one segment, which sorted ids name, become one. */

import { allocateData, sizeOf } from '../../../graph/index.ts';
import type { HostCallOf } from '../../../ops/kernel-language/index.ts';
import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

type Reduction = HostCallOf<'SegmentReduce'>['reduction'];
/** Only numbers here; elements of both kinds of array are read and written alike. */
type Elements<T> = { [index: number]: T; fill(value: T): unknown };

export const segmentReduce: HostFunction<'SegmentReduce'> = ({ reduction }, [{ dtype, shape, data }, ids]) => {
  const segments = Array.from(ids.data as ArrayLike<number | bigint>, Number);
  const rows = checkedRows(segments);
  const inner = sizeOf(shape.slice(1));
  const result = allocateData(dtype, rows * inner);
  const runs = runsOf(segments);
  if (dtype === 'int64') {
    reduceRuns(reduction, runs, inner, data as BigInt64Array, result as BigInt64Array, {
      one: 1n,
      combine: combineBigs[reduction],
      quotient: (sum, count) => sum / BigInt(count),
    });
  } else {
    const isFloat = dtype === 'float32' || dtype === 'float64';
    reduceRuns(reduction, runs, inner, data as Float64Array, result as Float64Array, {
      one: 1,
      combine: (isFloat ? combineFloats : combineIntegers)[reduction],
      quotient: (sum, count) => (isFloat ? sum / count : Math.trunc(sum / count)),
    });
  }
  return [{ data: result, shape: [rows, ...shape.slice(1)] }];
};

/** In TensorFlow's order of checks. @throws KernelFault */
function checkedRows(segments: readonly number[]): number {
  if (segments.length === 0) return 0;
  const last = segments[segments.length - 1];
  if (last < 0) throw new KernelFault('segment ids must be >= 0');
  for (let i = 1; i < segments.length; i++) {
    const [before, id] = [segments[i - 1], segments[i]];
    if (before === id) continue;
    if (id < before) throw new KernelFault('segment ids are not increasing');
    if (before < 0 || before > last) {
      throw new KernelFault(
        `Segment id ${before} out of range [0, ${last + 1}), possibly because 'segment_ids' input is not sorted.`,
      );
    }
  }
  return last + 1;
}

interface Run {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

function runsOf(segments: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < segments.length; ) {
    let end = start + 1;
    while (end < segments.length && segments[end] === segments[start]) end++;
    runs.push({ id: segments[start], start, end });
    start = end;
  }
  return runs;
}

interface Arithmetic<T> {
  readonly one: T;
  readonly combine: (x: T, y: T) => T;
  readonly quotient: (sum: T, count: number) => T;
}

function reduceRuns<T>(
  reduction: Reduction,
  runs: readonly Run[],
  inner: number,
  data: Elements<T>,
  result: Elements<T>,
  { one, combine, quotient }: Arithmetic<T>,
): void {
  if (reduction === 'prod') result.fill(one);
  for (const { id, start, end } of runs) {
    const to = id * inner;
    for (let k = 0; k < inner; k++) result[to + k] = data[start * inner + k];
    // Row by row into the result, so that every sum is rounded to its type.
    for (let row = start + 1; row < end; row++) {
      const from = row * inner;
      for (let k = 0; k < inner; k++) result[to + k] = combine(result[to + k], data[from + k]);
    }
    if (reduction !== 'mean') continue;
    for (let k = 0; k < inner; k++) result[to + k] = quotient(result[to + k], end - start);
  }
}

const combineFloats: Record<Reduction, (x: number, y: number) => number> = {
  sum: (x, y) => x + y,
  mean: (x, y) => x + y,
  max: Math.max,
  min: Math.min,
  prod: (x, y) => x * y,
};
const combineIntegers = { ...combineFloats, prod: Math.imul };
const combineBigs: Record<Reduction, (x: bigint, y: bigint) => bigint> = {
  sum: (x, y) => x + y,
  mean: (x, y) => x + y,
  max: (x, y) => (x > y ? x : y),
  min: (x, y) => (x < y ? x : y),
  prod: (x, y) => x * y,
};

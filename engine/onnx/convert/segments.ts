/** Rows that are put together by number. */

import { type DType, isFloating } from '../../graph/index.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import type { Value } from '../value.ts';
import { compare } from './elementwise.ts';

type Reduction = 'add' | 'mul' | 'max' | 'min';

/** What a segment starts from, which is what one without elements is. */
function neutral(reduction: Reduction, dtype: DType): number | bigint {
  if (reduction === 'add') return 0;
  if (reduction === 'mul') return 1;
  const [least, greatest] = limitsOf(dtype);
  return reduction === 'max' ? least : greatest;
}

function limitsOf(dtype: DType): readonly [number | bigint, number | bigint] {
  if (dtype === 'float32') return [-3.4028234663852886e38, 3.4028234663852886e38];
  if (dtype === 'float64') return [-Number.MAX_VALUE, Number.MAX_VALUE];
  if (dtype === 'int64') return [-(2n ** 63n), 2n ** 63n - 1n];
  return dtype === 'uint8' ? [0, 255] : [-(2 ** 31), 2 ** 31 - 1];
}

/** `count` rows, into which those of `x` go by their numbers. */
function collected(c: Conversion, x: Value, places: Value, count: Value, rest: Value, reduction: Reduction): Value {
  const { b } = c;
  const start = b.filled(b.scalar(x.dtype, neutral(reduction, x.dtype)), b.concat([count, rest], 0));
  return b.node('ScatterND', [start, places, x], { reduction });
}

/** Rows of negative numbers go to one more row, which is left out then. */
const unsortedSegment =
  (reduction: Reduction): Converter =>
  (c) => {
    const { b } = c;
    // onnxruntime scatters no scalars.
    const isScalar = c.rank(1) === 0;
    const [x, ids] = isScalar ? c.inputs.slice(0, 2).map((value) => b.unsqueeze(value, [0])) : c.inputs;
    const rank = Math.max(1, c.rank(1));
    const count = b.reshape(b.cast(c.inputs[2], 'int64'), [1]);
    const rows = b.cast(ids, 'int64');
    const isNegative = b.node('Less', [rows, b.scalar('int64', 0)], {}, 'bool');
    const places = b.unsqueeze(b.where(isNegative, count, rows), [rank]);
    const rest = b.slice(b.shape(x), 0, rank, Number.MAX_SAFE_INTEGER);
    const all = collected(c, x, places, b.node('Add', [count, b.ints([1])]), rest, reduction);
    return b.node('Slice', [all, b.ints([0]), count, b.ints([0])]);
  };

/** Sorted: the last number says how many rows there are. What has no elements is 0 (a product 1). */
const segment =
  (reduction: Reduction | 'mean'): Converter =>
  (c) => {
    const { b } = c;
    const [x, ids] = c.inputs;
    const rows = b.cast(ids, 'int64');
    const places = b.unsqueeze(rows, [1]);
    const count = b.node('Add', [b.slice(rows, 0, -1, Number.MAX_SAFE_INTEGER), b.ints([1])]);
    const rest = b.slice(b.shape(x), 0, 1, Number.MAX_SAFE_INTEGER);
    if (reduction === 'add' || reduction === 'mul') return collected(c, x, places, count, rest, reduction);
    const counts = collected(c, b.filled(b.scalar('int64', 1), b.shape(rows)), places, count, b.ints([]), 'add');
    const axes = Array.from({ length: c.rank(0) - 1 }, (_, i) => i + 1);
    if (reduction !== 'mean') {
      const isEmpty = compare(c, 'Equal', b.unsqueeze(counts, axes), b.scalar('int64', 0));
      return b.where(isEmpty, b.scalar(x.dtype, 0), collected(c, x, places, count, rest, reduction));
    }
    if (!isFloating(x.dtype)) return c.fail('its mean of integers is rounded');
    const divisor = b.node('Max', [counts, b.scalar('int64', 1)]);
    return b.node('Div', [collected(c, x, places, count, rest, 'add'), b.cast(b.unsqueeze(divisor, axes), x.dtype)]);
  };

export const segments: Converters = {
  SegmentSum: segment('add'),
  SegmentProd: segment('mul'),
  SegmentMax: segment('max'),
  SegmentMin: segment('min'),
  SegmentMean: segment('mean'),
  UnsortedSegmentSum: unsortedSegment('add'),
  UnsortedSegmentProd: unsortedSegment('mul'),
  UnsortedSegmentMax: unsortedSegment('max'),
  UnsortedSegmentMin: unsortedSegment('min'),
};

/** Parts of tensors, and tensors with something around them. */

import { isKnown } from '../../graph/index.ts';
import { planSlice } from '../../ops/index.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import type { Value } from '../value.ts';

const farthest = 2n ** 63n - 1n;
const leastOf = -farthest;

const slice: Converter = (c) => {
  const { b } = c;
  const [x] = c.inputs;
  const [begin, size] = [c.known(1), c.known(2)];
  const starts = b.cast(c.inputs[1], 'int64');
  const axes = b.ints(Array.from({ length: c.rank(0) }, (_, axis) => axis));
  if (begin && size) {
    const ends = b.ints(size.map((n, i) => (n < 0 ? farthest : begin[i] + n)));
    return b.node('Slice', [x, b.ints(begin), ends, axes]);
  }
  const wanted = b.cast(c.inputs[2], 'int64');
  const isRest = b.node('Less', [wanted, b.scalar('int64', 0)], {}, 'bool');
  const ends = b.where(isRest, b.scalar('int64', farthest), b.node('Add', [starts, wanted]));
  return b.node('Slice', [x, starts, ends, axes]);
};

/** One bound of a slice: a number, or one of those that only a run knows. */
type Bound = bigint | Value;

function vectorOf(c: Conversion, bounds: readonly Bound[]): Value {
  if (bounds.every((bound) => typeof bound === 'bigint')) return c.b.ints(bounds);
  return c.b.concat(
    bounds.map((bound) => (typeof bound === 'bigint' ? c.b.ints([bound]) : bound)),
    0,
  );
}

const stridedSlice: Converter = (c) => {
  const { b } = c;
  const strides = c.fixed(3, 'strides');
  const index = strides.map((_, i) => i);
  const mask = (name: string) => c.attr(name, 'int');
  const rank = mask('ellipsis_mask') !== 0 ? c.rank(0) : (c.shape(0).rank ?? strides.length);
  // The plan's bounds are places in the vectors of bounds.
  const plan = planSlice(
    rank,
    strides.length,
    { begin: index, end: index, strides },
    {
      begin: mask('begin_mask'),
      end: mask('end_mask'),
      ellipsis: mask('ellipsis_mask'),
      newAxis: mask('new_axis_mask'),
      shrinkAxis: mask('shrink_axis_mask'),
    },
  );
  if (!plan) return c.fail('it has more bounds than its input has axes');
  const element = (input: number, at: number): Bound => {
    const known = c.known(input);
    if (known) return BigInt(known[at]);
    return b.slice(b.cast(c.inputs[input], 'int64'), 0, at, at + 1);
  };
  const next = (at: Bound): Bound => {
    if (typeof at === 'bigint') return at === -1n ? farthest : at + 1n;
    const isLast = b.node('Equal', [at, b.ints([-1])], {}, 'bool');
    return b.where(isLast, b.ints([farthest]), b.node('Add', [at, b.ints([1])]));
  };
  const axes = plan.ranges.flatMap((range, axis) => {
    if (range.beginMasked && range.endMasked && range.stride === 1) return [];
    const forward = range.shrink || range.stride! > 0;
    const start = range.beginMasked ? (forward ? 0n : farthest) : element(1, range.begin!);
    const end = range.shrink ? next(start) : range.endMasked ? (forward ? farthest : leastOf) : element(2, range.end!);
    return [{ axis, start, end, step: range.shrink ? 1 : range.stride! }];
  });
  let y = sliced(c, axes);
  const dropped = plan.ranges.flatMap(({ shrink }, axis) => (shrink ? [axis] : []));
  y = b.squeeze(y, dropped);
  const added = plan.result.flatMap((axis, i) => (axis === 'new' ? [i] : []));
  return b.unsqueeze(y, added);
};

interface SlicedAxis {
  readonly axis: number;
  readonly start: Bound;
  readonly end: Bound;
  readonly step: number;
}

function sliced(c: Conversion, axes: readonly SlicedAxis[]): Value {
  const [x] = c.inputs;
  if (axes.length === 0) return x;
  const { order, wide, ...base } = x;
  const operands = [
    vectorOf(
      c,
      axes.map(({ start }) => start),
    ),
    vectorOf(
      c,
      axes.map(({ end }) => end),
    ),
    c.b.ints(axes.map(({ axis }) => (order ? order[axis] : axis))),
    c.b.ints(axes.map(({ step }) => step)),
  ];
  // A part of a shape is counted as the shape is.
  if (wide) return c.b.counted(c.b.node('Slice', [wide, ...operands]), x.dtype);
  return { ...c.b.node('Slice', [base, ...operands]), ...(order && { order }) };
}

const reverse: Converter = (c) => {
  const axes = c.fixed(1, 'axes');
  if (axes.length === 0) return c.inputs[0];
  const bounds = [-1n, leastOf].map((bound) => c.b.ints(axes.map(() => bound)));
  return c.b.node('Slice', [c.inputs[0], ...bounds, c.b.ints(axes), c.b.ints(axes.map(() => -1))]);
};

/** What stands before each axis, then what stands after. */
function padOperand(c: Conversion, order: readonly number[] | undefined): Value {
  const paddings = c.known(1);
  if (!paddings) {
    const turned = c.b.transpose(c.b.cast(c.inputs[1], 'int64'), [1, 0]);
    return c.b.reshape(turned, [-1]);
  }
  const rank = paddings.length / 2;
  const at = (side: number) => {
    const own = new Array<number>(rank);
    for (let axis = 0; axis < rank; axis++) own[order ? order[axis] : axis] = paddings[2 * axis + side];
    return own;
  };
  return c.b.ints([...at(0), ...at(1)]);
}

function pad(c: Conversion, value: Value | null, mode: string): Value {
  const [x] = c.inputs;
  const { order, ...base } = x;
  if (!order || !c.known(1)) return c.b.node('Pad', [x, padOperand(c, undefined), value], { mode });
  return { ...c.b.node('Pad', [base, padOperand(c, order), value], { mode }), order };
}

/** ONNX mirrors about the first and last elements alone; with these doubled, elements are picked by their places. */
const mirrorPad: Converter = (c) => {
  if (c.text('mode') === 'REFLECT') return pad(c, null, 'reflect');
  const { dims } = c.shape(0);
  const paddings = c.fixed(1, 'paddings');
  if (!dims) return c.fail('the rank of its input is not known: say it with setShape');
  return dims.reduce<Value>((x, size, axis) => {
    const [before, after] = paddings.slice(2 * axis, 2 * axis + 2);
    if (before === 0 && after === 0) return x;
    if (!isKnown(size)) return c.fail(`the size of axis ${axis} is not known: say it with setShape`);
    const places = Array.from({ length: before + size + after }, (_, i) => {
      const place = i - before;
      return place < 0 ? -1 - place : place < size ? place : 2 * size - 1 - place;
    });
    return c.b.node('Gather', [x, c.b.ints(places)], { axis });
  }, c.inputs[0]);
};

export const slicing: Converters = {
  Slice: slice,
  StridedSlice: stridedSlice,
  ReverseV2: reverse,
  Pad: (c) => pad(c, null, 'constant'),
  PadV2: (c) => pad(c, c.inputs[2], 'constant'),
  MirrorPad: mirrorPad,
};

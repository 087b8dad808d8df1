/** Weighted sums of places along one axis, as gathers and what fuses with them. */

import { NdArray, sizeOf } from '../../graph/index.ts';
import { integerArray } from '../array/integers.ts';
import {
  along,
  binary,
  type Expr,
  identityView,
  load,
  type ProgramBuilder,
  type ReadValue,
  type Value,
} from '../kernel-language/index.ts';
import type { Taps } from './taps.ts';

/** Gathered parts that one kernel adds up. */
const PARTS_AT_ONCE = 4;

/** The places of `axis` mixed as `taps` say: of size 1, 2, … for each list of them. Floats, or one tap of weight 1 each. */
export function resample(b: ProgramBuilder, image: Value, axis: number, taps: Taps): Value {
  const count = Math.max(0, ...taps.map(({ length }) => length));
  const isPlain = taps.every((list) => list.length === 1 && list[0].weight === 1);
  if (isPlain) return gatherAlong(b, image, axis, places(taps, 0));
  const shape = image.shape.map((size, i) => (i === axis ? taps.length : size));
  if (count === 0) return b.fill(0, image.dtype, shape);
  let sum: Value | undefined;
  for (let first = 0; first < count; first += PARTS_AT_ONCE) {
    const operands: ReadValue[] = [];
    const terms: Expr[] = [];
    const read = (value: Value, view: ReadValue['view']): Expr => load(operands.push({ value, view }) - 1, image.dtype);
    if (sum) terms.push(read(sum, identityView(shape.length)));
    for (let tap = first; tap < Math.min(count, first + PARTS_AT_ONCE); tap++) {
      const part = gatherAlong(b, image, axis, places(taps, tap));
      const factors = NdArray.zeros(image.dtype as 'float32', [taps.length]);
      taps.forEach((list, place) => {
        factors.data[place] = list[tap]?.weight ?? 0;
      });
      const weight = read(b.constant(factors), [along(axis)]);
      terms.push(binary('mul', read(part, identityView(shape.length)), weight));
    }
    const total = terms.reduce((left, right) => binary('add', left, right));
    sum = b.elementwise(shape, operands, [total])[0];
  }
  return sum!;
}

/** Where tap number `tap` of each place lies; a place without one, which counts 0, takes its last again. */
function places(taps: Taps, tap: number): number[] {
  return taps.map((list) => (list[tap] ?? list.at(-1))?.at ?? 0);
}

function gatherAlong(b: ProgramBuilder, image: Value, axis: number, indices: readonly number[]): Value {
  const outer = sizeOf(image.shape.slice(0, axis));
  const inner = sizeOf(image.shape.slice(axis + 1));
  const size = image.shape[axis];
  const output = b.value(image.dtype, [outer, indices.length, inner]);
  b.append({
    kind: 'gather',
    output: output.id,
    params: b.reshape(image, [outer, size, inner]).id,
    indices: b.constant(integerArray(indices, 'int32', [indices.length, 1])).id,
    outer,
    indexed: [size],
    inner,
  });
  return b.reshape(
    output,
    image.shape.map((each, i) => (i === axis ? indices.length : each)),
  );
}

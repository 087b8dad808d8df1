/** What stands, in a tensor like the one that maxima were taken of, where each window's first maximum was found. */

import { sizeOf } from '../../graph/index.ts';
import {
  along,
  type Expr,
  identityView,
  isEqual,
  load,
  type ProgramBuilder,
  type ReadValue,
  select,
  type Value,
  type View,
} from '../kernel-language/index.ts';

/** Windows along the axes between the first, of the batch, and the last, of channels. */
export interface WindowsOver {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  /** How far each axis is padded at its beginning. */
  readonly before: readonly number[];
}

/** Places of the windows that one kernel looks at. */
const PLACES_AT_ONCE = 4;

/**
 * @param input - What maxima were taken of
 * @param pooled - The maxima, and the shape of the result
 * @param picked - Of the shape of `input`
 */
export function atFirstMaximum(
  b: ProgramBuilder,
  { input, pooled, picked }: { readonly input: Value; readonly pooled: Value; readonly picked: Value },
  windows: WindowsOver,
): Value {
  const { dtype, shape } = pooled;
  // Nothing is equal to what lies around: it is never picked.
  const [images, values] = [framed(b, input, shape, windows, Number.NaN), framed(b, picked, shape, windows, 0)];
  const places = Array.from({ length: sizeOf(windows.window) }, (_, place) => place).reverse();
  let result: Value | undefined;
  // The last place first: those before it win.
  for (let from = 0; from < places.length; from += PLACES_AT_ONCE) {
    const operands: ReadValue[] = [];
    const read = (value: Value, view: View): Expr => load(operands.push({ value, view }) - 1, dtype);
    const largest = read(pooled, identityView(shape.length));
    const initial: Expr = result ? read(result, identityView(shape.length)) : { kind: 'const', value: 0, dtype };
    const expr = places.slice(from, from + PLACES_AT_ONCE).reduce((otherwise: Expr, place) => {
      const view = viewOf(place, windows);
      return select(isEqual(read(images, view), largest), read(values, view), otherwise);
    }, initial);
    result = b.elementwise(shape, operands, [expr])[0];
  }
  return result ?? b.fill(0, dtype, shape);
}

/** One place of every window. */
function viewOf(place: number, { window, strides }: WindowsOver): View {
  const offsets = new Array<number>(window.length);
  let rest = place;
  for (let i = window.length - 1; i >= 0; i--) {
    offsets[i] = rest % window[i];
    rest = Math.floor(rest / window[i]);
  }
  return [along(0), ...offsets.map((offset, i) => along(i + 1, offset, strides[i])), along(window.length + 1)];
}

/** The tensor with `fill` around it, as far as windows reach. */
function framed(
  b: ProgramBuilder,
  value: Value,
  pooled: readonly number[],
  { window, strides, before }: WindowsOver,
  fill: number,
): Value {
  const sizes = window.map((size, i) =>
    Math.max(value.shape[i + 1] + before[i], (pooled[i + 1] - 1) * strides[i] + size),
  );
  const shape = [value.shape[0], ...sizes, value.shape.at(-1)!];
  if (shape.every((size, axis) => size === value.shape[axis])) return value;
  const pieces = value.shape.includes(0) ? [] : [b.piece(value, [0, ...before, 0])];
  return b.assemble(value.dtype, shape, fill, pieces);
}

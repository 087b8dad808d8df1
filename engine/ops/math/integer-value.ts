/**
 * Elements of small integer tensors known before a run: what elementwise arithmetic does to them. Sizes that are
 * symbols stay symbols through sums, products and quotients, so that a shape computed from a shape stays known.
 */

import {
  addDims,
  type Dim,
  type DType,
  dimsEqual,
  divideExactly,
  floorDivideDim,
  isKnown,
  maxPartialElements,
  multiplyDims,
  type PartialValue,
  subtractDims,
} from '../../graph/index.ts';
import type { InferredInput } from '../registry/index.ts';

/** One element from the elements of the operands; null: not known. */
export type ElementRule = (x: Dim, y: Dim) => Dim | null;

/** The rule for known numbers only. */
const onNumbers =
  (rule: (x: number, y: number) => number): ElementRule =>
  (x, y) =>
    isKnown(x) && isKnown(y) ? rule(x, y) : null;

export const elementRules = {
  add: addDims,
  sub: subtractDims,
  mul: multiplyDims,
  floorDiv: (x, y) => quotient(x, y, Math.floor),
  truncateDiv: (x, y) => quotient(x, y, Math.trunc),
  floorMod: (x, y) => {
    if (y === 0) return null;
    if (dimsEqual(x, y)) return 0;
    return isKnown(x) && isKnown(y) ? x - y * Math.floor(x / y) : null;
  },
  truncateMod: onNumbers((x, y) => (y === 0 ? Number.NaN : x % y)),
  max: (x, y) => (dimsEqual(x, y) ? x : extreme(x, y)),
  min: onNumbers(Math.min),
} as const satisfies Record<string, ElementRule>;

/**
 * x / y. A quotient that is not exact becomes a symbol, which stands for a size: only where it cannot be negative, and
 * there flooring and truncating agree.
 */
function quotient(x: Dim, y: Dim, round: (ratio: number) => number): Dim | null {
  if (y === 0) return null;
  if (isKnown(x) && isKnown(y)) return round(x / y);
  const exact = divideExactly(x, y);
  if (exact !== undefined) return exact;
  return isSize(x) && isSize(y) ? floorDivideDim(x, y) : null;
}

/** max(size, n) for n ≤ 0 is the size, as sizes are not negative; max(size, 1) is not, as a size may be 0. */
function extreme(x: Dim, y: Dim): Dim | null {
  if (isKnown(x) && isKnown(y)) return Math.max(x, y);
  const [symbolic, number] = isKnown(x) ? [y, x] : [x, y];
  return isKnown(number) && number <= 0 && isSize(symbolic) ? symbolic : null;
}

/** A polynomial without negative terms. */
function isSize(dim: Dim): boolean {
  return isKnown(dim) ? dim >= 0 : dim.terms.every((term) => term.coefficient > 0);
}

/** The elements of `rule(x, y)` for scalars and vectors, where anything of them is known. */
export function combineValues(x: InferredInput, y: InferredInput, rule: ElementRule): PartialValue | undefined {
  const [left, right] = [integersOf(x), integersOf(y)];
  if (!left || !right) return undefined;
  const length = left.length === 1 ? right.length : left.length;
  if (length > maxPartialElements || (right.length !== 1 && right.length !== length)) return undefined;
  return Array.from({ length }, (_, i) => {
    const [a, b] = [left[left.length === 1 ? 0 : i], right[right.length === 1 ? 0 : i]];
    return wrapped(a === null || b === null ? null : rule(a, b), x.dtype);
  });
}

/** The elements of `rule(x)`. */
export function mapValue(x: InferredInput, rule: (x: Dim) => Dim | null): PartialValue | undefined {
  return integersOf(x)?.map((element) => wrapped(element === null ? null : rule(element), x.dtype));
}

/** Known elements of a scalar or vector of an index type. */
export function integersOf(input: InferredInput): PartialValue | undefined {
  const isIndex = input.dtype === 'int32' || input.dtype === 'int64';
  return isIndex && (input.shape.rank ?? 2) <= 1 ? input.value : undefined;
}

/** What does not fit the type would wrap at run time: then it is not known here. */
function wrapped(element: Dim | null, dtype: DType): Dim | null {
  if (element === null || !isKnown(element)) return element;
  const fits = dtype === 'int32' ? (element | 0) === element : Number.isSafeInteger(element);
  return fits ? element : null;
}

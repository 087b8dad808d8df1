/** Comparing what a fetch gave with what TensorFlow gave. Differences are returned as text, not thrown. */

import { type DType, NdArray } from '../../engine/graph/index.ts';
import { type Shape, type TensorJson, type Tolerance, toArray } from './fixture.ts';

/** |ours - theirs| <= atol + rtol·|theirs|; types that are not listed must be equal. */
const DEFAULT_TOLERANCE: Partial<Record<DType, Required<Tolerance>>> = {
  float32: { rtol: 1e-5, atol: 1e-6 },
  float64: { rtol: 1e-12, atol: 1e-12 },
};

/** The first difference, or undefined. `dtype` is the fetched tensor's: a rank-0 fetch is a plain value. */
export function difference(
  ours: unknown,
  dtype: DType,
  expected: TensorJson,
  tolerance: Tolerance = {},
): string | undefined {
  const theirs = toArray(expected);
  if (dtype !== theirs.dtype) return `dtype ${dtype}, not ${theirs.dtype}`;
  const shape = ours instanceof NdArray ? ours.shape : [];
  if (shape.join() !== theirs.shape.join() || shape.length !== theirs.rank) {
    return `shape [${shape.join()}], not [${theirs.shape.join()}]`;
  }
  const elements: ArrayLike<unknown> = ours instanceof NdArray ? ours.data : [ours];
  const limit = limitOf(dtype, tolerance);
  for (let i = 0; i < theirs.size; i++) {
    if (!close(elements[i], theirs.data[i], limit)) {
      return `element ${i} is ${String(elements[i])}, not ${String(theirs.data[i])} (${show(elements)} for ${show(theirs.data)})`;
    }
  }
  return undefined;
}

/** Says where a static shape is wrong or knows less than TensorFlow's. */
export function shapeDifference(ours: Shape, theirs: Shape): string | undefined {
  if (theirs === null) return undefined;
  const fits = ours !== null && ours.length === theirs.length && theirs.every((n, i) => n === null || n === ours[i]);
  return fits ? undefined : `static shape ${JSON.stringify(ours)}, where TensorFlow infers ${JSON.stringify(theirs)}`;
}

function limitOf(dtype: DType, tolerance: Tolerance): Required<Tolerance> {
  const standard = DEFAULT_TOLERANCE[dtype] ?? { rtol: 0, atol: 0 };
  // Wider limits of a case are about float32 arithmetic.
  return dtype === 'float32' ? { ...standard, ...tolerance } : standard;
}

function close(a: unknown, b: unknown, { rtol, atol }: Required<Tolerance>): boolean {
  if (typeof a === 'boolean') return Number(a) === b;
  if (typeof a === 'number' && typeof b === 'bigint') return BigInt(a) === b;
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  if (Number.isNaN(b)) return Number.isNaN(a);
  return a === b || Math.abs(a - b) <= (Number.isFinite(b) ? atol + rtol * Math.abs(b) : -1);
}

function show(elements: ArrayLike<unknown>): string {
  return `[${Array.from(elements).slice(0, 12).map(String).join(', ')}${elements.length > 12 ? ', …' : ''}]`;
}

/**
 * Where an operand's element lies at a point: an offset and a stride per axis of an iteration space, and the merging of
 * axes that all operands step through evenly, so that contiguous data is one flat loop.
 */

import { stridesOf } from '../../../graph/index.ts';
import { flattenView, type View } from '../../../ops/kernel-language/index.ts';

/** Flat index = offset + Σ strides[axis] · point[axis]. */
export interface Access {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Of an operand of `shape` read through `view`. */
export function viewAccess(view: View, shape: readonly number[], spaceRank: number): Access {
  return flattenView(view, shape, spaceRank);
}

/** Of a dense tensor with the shape of the space itself. */
export function denseAccess(shape: readonly number[]): Access {
  return { offset: 0, strides: stridesOf(shape) };
}

/** Written at `start + step · point` of a dense tensor. */
export function rectangleAccess(shape: readonly number[], start: readonly number[], step: readonly number[]): Access {
  const strides = stridesOf(shape);
  return {
    offset: strides.reduce((sum, stride, axis) => sum + stride * start[axis], 0),
    strides: strides.map((stride, axis) => stride * step[axis]),
  };
}

/** The coordinate along one axis, as an access, so that merging respects it. */
export function coordinateAccess(axis: number, spaceRank: number): Access {
  return { offset: 0, strides: Array.from({ length: spaceRank }, (_, i) => (i === axis ? 1 : 0)) };
}

export interface Coalesced {
  readonly sizes: readonly number[];
  readonly accesses: readonly Access[];
}

/** Drops axes of size 1 and merges neighbours wherever every access goes on from one into the other. */
export function coalesce(sizes: readonly number[], accesses: readonly Access[]): Coalesced {
  const kept: number[] = [];
  const strides = accesses.map((): number[] => []);
  for (let axis = 0; axis < sizes.length; axis++) {
    if (sizes[axis] === 1) continue;
    const last = kept.length - 1;
    const merges = last >= 0 && accesses.every((access, a) => strides[a][last] === access.strides[axis] * sizes[axis]);
    if (merges) kept[last] *= sizes[axis];
    else kept.push(sizes[axis]);
    for (let a = 0; a < accesses.length; a++) {
      if (merges) strides[a][last] = accesses[a].strides[axis];
      else strides[a].push(accesses[a].strides[axis]);
    }
  }
  return { sizes: kept, accesses: accesses.map(({ offset }, a) => ({ offset, strides: strides[a] })) };
}

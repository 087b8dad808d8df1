/** The rectangle of sums that a microkernel holds in registers: how large it may be depends on the machine. */

import type { Target } from '../../target.ts';
import { LANES } from '../lanes.ts';

export interface Tile {
  readonly rows: number;
  /** Vectors in a row of the tile. */
  readonly vectors: number;
  readonly columns: number;
  /** Depths written one after the other in the innermost loop. */
  readonly unroll: number;
}

const tileOf = (rows: number, vectors: number, unroll: number): Tile => ({
  rows,
  vectors,
  columns: vectors * LANES,
  unroll,
});

/**
 * Measured on x86-64, with its 16 vector registers. Pairs of neighbouring vectors become one where V8 merges them into 256
 * bits. Versions of V8 without a fused multiply-add hoist the loads of unrolled depths, and run out of registers.
 */
export function tileFor({ fma, revectorized }: Target): Tile {
  if (!fma) return tileOf(4, 2, 1);
  return tileOf(6, revectorized ? 4 : 2, 4);
}

/** Floating-point operations in a nanosecond on one thread, about. */
export function flopsANanosecond({ fma, revectorized }: Target): number {
  if (!fma) return 35;
  return revectorized ? 90 : 45;
}

/** Packs values with known lifetimes into one arena: values that are never alive together may share memory. */

export const alignment = 64;

export interface Lifetime {
  readonly bytes: number;
  /** Position of the kernel that writes it first; -1: before the first kernel. */
  readonly from: number;
  /** Position of the last kernel that reads it, inclusive. */
  readonly to: number;
}

/**
 * Offsets (multiples of 64) such that lifetimes that overlap do not overlap in memory, largest first, each in the lowest
 * gap that holds it.
 */
export function packArena(lifetimes: readonly Lifetime[]): { offsets: number[]; bytes: number } {
  const order = lifetimes.map((_, index) => index).sort((a, b) => lifetimes[b].bytes - lifetimes[a].bytes || a - b);
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const placed: number[] = [];
  let total = 0;
  for (const index of order) {
    const { bytes, from, to } = lifetimes[index];
    const size = Math.ceil(bytes / alignment) * alignment;
    // `placed` is kept in order of offset, so one pass finds the lowest gap.
    let offset = 0;
    for (const other of placed) {
      const neighbour = lifetimes[other];
      if (neighbour.to < from || neighbour.from > to) continue;
      if (offsets[other] - offset >= size) break;
      offset = Math.max(offset, offsets[other] + Math.ceil(neighbour.bytes / alignment) * alignment);
    }
    offsets[index] = offset;
    total = Math.max(total, offset + size);
    const at = placed.findIndex((other) => offsets[other] > offset);
    placed.splice(at < 0 ? placed.length : at, 0, index);
  }
  return { offsets, bytes: total };
}

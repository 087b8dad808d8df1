/** Which memory kernels use, for those who put kernels together that the compiler made one after the other. */

import type { Place } from '../../compiler/index.ts';

/** Some bytes of the arena or of a variable. */
export interface MemoryUse {
  readonly memory: string;
  readonly begin: number;
  readonly end: number;
  readonly isWrite: boolean;
}

/** Where a value of so many bytes lies; `undefined` for what lies in no memory that kernels share, or nobody knows where. */
export function useOf(place: Place | undefined, bytes: number, isWrite: boolean): MemoryUse | undefined {
  if (place?.kind === 'arena') return { memory: 'arena', begin: place.offset, end: place.offset + bytes, isWrite };
  if (place?.kind === 'variable') return { memory: `variable ${place.variable}`, begin: 0, end: bytes, isWrite };
  return undefined;
}

export function overlaps(a: MemoryUse, b: MemoryUse): boolean {
  return a.memory === b.memory && a.begin < b.end && b.begin < a.end;
}

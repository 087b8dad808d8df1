/** NumPy's .npz files: a zip archive with one npy file a name. */

import type { NdArray } from '../../graph/index.ts';
import { decodeNpy, encodeNpy } from './npy.ts';
import { decodeZip, encodeZip, type ZipOptions } from './zip.ts';

/** @throws RangeError when two arrays have one name */
export function encodeNpz(arrays: Iterable<readonly [string, NdArray]>, options?: ZipOptions): Uint8Array {
  const members = Array.from(arrays, ([name, array]) => [`${name}.npy`, encodeNpy(array)] as const);
  return encodeZip(members, options);
}

/** All arrays; members that are no .npy files are left out. @throws FormatError */
export function decodeNpz(bytes: Uint8Array, what = 'an npz file'): Map<string, NdArray> {
  const arrays = new Map<string, NdArray>();
  for (const [name, content] of decodeZip(bytes, what)) {
    if (name.endsWith('.npy')) arrays.set(name.slice(0, -4), decodeNpy(content, `${what}, array ${name.slice(0, -4)}`));
  }
  return arrays;
}

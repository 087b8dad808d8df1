/** Elements of string tensors and their bytes: text is UTF-8, and what is not valid UTF-8 stays bytes. */

import type { StringElement } from '../graph/index.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of an element. */
export function utf8(element: StringElement): Uint8Array {
  return typeof element === 'string' ? encoder.encode(element) : element;
}

/** Text when `bytes` are valid UTF-8, else a copy of the bytes. */
export function stringElement(bytes: Uint8Array): StringElement {
  try {
    return decoder.decode(bytes);
  } catch {
    return new Uint8Array(bytes);
  }
}

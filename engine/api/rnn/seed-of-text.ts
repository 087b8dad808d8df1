/** Seeds that TensorFlow makes of text by way of MD5, so that a seed gives the same numbers here. */

import { md5 } from '@noble/hashes/legacy.js';

/** The first 31 bits of the digest of an ASCII text, read as hexadecimal text is. */
export function seedOfText(text: string): number {
  const digest = md5(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) & 0x7fffffff;
}

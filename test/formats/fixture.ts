/** Files that real TensorFlow and NumPy wrote: test/fixtures/formats/make.py makes them. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/formats/${name}`, import.meta.url));
}

/** Not a Buffer, so that comparisons with what codecs give are by content alone. */
export function fixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(fixturePath(name)));
}

export function fixtureText(name: string): string {
  return readFileSync(fixturePath(name), 'utf8');
}

/** WebAssembly's integers in the binary format: LEB128, unsigned and signed. */

export function appendUnsigned(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

export function appendSigned(bytes: number[], value: number | bigint): void {
  let rest = BigInt(value);
  while (rest < -0x40n || rest > 0x3fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest & 0x7fn));
}

/** A list of things as its length and their bytes. */
export function appendVector(bytes: number[], count: number, contents: readonly number[]): void {
  appendUnsigned(bytes, count);
  appendAll(bytes, contents);
}

/** Not `push(...)`, whose arguments lie on the stack: code may be long. */
export function appendAll(bytes: number[], more: ArrayLike<number>): void {
  for (let i = 0; i < more.length; i++) bytes.push(more[i]);
}

export function appendText(bytes: number[], text: string): void {
  const encoded = new TextEncoder().encode(text);
  appendUnsigned(bytes, encoded.length);
  appendAll(bytes, encoded);
}

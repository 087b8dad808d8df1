/** Walks over the fields of a protobuf message in its wire form without decoding them. Pure. */

export interface WireField {
  readonly number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
  readonly type: number;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

/** The fields of the message from `start` to `end`, up to its end or to the first that is not whole. */
export function* wireFields(bytes: Uint8Array, start = 0, end = bytes.length): Generator<WireField> {
  let at = start;
  while (at < end) {
    const tag = varint();
    const [number, type] = [Math.floor(tag / 8), tag % 8];
    const length = type === 2 ? varint() : 0;
    const begin = at;
    if (type === 0) varint();
    else if (type === 1) at += 8;
    else if (type === 2) at += length;
    else if (type === 5) at += 4;
    else return;
    if (number < 1 || !(at <= end)) return;
    yield { number, type, start: begin, end: at };
  }

  /** NaN where it ends too soon or is longer than 53 bits; comparisons with it fail. */
  function varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 70; scale *= 128) {
      if (at >= end) break;
      const byte = bytes[at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    at = Number.NaN;
    return Number.NaN;
  }
}

/** The first length-delimited field of a number, as a view; undefined where there is none. */
export function fieldBytes(bytes: Uint8Array, number: number): Uint8Array | undefined {
  for (const field of wireFields(bytes)) {
    if (field.number === number && field.type === 2) return bytes.subarray(field.start, field.end);
  }
  return undefined;
}

/** How often a length-delimited field of a number stands in the message. */
export function countFields(bytes: Uint8Array, number: number): number {
  let count = 0;
  for (const field of wireFields(bytes)) if (field.number === number && field.type === 2) count++;
  return count;
}

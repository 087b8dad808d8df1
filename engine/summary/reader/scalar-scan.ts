/**
 * The quick way for what event files hold most of: an event whose summary has scalars, as simple values or as TensorFlow
 * 2's tensors. Reads the wire form in place, without making a message, and finds a value's tag by what followed the one
 * before it the last time, since programs write the same tags in the same order. What is not a plain scalar is left to
 * the decoder of messages, value by value. Knows no files.
 */

import type { ScalarSeries } from './scalar-series.ts';

/** Where the scalars of a run go. */
export interface ScanTarget {
  /**
   * The series of a tag's simple values; null where this tag must go through `value`, 'left out' where there are too many
   * tags already and its simple values are not wanted.
   */
  series(tag: string): ScalarSeries | null | 'left out';
  /** Whether a tag's metadata was seen, which later values repeat in vain; and whether it says that tensors are scalars. */
  metadata(tag: string): 'none' | 'other' | 'scalars';
  /** A summary value of another kind: a serialized Summary.Value. */
  value(bytes: Uint8Array, step: number, wallTime: number): void;
  /** An event with a summary begins. */
  begin(wallTime: number): void;
}

/** What is known of a tag, by its bytes. */
interface Slot {
  readonly tag: string;
  readonly bytes: Uint8Array;
  readonly series: ScalarSeries;
  readonly metadata: 'none' | 'other' | 'scalars';
  /** What came after it the last time. */
  next: Slot | null;
  /** All bytes of a value in the summary up to its number, where it is nothing but the tag and a simple value. */
  readonly prefix: Uint8Array;
  readonly prefixView: DataView;
}

const maxTagBytes = 1000;
const maxSlots = 100_000;
/** Values that are matched before the first is taken in. */
const maxMatched = 4096;

/** Tags of fields in the wire form: number × 8 + wire type. */
const wire = {
  event: { wallTime: 0x09, step: 0x10, summary: 0x2a },
  summary: { value: 0x0a },
  value: { tag: 0x0a, simpleValue: 0x15, tensor: 0x42, metadata: 0x4a },
  tensor: {
    dtype: 0x08,
    shape: 0x12,
    content: 0x22,
    floatVal: 0x2d,
    floatVals: 0x2a,
    doubleVal: 0x31,
    doubleVals: 0x32,
  },
} as const;
const [float, double] = [1, 2];

export class ScalarScan {
  readonly #target: ScanTarget;
  readonly #slots = new Map<string, Slot>();
  #last: Slot | null = null;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  /** Where the last number ended. */
  #at = 0;
  readonly #matched: Slot[] = [];

  constructor(target: ScanTarget) {
    this.#target = target;
  }

  /** What is read next. The bytes are not kept beyond the calls that read them. */
  use(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Forgets what it learned of tags: their series or metadata may be others now. */
  reset(): void {
    this.#slots.clear();
    this.#last = null;
  }

  /**
   * Takes in the serialized Event from `start` to `end`. False, with nothing done, where it is anything but an event with
   * a time, a step and a summary of whole values. What is wrong inside a value is the target's to find.
   */
  event(start: number, end: number): boolean {
    const bytes = this.#bytes;
    let at = start;
    let wallTime = 0;
    let step = 0;
    if (at + 9 <= end && bytes[at] === wire.event.wallTime) {
      wallTime = this.#view.getFloat64(at + 1, true);
      if (!Number.isFinite(wallTime)) return false;
      at += 9;
    }
    if (bytes[at] === wire.event.step) {
      step = this.#varint(at + 1, end);
      if (step < 0) return false;
      at = this.#at;
    }
    if (at >= end || bytes[at] !== wire.event.summary) return false;
    const length = this.#varint(at + 1, end);
    if (length < 0 || this.#at + length !== end) return false;
    const first = this.#at;
    const count = this.#matchSimple(first, end);
    const unmatched = this.#at;
    // All values are whole, or nothing is taken in.
    for (at = unmatched; at < end; ) {
      if (bytes[at] !== wire.summary.value) return false;
      const size = this.#varint(at + 1, end);
      if (size < 0 || this.#at + size > end) return false;
      at = this.#at + size;
    }
    this.#target.begin(wallTime);
    at = first;
    for (let i = 0; i < count; i++) {
      const slot = this.#matched[i];
      at += slot.prefix.length + 4;
      slot.series.add(step, wallTime, this.#view.getFloat32(at - 4, true));
    }
    while (at < end) {
      const size = this.#varint(at + 1, end);
      const from = this.#at;
      at = from + size;
      if (!this.#scalar(from, at, step, wallTime)) this.#target.value(bytes.subarray(from, at), step, wallTime);
    }
    return true;
  }

  /** How many values from `at` on are the simple values that are expected next; the first other begins at `#at`. */
  #matchSimple(start: number, end: number): number {
    const view = this.#view;
    let at = start;
    let count = 0;
    let slot = this.#last?.next;
    while (slot && count < maxMatched) {
      const { length } = slot.prefix;
      if (at + length + 4 > end) break;
      const prefix = slot.prefixView;
      // Four bytes at a time; the last four overlap those before. A prefix has at least six.
      let i = length - 4;
      if (view.getInt32(at + i, true) !== prefix.getInt32(i, true)) break;
      for (i -= 4; i > 0; i -= 4) if (view.getInt32(at + i, true) !== prefix.getInt32(i, true)) break;
      if (i > 0 || view.getInt32(at, true) !== prefix.getInt32(0, true)) break;
      this.#matched[count++] = slot;
      this.#last = slot;
      at += length + 4;
      slot = slot.next;
    }
    this.#at = at;
    return count;
  }

  /** Whether the Summary.Value from `at` to `end` was a scalar and was taken in. */
  #scalar(at: number, end: number, step: number, wallTime: number): boolean {
    const bytes = this.#bytes;
    if (bytes[at] !== wire.value.tag) return false;
    const length = this.#varint(at + 1, end);
    const from = this.#at;
    if (length <= 0 || length > maxTagBytes || from + length >= end) return false;
    const content = from + length;
    const slot = this.#slot(from, length);
    if (slot === 'left out') return bytes[content] === wire.value.simpleValue;
    if (!slot) return false;
    if (bytes[content] === wire.value.simpleValue) {
      if (content + 5 !== end && !(slot.metadata !== 'none' && this.#isMetadata(content + 5, end))) return false;
      slot.series.add(step, wallTime, this.#view.getFloat32(content + 1, true));
      return true;
    }
    if (bytes[content] !== wire.value.tensor || slot.metadata !== 'scalars') return false;
    const size = this.#varint(content + 1, end);
    const tensor = this.#at;
    const tensorEnd = tensor + size;
    if (size < 0 || tensorEnd > end || (tensorEnd !== end && !this.#isMetadata(tensorEnd, end))) return false;
    return this.#tensor(tensor, tensorEnd, slot.series, step, wallTime);
  }

  /** A tensor of one float or double. */
  #tensor(start: number, end: number, series: ScalarSeries, step: number, wallTime: number): boolean {
    const bytes = this.#bytes;
    if (bytes[start] !== wire.tensor.dtype) return false;
    const type = bytes[start + 1];
    let at = start + 2;
    if (bytes[at] === wire.tensor.shape && bytes[at + 1] === 0) at += 2;
    const width = type === float ? 4 : type === double ? 8 : 0;
    const [one, packed] =
      type === float ? [wire.tensor.floatVal, wire.tensor.floatVals] : [wire.tensor.doubleVal, wire.tensor.doubleVals];
    if (bytes[at] === one) at += 1;
    else if ((bytes[at] === packed || bytes[at] === wire.tensor.content) && bytes[at + 1] === width) at += 2;
    else return false;
    if (width === 0 || at + width !== end) return false;
    series.add(step, wallTime, width === 4 ? this.#view.getFloat32(at, true) : this.#view.getFloat64(at, true));
    return true;
  }

  #isMetadata(at: number, end: number): boolean {
    if (at >= end || this.#bytes[at] !== wire.value.metadata) return false;
    const length = this.#varint(at + 1, end);
    return length >= 0 && this.#at + length === end;
  }

  #slot(from: number, length: number): Slot | null | 'left out' {
    const guess = this.#last?.next;
    if (guess && this.#matches(guess.bytes, from, length)) {
      this.#last = guess;
      return guess;
    }
    const key = latin1(this.#bytes, from, length);
    let slot = this.#slots.get(key);
    if (!slot) {
      const made = this.#slots.size < maxSlots ? this.#makeSlot(from, length) : null;
      if (made === null || made === 'left out') return made;
      slot = made;
      this.#slots.set(key, slot);
    }
    if (this.#last) this.#last.next = slot;
    this.#last = slot;
    return slot;
  }

  #makeSlot(from: number, length: number): Slot | null | 'left out' {
    const bytes = this.#bytes.slice(from, from + length);
    const tag = new TextDecoder().decode(bytes);
    const metadata = this.#target.metadata(tag);
    // The first value of a tag is read in full, for what it may say of the tag.
    const series = this.#target.series(tag);
    if (series === null || series === 'left out') return series;
    const prefix = simplePrefix(bytes);
    return { tag, bytes, series, metadata, next: null, prefix, prefixView: new DataView(prefix.buffer) };
  }

  #matches(tag: Uint8Array, from: number, length: number): boolean {
    if (tag.length !== length) return false;
    const bytes = this.#bytes;
    // Tags differ at their ends more often than at their beginnings.
    for (let i = length - 1; i >= 0; i--) if (tag[i] !== bytes[from + i]) return false;
    return true;
  }

  /** A number of up to 53 bits, or -1 for one that is longer (a negative step) or not whole. */
  #varint(start: number, end: number): number {
    const bytes = this.#bytes;
    let value = 0;
    let scale = 1;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        this.#at = at + 1;
        return value <= Number.MAX_SAFE_INTEGER ? value : -1;
      }
      scale *= 128;
      if (scale > 2 ** 49) return -1;
    }
    return -1;
  }
}

/** What comes before the number of a simple value with this tag. */
function simplePrefix(tag: Uint8Array): Uint8Array<ArrayBuffer> {
  const named = [wire.value.tag, ...varintBytes(tag.length), ...tag, wire.value.simpleValue];
  return Uint8Array.from([wire.summary.value, ...varintBytes(named.length + 4), ...named]);
}

const varintBytes = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, value >> 7]);

/** Bytes as a key: one character a byte. */
function latin1(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(from, from + length) as unknown as number[]);
}

/**
 * The points of one scalar tag in bounded memory, in the order they were written. Once there are more than fit, runs of
 * neighbouring points (buckets) are reduced to those that a chart needs: first, last, least, greatest, and the first of
 * each that is not finite. So no spike is ever hidden, and what is kept are points that were written. All buckets but the
 * last stand for the same number of points, so density is even and only the end changes between compactions.
 * Pure; the same points give the same series.
 */

/** An open bucket is reduced, to at most seven points, whenever it has grown to this many. */
const openBucketLimit = 16;
/** The first width at which reducing saves anything: of four points or fewer, all may be kept. */
const firstWidth = 8;
const initialRoom = 8;
const minCapacity = 64;

/** Step, wall time and value lie side by side: adding a point touches one line of the cache. */
const fields = 3;

export interface ScalarPoints {
  readonly steps: Float64Array;
  /** Seconds since 1970. */
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
}

/** What one reader of a series has seen of it. */
export interface ScalarCursor {
  /** What changed since the last call: the first `keep` points are as they were, `points` follow them. */
  take(): { readonly keep: number; readonly points: ScalarPoints };
  readonly isBehind: boolean;
  close(): void;
}

export class ScalarSeries {
  #capacity: number;
  #points = new Float64Array(initialRoom * fields);
  /** 1 where a bucket begins. */
  #starts = new Uint8Array(initialRoom);
  #length = 0;
  #width = 1;
  #bucketStart = 0;
  /** How many written points the last bucket stands for. */
  #filled = 1;
  #revision = 0;
  #cursors: Cursor[] = [];

  /** @param capacity most points kept, at least 64 */
  constructor(capacity: number) {
    this.#capacity = checked(capacity);
  }

  get length(): number {
    return this.#length;
  }
  /** How many written points a bucket stands for; 1 where every point is kept. */
  get width(): number {
    return this.#width;
  }
  get capacity(): number {
    return this.#capacity;
  }
  /** Rises with every change. */
  get revision(): number {
    return this.#revision;
  }

  add(step: number, wallTime: number, value: number): void {
    this.#revision++;
    if (this.#length === this.#capacity) this.#compact();
    if (this.#filled === this.#width) {
      this.#reduceLast();
      this.#bucketStart = this.#length;
      this.#filled = 0;
    } else if (this.#length - this.#bucketStart >= openBucketLimit) this.#reduceLast();
    if (this.#length === this.#starts.length) this.#resize(Math.min(this.#length * 4, this.#capacity));
    const at = this.#length * fields;
    const points = this.#points;
    points[at] = step;
    points[at + 1] = wallTime;
    points[at + 2] = value;
    this.#starts[this.#length] = this.#filled === 0 ? 1 : 0;
    this.#filled++;
    this.#length++;
  }

  /** Drops what a session that starts again at `step` made obsolete. Gives how many kept points that were. */
  dropFrom(step: number): number {
    const points = this.#points;
    let kept = 0;
    let begins = 0;
    for (let i = 0; i < this.#length; i++) {
      begins |= this.#starts[i];
      if (points[i * fields] >= step) {
        if (kept === i) this.#touch(i);
        continue;
      }
      points.copyWithin(kept * fields, i * fields, (i + 1) * fields);
      this.#starts[kept++] = begins;
      begins = 0;
    }
    const dropped = this.#length - kept;
    if (dropped === 0) return 0;
    this.#revision++;
    this.#length = kept;
    if (kept === 0) this.#width = 1;
    this.#bucketStart = Math.max(0, this.#starts.subarray(0, kept).lastIndexOf(1));
    // Closed: what is written from now on has its own buckets.
    this.#filled = this.#width;
    return dropped;
  }

  /** Changes how many points are kept at most. A greater number brings no points back. */
  limit(capacity: number): void {
    this.#capacity = checked(capacity);
    if (this.#length > capacity) {
      this.#revision++;
      this.#compact();
    }
    if (this.#starts.length > capacity) this.#resize(Math.max(initialRoom, this.#length));
  }

  /** The points from the `from`-th on, as copies. */
  points(from = 0): ScalarPoints {
    const count = Math.max(0, this.#length - from);
    const result = {
      steps: new Float64Array(count),
      wallTimes: new Float64Array(count),
      values: new Float64Array(count),
    };
    for (let i = 0, at = from * fields; i < count; i++, at += fields) {
      result.steps[i] = this.#points[at];
      result.wallTimes[i] = this.#points[at + 1];
      result.values[i] = this.#points[at + 2];
    }
    return result;
  }

  /** For one who wants only what changes. Close it when done. */
  cursor(): ScalarCursor {
    const cursor = new Cursor(this, () => {
      this.#cursors = this.#cursors.filter((other) => other !== cursor);
    });
    this.#cursors.push(cursor);
    return cursor;
  }

  #touch(from: number): void {
    for (const cursor of this.#cursors) cursor.keep = Math.min(cursor.keep, from);
  }

  #reduceLast(): void {
    // Of two points, both are kept.
    if (this.#length - this.#bucketStart <= 2) return;
    const reduced = this.#reduce(this.#bucketStart, this.#length, this.#bucketStart);
    if (reduced === this.#length) return;
    this.#touch(this.#bucketStart);
    this.#length = reduced;
  }

  /** Merges neighbouring buckets until there is room again. */
  #compact(): void {
    this.#touch(0);
    do this.#merge(this.#width === 1 ? firstWidth : 2);
    while (this.#length > this.#capacity * 0.75);
  }

  #merge(factor: number): void {
    let write = 0;
    let lastStart = 0;
    let merged = 0;
    for (let read = 0; read < this.#length; ) {
      merged = 1;
      let end = read + 1;
      for (; end < this.#length; end++) {
        if (this.#starts[end] === 1 && merged++ === factor) {
          merged = factor;
          break;
        }
      }
      lastStart = write;
      write = this.#reduce(read, end, write);
      this.#starts.fill(0, lastStart, write);
      this.#starts[lastStart] = 1;
      read = end;
    }
    this.#filled += (merged - 1) * this.#width;
    this.#width *= factor;
    this.#length = write;
    this.#bucketStart = lastStart;
  }

  /** Writes what is kept of the points from `start` to `end` from `to` (at most `start`) on; gives where that ends. */
  #reduce(start: number, end: number, to: number): number {
    const points = this.#points;
    let least = -1;
    let greatest = -1;
    let notNumber = -1;
    let plusInfinity = -1;
    let minusInfinity = -1;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) {
      const value = points[i * fields + 2];
      if (Number.isFinite(value)) {
        if (value < min) {
          min = value;
          least = i;
        }
        if (value > max) {
          max = value;
          greatest = i;
        }
      } else if (Number.isNaN(value)) {
        if (notNumber < 0) notNumber = i;
      } else if (value > 0) {
        if (plusInfinity < 0) plusInfinity = i;
      } else if (minusInfinity < 0) minusInfinity = i;
    }
    let write = to;
    for (let i = start; i < end; i++) {
      const isExtreme = i === least || i === greatest || i === notNumber || i === plusInfinity || i === minusInfinity;
      if (i !== start && i !== end - 1 && !isExtreme) continue;
      points[write * fields] = points[i * fields];
      points[write * fields + 1] = points[i * fields + 1];
      points[write * fields + 2] = points[i * fields + 2];
      write++;
    }
    return write;
  }

  #resize(room: number): void {
    const points = new Float64Array(room * fields);
    points.set(this.#points.subarray(0, this.#length * fields));
    this.#points = points;
    const starts = new Uint8Array(room);
    starts.set(this.#starts.subarray(0, this.#length));
    this.#starts = starts;
  }
}

class Cursor implements ScalarCursor {
  /** Points of the series before it are as they were at the last `take`. */
  keep = 0;
  readonly #series: ScalarSeries;
  readonly close: () => void;
  #revision = -1;

  constructor(series: ScalarSeries, close: () => void) {
    this.#series = series;
    this.close = close;
  }

  get isBehind(): boolean {
    return this.#revision !== this.#series.revision;
  }

  take(): { readonly keep: number; readonly points: ScalarPoints } {
    const keep = Math.min(this.keep, this.#series.length);
    this.keep = this.#series.length;
    this.#revision = this.#series.revision;
    return { keep, points: this.#series.points(keep) };
  }
}

function checked(capacity: number): number {
  if (Number.isInteger(capacity) && capacity >= minCapacity) return capacity;
  throw new RangeError(`A series keeps a whole number of points, at least ${minCapacity}; not ${capacity}.`);
}

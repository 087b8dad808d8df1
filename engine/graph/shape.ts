/** Static shapes: a list of dimensions, or nothing known at all (unknown rank). Immutable. */

import { type Dim, dimsEqual, dimsMayBeEqual, isKnown, multiplyDims } from './dimension.ts';

/** What a user may write for a shape: `null` for a size that is not known, `null` alone for an unknown rank. */
export type ShapeLike = TensorShape | readonly (number | null)[] | null;

export class TensorShape {
  /** null: the rank is unknown. */
  readonly dims: readonly Dim[] | null;

  constructor(dims: readonly Dim[] | null) {
    this.dims = dims;
  }

  static readonly unknown = new TensorShape(null);
  static readonly scalar = new TensorShape([]);

  static of(...dims: Dim[]): TensorShape {
    return new TensorShape(dims);
  }

  /** The number of axes, or null. */
  get rank(): number | null {
    return this.dims?.length ?? null;
  }

  get isFullyDefined(): boolean {
    return this.dims?.every(isKnown) ?? false;
  }

  /** The sizes as numbers, or undefined if any is not known. */
  get known(): readonly number[] | undefined {
    return this.isFullyDefined ? (this.dims as readonly number[]) : undefined;
  }

  /** The number of elements: a number where all sizes are known, else symbolic; null for an unknown rank. */
  get size(): Dim | null {
    return this.dims ? this.dims.reduce<Dim>(multiplyDims, 1) : null;
  }

  /** As TensorFlow's `as_list`: null for what is not known. @throws TypeError for an unknown rank. */
  asList(): (number | null)[] {
    if (!this.dims) throw new TypeError('asList() is not defined on an unknown TensorShape.');
    return this.dims.map((dim) => (isKnown(dim) ? dim : null));
  }

  /** False only if no tensor can have both shapes. */
  isCompatibleWith(other: TensorShape): boolean {
    if (!this.dims || !other.dims) return true;
    return (
      this.dims.length === other.dims.length && this.dims.every((dim, axis) => dimsMayBeEqual(dim, other.dims![axis]))
    );
  }

  /** True if the two are equal for every value of the symbols. */
  equals(other: TensorShape): boolean {
    if (!this.dims || !other.dims) return this.dims === other.dims;
    return this.dims.length === other.dims.length && this.dims.every((dim, axis) => dimsEqual(dim, other.dims![axis]));
  }

  /** What is known of a tensor that has both shapes, or undefined if none can. A number wins over a symbol. */
  mergeWith(other: TensorShape): TensorShape | undefined {
    if (!this.dims) return other;
    if (!other.dims) return this;
    if (!this.isCompatibleWith(other)) return undefined;
    if (this.isFullyDefined || this === other) return this;
    return new TensorShape(this.dims.map((dim, axis) => (isKnown(dim) ? dim : pickKnown(other.dims![axis], dim))));
  }

  /** As TensorFlow prints it: `(?, 784)`, `(500,)`, `()`, `<unknown>`. */
  toString(): string {
    if (!this.dims) return '<unknown>';
    const parts = this.dims.map((dim) => (isKnown(dim) ? String(dim) : '?'));
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** As TensorFlow's runtime prints it in errors: `[?,784]`. */
  toBrackets(): string {
    return this.dims ? `[${this.dims.map((dim) => (isKnown(dim) ? dim : '?')).join(',')}]` : '<unknown>';
  }

  /** With symbols by name: `[batch, 784]`. */
  toSymbolic(): string {
    return this.dims ? `[${this.dims.join(', ')}]` : '[…]';
  }
}

function pickKnown(candidate: Dim, fallback: Dim): Dim {
  return isKnown(candidate) ? candidate : fallback;
}

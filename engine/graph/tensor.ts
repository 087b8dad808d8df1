/** A symbolic output of an operation. Its methods for arithmetic (`x.add(y)`) are put on it by engine/api. */

import type { DType } from './dtype.ts';
import { ShapeError } from './errors.ts';
import type { Graph } from './graph.ts';
import type { Operation } from './operation.ts';
import { describeOnly } from './operators.ts';
import type { PartialValue } from './partial-value.ts';
import type { ShapeLike, TensorShape } from './shape.ts';
import { parseShape } from './shape-like.ts';

/** What the type system knows of a tensor's rank: 'scalar' is rank 0, 'array' is rank 1 and above. */
export type RankKind = 'scalar' | 'array';

/**
 * What an operation gives, before any run: an element type, a shape as far as it is known, and an operation behind it.
 * Functions of one tensor are its methods as well: `x.add(y)`, `x.reshape([-1, 4])`.
 */
export class Tensor<D extends DType = DType, R extends RankKind = RankKind> {
  readonly op: Operation;
  readonly valueIndex: number;
  readonly dtype: D;
  /** True for the output of a variable and of what assigns to it: a consumer reads the value of that moment. */
  readonly isRef: boolean;
  /**
   * What is known of the elements without running: of the small integer tensors that serve as shapes and indices.
   * @internal
   */
  readonly partialValue: PartialValue | undefined;
  #shape: TensorShape;
  /** Keeps the rank parameter in the type; never set. @internal */
  declare readonly rankKind?: R;

  /** @internal */
  constructor(op: Operation, valueIndex: number, info: OutputInfo<D>) {
    this.op = op;
    this.valueIndex = valueIndex;
    this.dtype = info.dtype;
    this.isRef = info.isRef ?? false;
    this.partialValue = info.value;
    this.#shape = info.shape;
  }

  /** The static shape: what is known before a run. */
  get shape(): TensorShape {
    return this.#shape;
  }
  getShape(): TensorShape {
    return this.#shape;
  }

  /** Adds what you know to the static shape; it never reshapes. @throws ShapeError where the two cannot both hold. */
  setShape(shape: ShapeLike): void {
    const given = parseShape(shape);
    const merged = this.#shape.mergeWith(given);
    if (!merged) {
      throw new ShapeError(
        `Shapes ${this.#shape} and ${given} are not compatible: setShape adds knowledge and cannot change a shape; ` +
          'use reshape for that.',
        this.op.describe(),
      );
    }
    const before = this.#shape;
    this.#shape = merged;
    this.graph.recordUndo(() => {
      this.#shape = before;
    });
  }

  /** `operation:index`, by which feeds, fetches and graphs name it. */
  get name(): string {
    return `${this.op.name}:${this.valueIndex}`;
  }
  get graph(): Graph {
    return this.op.graph;
  }
  get device(): string {
    return this.op.device;
  }
  consumers(): readonly Operation[] {
    return this.op.graph.consumersOf(this);
  }

  /** As TensorFlow prints it: `Tensor("Mul:0", shape=(), dtype=int32)`. */
  toString(): string {
    const shape = this.#shape.dims ? `, shape=${this.#shape}` : '';
    const device = this.device ? `, device=${this.device}` : '';
    return `Tensor("${this.name}"${shape}, dtype=${this.dtype}${this.isRef ? '_ref' : ''}${device})`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  [Symbol.toPrimitive](hint: string): string {
    return describeOnly(this, hint);
  }
}

/** What inference says of one output. */
export interface OutputInfo<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: TensorShape;
  readonly isRef?: boolean;
  readonly value?: PartialValue | undefined;
}

/**
 * Appends primitives to a program. What an operation's `lower` sees: values in, values out, and one method a primitive.
 * Pure: it holds a list and gives out ids.
 */

import { NdArray as Arrays, type DType, type NdArray, sizeOf } from '../../graph/index.ts';
import { cast, type Expr, literal, load } from './expression.ts';
import type { HostCall } from './host-call.ts';
import type { Piece, Primitive, PrimitiveBody, PrimitiveOf, Reduction, Value, ValueId } from './primitive.ts';
import { broadcastView, identityView, type View } from './view.ts';

export interface ReadValue {
  readonly value: Value;
  readonly view: View;
}

export interface ScatterInputs {
  readonly base: Value | null;
  readonly indices: Value;
  readonly updates: Value;
  /** Negative indices are dropped, not an error. */
  readonly skipNegative?: boolean;
}

export class ProgramBuilder {
  readonly values: Value[] = [];
  readonly primitives: Primitive[] = [];
  readonly #producers = new Map<ValueId, number>();
  /** Names of the operations being lowered, recorded on every primitive appended. */
  covers: readonly string[] = [];

  value(dtype: DType, shape: readonly number[]): Value {
    const value = { id: this.values.length, dtype, shape: [...shape] };
    this.values.push(value);
    return value;
  }
  append(body: PrimitiveBody): void {
    this.primitives.push({ ...body, covers: this.covers });
    if ('output' in body) this.#producers.set(body.output, this.primitives.length - 1);
  }
  /** The primitive whose single output is the value, if there is one. */
  producer(value: ValueId): Primitive | undefined {
    const index = this.#producers.get(value);
    return index === undefined ? undefined : this.primitives[index];
  }

  constant(array: NdArray): Value {
    const output = this.value(array.dtype, array.shape);
    this.append({ kind: 'constant', output: output.id, data: array.data });
    return output;
  }
  /** A rank-0 constant. */
  scalar(value: number | bigint, dtype: DType): Value {
    const array = Arrays.zeros(dtype, []);
    (array.data as unknown as (number | bigint)[])[0] = dtype === 'int64' ? BigInt(value) : Number(value);
    return this.constant(array);
  }
  /** All elements equal. */
  fill(value: number | bigint, dtype: DType, shape: readonly number[]): Value {
    return this.elementwise(shape, [], [literal(value, dtype)])[0];
  }

  /** One value per expression over the points of `space`; loads refer to `operands` by position. */
  elementwise(space: readonly number[], operands: readonly ReadValue[], exprs: readonly Expr[]): Value[] {
    const outputs = exprs.map((expr) => this.value(expr.dtype, space));
    this.append({
      kind: 'elementwise',
      outputs: outputs.map(({ id }) => id),
      space: [...space],
      operands: operands.map(({ value, view }) => ({ value: value.id, view })),
      exprs,
    });
    return outputs;
  }

  /** Applies `body` to the elements of `inputs`, broadcast to their common shape (or to `shape`). */
  map(inputs: readonly Value[], body: (...elements: Expr[]) => Expr, shape?: readonly number[]): Value {
    return this.mapMany(inputs, (...elements) => [body(...elements)], shape)[0];
  }
  mapMany(
    inputs: readonly Value[],
    body: (...elements: Expr[]) => readonly Expr[],
    shape?: readonly number[],
  ): Value[] {
    const space = shape ?? broadcastShapes(inputs.map((input) => input.shape));
    const operands = inputs.map((value) => ({ value, view: broadcastView(value.shape, space) }));
    return this.elementwise(space, operands, body(...inputs.map((input, i) => load(i, input.dtype))));
  }

  /** `input` read through `view` over `shape`: a transpose, slice, stride, reversal or broadcast. */
  view(input: Value, shape: readonly number[], view: View): Value {
    return this.elementwise(shape, [{ value: input, view }], [load(0, input.dtype)])[0];
  }
  broadcast(input: Value, shape: readonly number[]): Value {
    return this.view(input, shape, broadcastView(input.shape, shape));
  }
  /** Output axis i is input axis permutation[i]. */
  transpose(input: Value, permutation: readonly number[]): Value {
    const view = input.shape.map((_, axis) => ({ axis: permutation.indexOf(axis), start: 0, step: 1 }));
    return this.view(
      input,
      permutation.map((axis) => input.shape[axis]),
      view,
    );
  }
  slice(input: Value, begin: readonly number[], size: readonly number[], step: readonly number[] = []): Value {
    const view = input.shape.map((_, axis) => ({ axis, start: begin[axis], step: step[axis] ?? 1 }));
    return this.view(input, size, view);
  }
  /** The same elements under another shape of the same size. */
  reshape(input: Value, shape: readonly number[]): Value {
    if (sizeOf(shape) !== sizeOf(input.shape)) {
      throw new RangeError(`Internal: reshape of [${input.shape}] to [${shape}] changes the number of elements.`);
    }
    const output = this.value(input.dtype, shape);
    this.append({ kind: 'reshape', output: output.id, input: input.id });
    return output;
  }
  /** With one more axis, of size 1, at the end. */
  column(input: Value): Value {
    return this.reshape(input, [...input.shape, 1]);
  }
  cast(input: Value, dtype: DType): Value {
    return input.dtype === dtype ? input : this.map([input], (x) => cast(x, dtype));
  }

  /** Rectangles written one after the other into a tensor that starts as `fill` (null: every element gets written). */
  assemble(
    dtype: DType,
    shape: readonly number[],
    fill: Extract<PrimitiveBody, { kind: 'assemble' }>['fill'],
    pieces: readonly Piece[],
  ): Value {
    const output = this.value(dtype, shape);
    this.append({ kind: 'assemble', output: output.id, fill, pieces });
    return output;
  }
  /** A piece that copies the whole of `input` to `start`. */
  piece(input: Value, start: readonly number[], step: readonly number[] = start.map(() => 1)): Piece {
    return {
      space: input.shape,
      start,
      step,
      operands: [{ value: input.id, view: identityView(input.shape.length) }],
      expr: load(0, input.dtype),
    };
  }

  /** Reduces over `axes` (not negative), which the output lacks; with `keepDims` they stay as size 1. */
  reduce(reduction: Reduction, input: Value, axes: readonly number[], keepDims = false): Value {
    const kept = input.shape.filter((_, axis) => !axes.includes(axis));
    const output = this.value(input.dtype, kept);
    this.append({
      kind: 'reduce',
      output: output.id,
      reduction,
      space: input.shape,
      axes: [...axes].sort((a, b) => a - b),
      operands: [{ value: input.id, view: identityView(input.shape.length) }],
      expr: load(0, input.dtype),
      epilogue: null,
    });
    if (!keepDims) return output;
    return this.reshape(
      output,
      input.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
    );
  }
  argReduce(reduction: 'max' | 'min', input: Value, axis: number, dtype: 'int32' | 'int64'): Value {
    const output = this.value(
      dtype,
      input.shape.filter((_, i) => i !== axis),
    );
    this.append({ kind: 'argReduce', output: output.id, reduction, input: input.id, axis });
    return output;
  }

  matmul(a: Value, b: Value, options: { transposeA?: boolean; transposeB?: boolean } = {}): Value {
    const { transposeA = false, transposeB = false } = options;
    const batch = a.shape.slice(0, -2);
    const rows = a.shape.at(transposeA ? -1 : -2)!;
    const columns = b.shape.at(transposeB ? -2 : -1)!;
    const output = this.value(a.dtype, [...batch, rows, columns]);
    this.append({ kind: 'matmul', output: output.id, a: a.id, b: b.id, transposeA, transposeB, epilogue: null });
    return output;
  }

  /**
   * A tensor of `shape` that starts as `base` (null: zeros), in which each slice of `updates`, one after the other, is put or
   * combined with what is there. The last axis of `indices` holds the place of a slice: coordinates along the first axes.
   */
  scatter(
    mode: PrimitiveOf<'scatter'>['mode'],
    shape: readonly number[],
    { base, indices, updates, skipNegative = false }: ScatterInputs,
  ): Value {
    const depth = indices.shape.at(-1)!;
    const count = sizeOf(indices.shape.slice(0, -1));
    const [indexed, inner] = [shape.slice(0, depth), sizeOf(shape.slice(depth))];
    const flat = [...indexed, inner];
    const output = this.value(updates.dtype, flat);
    this.append({
      kind: 'scatter',
      output: output.id,
      base: base && this.reshape(base, flat).id,
      indices: this.reshape(indices, [count, depth]).id,
      updates: this.reshape(updates, [count, inner]).id,
      mode,
      indexed,
      inner,
      skipNegative,
    });
    return this.reshape(output, shape);
  }

  read(variable: string, dtype: DType, shape: readonly number[]): Value {
    const output = this.value(dtype, shape);
    this.append({ kind: 'read', output: output.id, variable });
    return output;
  }
  assign(variable: string, value: Value): Value {
    const output = this.value(value.dtype, value.shape);
    this.append({ kind: 'assign', output: output.id, variable, value: value.id });
    return output;
  }

  /** Outputs as given: element type and shape of each. */
  host(call: HostCall, inputs: readonly Value[], outputs: readonly Pick<Value, 'dtype' | 'shape'>[]): Value[] {
    const results = outputs.map(({ dtype, shape }) => this.value(dtype, shape));
    this.append({ kind: 'host', outputs: results.map(({ id }) => id), inputs: inputs.map(({ id }) => id), call });
    return results;
  }
}

/** NumPy's common shape. The shapes are compatible: inference has checked them. */
export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    return sizes.find((size) => size !== 1) ?? 1;
  });
}

/** A list of tensors that a run writes and reads by position, with the rules and texts of TensorFlow's kernels. */

import { type DType, InvalidArgumentError, NdArray, sizeOf, TensorShape } from '../../graph/index.ts';
import { concatenated, summed } from './arrays.ts';

export interface TensorArrayOptions {
  readonly name: string;
  readonly dtype: DType;
  readonly size: number;
  readonly elementShape: TensorShape;
  readonly dynamicSize: boolean;
  readonly clearAfterRead: boolean;
  readonly identicalShapes: boolean;
}

interface Element {
  value: NdArray | undefined;
  /** Also of what was read and cleared, or of the element that this is the gradient of. */
  shape: readonly number[] | undefined;
  isWritten: boolean;
  isCleared: boolean;
}

const empty = (): Element => ({ value: undefined, shape: undefined, isWritten: false, isCleared: false });

export class TensorArrayState {
  readonly #options: TensorArrayOptions;
  readonly #elements: Element[];
  readonly #isGradient: boolean;
  /** By what asked for it. */
  readonly gradients = new Map<string, NdArray>();
  #elementShape: TensorShape;
  #isClosed = false;

  constructor(options: TensorArrayOptions, shapes?: readonly (readonly number[] | undefined)[]) {
    this.#options = options;
    this.#elementShape = options.elementShape;
    this.#isGradient = shapes !== undefined;
    this.#elements = Array.from({ length: options.size }, (_, i) => ({ ...empty(), shape: shapes?.[i] }));
  }

  get size(): number {
    this.#checkOpen();
    return this.#elements.length;
  }

  /** The list of gradients of this one: what is written twice there is summed, what is not written is zeros. */
  gradient(source: string): TensorArrayState {
    this.#checkOpen();
    if (this.#isGradient) {
      this.#fail(
        'Unable to create a gradients TensorArray for one of gradients: what is written twice there is summed.',
      );
    }
    const { name, dtype } = this.#options;
    const options = {
      name: `${name}@${source}`,
      dtype,
      size: this.#elements.length,
      elementShape: this.#elementShape,
      dynamicSize: false,
      clearAfterRead: false,
      identicalShapes: this.#options.identicalShapes,
    };
    return new TensorArrayState(
      options,
      this.#elements.map(({ shape }) => shape),
    );
  }

  write(index: number, value: NdArray): void {
    this.#checkOpen();
    const { dtype, identicalShapes } = this.#options;
    if (value.dtype !== dtype) {
      this.#fail(
        `Could not write to TensorArray index ${index} because the value dtype is ${value.dtype} but TensorArray dtype is ${dtype}.`,
      );
    }
    const element = this.#place(index);
    const shape = new TensorShape(value.shape);
    if (!this.#elementShape.isCompatibleWith(shape)) {
      this.#fail(
        `Could not write to TensorArray index ${index} because the value shape is ${shape.toBrackets()} which is incompatible ` +
          `with the TensorArray's inferred element shape: ${this.#elementShape.toBrackets()} (consider setting inferShape=false).`,
      );
    }
    if (identicalShapes) this.#elementShape = shape;
    if (element.isCleared)
      this.#fail(`Could not write to TensorArray index ${index} because it has already been read.`);
    if (element.isWritten && !this.#isGradient) {
      this.#fail(`Could not write to TensorArray index ${index} because it has already been written to.`);
    }
    if (this.#isGradient && element.shape && element.shape.join() !== value.shape.join()) {
      this.#fail(
        `Could not aggregate to TensorArray index ${index} because the existing shape is ` +
          `${new TensorShape(element.shape).toBrackets()} but the new input shape is ${shape.toBrackets()}.`,
      );
    }
    element.value = element.value ? summed(element.value, value) : value;
    element.shape = value.shape;
    element.isWritten = true;
  }

  #place(index: number): Element {
    const { length } = this.#elements;
    if (index < 0 || (index >= length && !this.#options.dynamicSize)) {
      this.#fail(`Tried to write to index ${index} but array is not resizeable and size is: ${length}`);
    }
    while (this.#elements.length <= index) this.#elements.push(empty());
    return this.#elements[index];
  }

  read(index: number): NdArray {
    this.#checkOpen();
    const element = this.#elements[index];
    if (!element) this.#fail(`Tried to read from index ${index} but array size is: ${this.#elements.length}`);
    if (element.isCleared) {
      this.#fail(
        `Could not read index ${index} twice because it was cleared after a previous read (perhaps try setting ` +
          'clearAfterRead: false?)',
      );
    }
    const value = element.value ?? this.#zeros(index, element);
    if (this.#options.clearAfterRead) {
      element.value = undefined;
      element.isCleared = true;
    }
    return value;
  }

  #zeros(index: number, { shape }: Element): NdArray {
    const known = shape ?? this.#elementShape.known;
    if (known && (this.#isGradient || this.#elementShape.isFullyDefined))
      return NdArray.zeros(this.#options.dtype, known);
    return this.#fail(
      `Could not read from TensorArray index ${index}.  Furthermore, the element shape is not fully defined: ` +
        `${this.#elementShape.toBrackets()}.  It was not written. If you set the full elementShape of the TensorArray, ` +
        'an all-zeros tensor is given instead.',
    );
  }

  /** Elements of one shape, along a new first axis. @param known - What the reader knows of that shape. */
  gather(indices: readonly number[], known: TensorShape): NdArray {
    this.#checkOpen();
    const { dtype } = this.#options;
    if (indices.length === 0) return NdArray.zeros(dtype, [0, ...this.#shapeOfNone(known)]);
    const values = indices.map((index) => this.read(index));
    const [first] = values;
    values.forEach((value, i) => {
      if (value.shape.join() === first.shape.join()) return;
      this.#fail(
        `TensorArray has inconsistent shapes.  Index 0 has shape: ${new TensorShape(first.shape).toBrackets()} but index ` +
          `${i} has shape: ${new TensorShape(value.shape).toBrackets()}`,
      );
    });
    return concatenated(dtype, [values.length, ...first.shape], values);
  }

  /** All elements joined along their first axis, and how long each is there. @param known - Of the other axes. */
  concat(known: TensorShape): { readonly value: NdArray; readonly lengths: number[] } {
    this.#checkOpen();
    const { dtype } = this.#options;
    if (this.#elements.length === 0) {
      return {
        value: NdArray.zeros(dtype, [
          0,
          ...this.#shapeOfNone(new TensorShape(known.dims && [0, ...known.dims])).slice(1),
        ]),
        lengths: [],
      };
    }
    const values = this.#elements.map((_, index) => this.read(index));
    const rest = values[0].shape.slice(1);
    values.forEach((value, i) => {
      if (value.rank === 0) this.#fail(`Concat saw a scalar shape at index ${i} but requires at least vectors.`);
      if (value.shape.slice(1).join() === rest.join()) return;
      this.#fail(
        `TensorArray has inconsistent shapes.  Index 0 has (excepting dimension 0) shape: ` +
          `${new TensorShape(rest).toBrackets()} but index ${i} has (excepting dimension 0) shape: ` +
          `${new TensorShape(value.shape.slice(1)).toBrackets()}`,
      );
    });
    const lengths = values.map(({ shape }) => shape[0]);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    return { value: concatenated(dtype, [total, ...rest], values), lengths };
  }

  close(): void {
    this.#isClosed = true;
    this.#elements.length = 0;
  }

  #shapeOfNone(said: TensorShape): readonly number[] {
    const { known } = this.#elementShape.mergeWith(said) ?? said;
    if (known) return known;
    return this.#fail(
      `TensorArray has size zero, but element shape ${this.#elementShape.toBrackets()} is not fully defined. Currently only ` +
        'static shapes are supported when packing zero-size TensorArrays.',
    );
  }

  #checkOpen(): void {
    if (this.#isClosed) this.#fail('Tensor array has already been closed.');
  }
  #fail(message: string): never {
    throw new InvalidArgumentError(`TensorArray ${this.#options.name}: ${message}`);
  }
}

/** Rows of an array, each in memory of its own; `lengths` takes several rows together. */
export function rowsOf(array: NdArray, lengths?: readonly number[]): NdArray[] {
  const rest = array.shape.slice(1);
  const size = sizeOf(rest);
  let at = 0;
  return (lengths ?? Array.from({ length: array.shape[0] }, () => 1)).map((length) => {
    const data = array.data.slice(at * size, (at + length) * size) as NdArray['data'];
    at += length;
    return new NdArray(array.dtype, lengths ? [length, ...rest] : rest, data);
  });
}

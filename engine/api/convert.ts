/** From what users write where a tensor is expected (numbers, arrays, variables) to tensors. */

import {
  type ArrayLike,
  type DType,
  DTypeError,
  isDType,
  isGraphElement,
  type NdArray,
  type PlainValue,
  Tensor,
  type TypedArray,
  toNdArray,
} from '../graph/index.ts';
import { constantTensor, op } from '../ops/index.ts';

/** A stand-in for a tensor: a variable. */
export interface TensorHolder {
  asGraphElement(): Tensor;
  /** The tensor that reads it. */
  value(): Tensor;
}

/** What a function takes where TensorFlow takes a tensor; a list that holds tensors is stacked. */
export type TensorLike = Tensor | TensorHolder | PlainValue | TypedArray | NdArray | readonly TensorLike[];

export interface ConvertOptions {
  /** The type it must have. */
  readonly dtype?: DType | undefined;
  /** The type it gets where the value itself does not say (plain numbers); default float32. */
  readonly preferredDtype?: DType | undefined;
  readonly name?: string | undefined;
}

/** dtype constants and strings alike: `tf.float32` is `'float32'`. */
export type DTypeLike = DType;

/**
 * The tensor that `value` is or becomes.
 * @throws DTypeError if it is a tensor of another type, or a value the type cannot hold.
 */
export function convertToTensor(value: TensorLike, options: ConvertOptions = {}): Tensor {
  const tensor = asTensor(value);
  if (tensor) {
    if (options.dtype && tensor.dtype !== options.dtype) {
      throw new DTypeError(
        `Tensor conversion requested dtype ${options.dtype} for Tensor with dtype ${tensor.dtype}: ${tensor}. ` +
          `Use cast(x, '${options.dtype}') where that is what you mean.`,
        tensor.op.describe(),
      );
    }
    return tensor;
  }
  if (Array.isArray(value) && containsTensor(value)) return packed(value, options);
  return constantTensor(toNdArray(value as ArrayLike, options), options.name ?? 'Const');
}

/** Both operands; a plain one takes the tensor's type, and a right operand that is a tensor must have the left's. */
export function convertPair(x: TensorLike, y: TensorLike, names: [string, string] = ['x', 'y']): [Tensor, Tensor] {
  const right = asTensor(y);
  if (!isTensorLike(x) && right) {
    return [convertToTensor(x, { dtype: right.dtype, name: names[0] }), right];
  }
  const left = convertToTensor(x, { name: names[0] });
  return [left, convertToTensor(y, { dtype: left.dtype, name: names[1] })];
}

export function isTensorLike(value: unknown): value is Tensor | TensorHolder {
  return value instanceof Tensor || isGraphElement(value);
}

/** Axes, shapes, sizes: int32 unless it is a tensor already (int64 is kept). */
export function convertToIndex(value: TensorLike, name?: string): Tensor {
  const tensor = convertToTensor(value, { preferredDtype: 'int32', name });
  if (tensor.dtype === 'int32' || tensor.dtype === 'int64') return tensor;
  throw new DTypeError(
    `Expected int32 or int64, got a tensor of type ${tensor.dtype}: ${tensor}.`,
    tensor.op.describe(),
  );
}

/** The tensor behind a tensor or a variable, else undefined. */
export function asTensor(value: unknown): Tensor | undefined {
  if (value instanceof Tensor) return value;
  return isGraphElement(value) && 'value' in value ? (value as TensorHolder).value() : undefined;
}

/** @throws DTypeError with the known names if it is not an element type. */
export function parseDType(dtype: unknown): DType {
  if (isDType(dtype) && dtype !== 'resource') return dtype;
  throw new DTypeError(
    `'${String(dtype)}' is not an element type: use float32, float64, int32, int64, uint8, bool or string.`,
  );
}

function containsTensor(list: readonly unknown[]): boolean {
  return list.some((item) => isTensorLike(item) || (Array.isArray(item) && containsTensor(item)));
}

/** A list with tensors in it, stacked as TensorFlow does: one `Pack` named after what asked for it, its constants by number. */
function packed(list: readonly TensorLike[], options: ConvertOptions): Tensor {
  const first = findTensor(list)!;
  const dtype = options.dtype ?? first.dtype;
  return first.graph.withNameScope(options.name ?? 'packed', (scope) => {
    const items = list.map((item, index) => convertToTensor(item, { dtype, name: String(index) }));
    return op('Pack', [items], { axis: 0 }, scope);
  });
}
function findTensor(list: readonly unknown[]): Tensor | undefined {
  for (const item of list) {
    const found = asTensor(item) ?? (Array.isArray(item) ? findTensor(item) : undefined);
    if (found) return found;
  }
  return undefined;
}

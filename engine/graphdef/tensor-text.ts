/** Tensors as short text: type, shape and the first elements, as `<tensor float32 [784, 10]: 0.5, 1, …>`. Pure. */

import { type TensorProto, utf8 } from '../formats/index.ts';
import type { NdArray } from '../graph/index.ts';
import { floatText, shapeText, typeName } from './type-text.ts';

const mostElements = 6;
const mostCharacters = 40;

export function arrayText(array: NdArray): string {
  const count = Math.min(array.size, mostElements);
  const elements = Array.from({ length: count }, (_, i) => elementText(array.data[i], array.dtype));
  return formatted(array.dtype, `[${array.shape.join(', ')}]`, elements, array.size);
}

/** Of any type, as far as its elements can be read without decoding all. */
export function tensorText(tensor: TensorProto): string {
  const shape = tensor.tensorShape ?? { dim: [], unknownRank: false };
  const size = shape.dim.reduce((product, { size }) => product * Number(size), 1);
  const type = typeName(tensor.dtype);
  const count = size >= 0 ? Math.min(size, mostElements) : 0;
  const elements =
    tensor.tensorContent.length > 0 ? contentTexts(tensor, type, count) : listedTexts(tensor, type, count);
  return formatted(type, shapeText(shape), elements, size);
}

function formatted(type: string, shape: string, elements: readonly string[], size: number): string {
  if (elements.length === 0) return `<tensor ${type} ${shape}>`;
  return `<tensor ${type} ${shape}: ${elements.join(', ')}${elements.length < size ? ', …' : ''}>`;
}

type Listed = readonly (number | bigint | boolean | Uint8Array)[];

/** The typed field with a type's elements; by TensorFlow's rule the last of a short list stands for all that follow. */
function listedTexts(tensor: TensorProto, type: string, count: number): string[] {
  const fields: Readonly<Record<string, Listed>> = {
    float32: tensor.floatVal,
    float64: tensor.doubleVal,
    int32: tensor.intVal,
    int16: tensor.intVal,
    int8: tensor.intVal,
    uint8: tensor.intVal,
    uint16: tensor.intVal,
    int64: tensor.int64Val,
    bool: tensor.boolVal,
    string: tensor.stringVal,
  };
  if (!Object.hasOwn(fields, type)) return [];
  const listed = fields[type];
  const none = type === 'string' ? new Uint8Array(0) : type === 'bool' ? false : 0;
  return Array.from({ length: count }, (_, i) => elementText(listed[i] ?? listed.at(-1) ?? none, type));
}

const readers: Readonly<
  Record<string, readonly [bytes: number, read: (view: DataView, at: number) => number | bigint]>
> = {
  float32: [4, (view, at) => view.getFloat32(at, true)],
  float64: [8, (view, at) => view.getFloat64(at, true)],
  int64: [8, (view, at) => view.getBigInt64(at, true)],
  int32: [4, (view, at) => view.getInt32(at, true)],
  uint32: [4, (view, at) => view.getUint32(at, true)],
  int16: [2, (view, at) => view.getInt16(at, true)],
  uint16: [2, (view, at) => view.getUint16(at, true)],
  int8: [1, (view, at) => view.getInt8(at)],
  uint8: [1, (view, at) => view.getUint8(at)],
  bool: [1, (view, at) => view.getUint8(at)],
};

function contentTexts({ tensorContent: bytes }: TensorProto, type: string, count: number): string[] {
  if (!Object.hasOwn(readers, type)) return [];
  const [width, read] = readers[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = Math.min(count, Math.floor(bytes.length / width));
  return Array.from({ length: whole }, (_, i) => elementText(read(view, i * width), type));
}

function elementText(element: number | bigint | boolean | string | Uint8Array, type: string): string {
  if (typeof element === 'number' && type === 'float32') return floatText(element);
  if (type === 'bool') return String(Boolean(element));
  if (typeof element !== 'string' && !(element instanceof Uint8Array)) return String(element);
  const bytes = utf8(element).subarray(0, 4 * mostCharacters + 4);
  const text = new TextDecoder().decode(bytes);
  return JSON.stringify(text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`);
}

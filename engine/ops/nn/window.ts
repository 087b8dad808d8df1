/** Geometry of sliding windows: data formats, padding, and the sizes of what comes out. */

import { addDims, type Dim, floorDivideDim, isKnown, shapeFromValue, TensorShape } from '../../graph/index.ts';
import type { Padding, ProgramBuilder, Value } from '../kernel-language/index.ts';
import type { InferenceContext } from '../registry/index.ts';

/** Where an image tensor's axes lie. */
export interface ImageAxes {
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

const axesOf = {
  NHWC: { batch: 0, rows: 1, columns: 2, channels: 3 },
  NCHW: { batch: 0, rows: 2, columns: 3, channels: 1 },
} as const satisfies Record<string, ImageAxes>;

/** Orders of axes for `transpose`: to NHWC from the format, and back. */
const permutations = { toNHWC: [0, 2, 3, 1], toNCHW: [0, 3, 1, 2] } as const;

export interface WindowContext {
  attr: InferenceContext['attr'];
}

export function imageAxes(c: WindowContext): ImageAxes {
  return axesOf[c.attr('data_format', 'string') as keyof typeof axesOf];
}

/** Sizes along rows and columns of an attribute that lists one number an axis. */
export function alongImage(c: WindowContext, name: string): readonly [rows: number, columns: number] {
  const values = c.attr(name, 'ints');
  const { rows, columns } = imageAxes(c);
  return [values[rows], values[columns]];
}

export function checkDataFormat(c: InferenceContext): void {
  const format = c.attr('data_format', 'string');
  if (!Object.hasOwn(axesOf, String(format))) c.fail('value', `data_format must be NHWC or NCHW, but is ${format}`);
}

/** The attributes that every sliding window has, or a fault that says what is wrong with them. */
export function checkWindowAttributes(c: InferenceContext, names: readonly string[]): void {
  checkDataFormat(c);
  const { batch, channels } = imageAxes(c);
  for (const name of names) {
    const values = c.attr(name, 'ints');
    if (values.length !== 4) {
      c.fail('value', `The attribute ${name} must have 4 values, one an axis, but has ${values.length}`);
    }
    if (values.some((value) => !Number.isInteger(value) || value < 1)) {
      c.fail('value', `The attribute ${name} must have values of 1 and more, but is [${values.join(', ')}]`);
    }
    if (values[batch] !== 1 || values[channels] !== 1) {
      c.fail('value', `The attribute ${name} must be 1 on the batch and depth axes, but is [${values.join(', ')}]`);
    }
  }
  const padding = c.attr('padding', 'string');
  if (padding !== 'SAME' && padding !== 'VALID' && padding !== 'EXPLICIT') {
    c.fail('value', `padding must be SAME or VALID, but is ${padding}`);
  }
}

/** Rows and columns of padding that the attributes ask for in so many words, or null. */
function explicitPadding(c: WindowContext): Padding | null {
  if (c.attr('padding', 'string') !== 'EXPLICIT') return null;
  const list = c.attr('explicit_paddings', 'ints');
  const { rows, columns } = imageAxes(c);
  return [list[2 * rows], list[2 * rows + 1], list[2 * columns], list[2 * columns + 1]];
}

/** How many windows fit along one axis, as TensorFlow counts them. */
export function windowCount(
  c: InferenceContext,
  axis: 'rows' | 'columns',
  size: Dim,
  window: Dim,
  stride: number,
  dilation = 1,
): Dim {
  if (c.attr('padding', 'string') === 'SAME') return floorDivideDim(addDims(size, stride - 1), stride);
  if (!isKnown(window)) return c.fresh(axis === 'rows' ? 1 : 2);
  const explicit = explicitPadding(c);
  const [before, after] = !explicit ? [0, 0] : axis === 'rows' ? explicit.slice(0, 2) : explicit.slice(2);
  const padded = addDims(size, before + after);
  const extent = (window - 1) * dilation + 1;
  if (isKnown(padded) && padded < extent) {
    c.fail('size', `Negative dimension size caused by subtracting ${extent} from ${padded}`);
  }
  return floorDivideDim(addDims(padded, stride - extent), stride);
}

/** Padding in numbers, for an image and an output of these sizes. SAME puts the odd one after. */
export function paddingFor(
  c: WindowContext,
  image: readonly [rows: number, columns: number],
  output: readonly [rows: number, columns: number],
  window: readonly [rows: number, columns: number],
  strides: readonly [rows: number, columns: number],
  dilations: readonly [rows: number, columns: number] = [1, 1],
): Padding {
  const explicit = explicitPadding(c);
  if (explicit) return explicit;
  if (c.attr('padding', 'string') === 'VALID') return [0, 0, 0, 0];
  const [vertical, horizontal] = [0, 1].map((axis) => {
    const extent = (window[axis] - 1) * dilations[axis] + 1;
    return Math.max(0, (output[axis] - 1) * strides[axis] + extent - image[axis]);
  });
  const top = Math.floor(vertical / 2);
  const left = Math.floor(horizontal / 2);
  return [top, vertical - top, left, horizontal - left];
}

/** The primitives read and write NHWC; another format is read transposed. */
export function toNHWC(c: WindowContext & { readonly b: ProgramBuilder }, image: Value): Value {
  return c.attr('data_format', 'string') === 'NHWC' ? image : c.b.transpose(image, permutations.toNHWC);
}
export function fromNHWC(c: WindowContext & { readonly b: ProgramBuilder }, image: Value): Value {
  return c.attr('data_format', 'string') === 'NHWC' ? image : c.b.transpose(image, permutations.toNCHW);
}
/** The sizes of an image tensor in NHWC order. */
export function shapeNHWC<T>(c: WindowContext, shape: readonly T[]): [T, T, T, T] {
  const { batch, rows, columns, channels } = imageAxes(c);
  return [shape[batch], shape[rows], shape[columns], shape[channels]];
}
/** NHWC sizes in the order of the data format. */
export function shapeFromNHWC<T>(c: WindowContext, [n, h, w, d]: readonly T[]): T[] {
  return c.attr('data_format', 'string') === 'NHWC' ? [n, h, w, d] : [n, d, h, w];
}

/** The shape that a value input of 4 sizes stands for. */
export function shapeOperand(c: InferenceContext, index: number): TensorShape {
  const { value, shape } = c.inputs[index];
  if (shape.dims && shape.dims.length !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.dims.length}`);
  if (!value) return new TensorShape([0, 1, 2, 3].map((axis) => c.fresh(axis)));
  if (value.length !== 4) c.fail('value', `The sizes must be 4 numbers, but there are ${value.length}`);
  return shapeFromValue(value, (axis) => c.fresh(axis));
}

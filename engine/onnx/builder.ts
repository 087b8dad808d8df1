/**
 * An ONNX graph under construction: nodes, constants, names. Equal nodes are written once; axes are put in another order
 * only where a node needs them so. It knows nothing of TensorFlow's operations: convert/ does.
 */

import type { DType, NdArray, Scalar } from '../graph/index.ts';
import { arrayOf, transposed } from './constants.ts';
import { type Attribute, inverse, isInOrder, type Node, type Value } from './value.ts';

const none: Readonly<Record<string, never>> = {};
/** Constants up to this many elements are written once, however often they are made. */
const smallSize = 64;

export class OnnxBuilder {
  readonly #nodes: Node[] = [];
  readonly #constants = new Map<string, NdArray>();
  readonly #names = new Set<string>();
  readonly #made = new Map<string, readonly Value[]>();
  readonly #small = new Map<string, Value>();
  readonly #outputs = new Map<string, string>();
  /** What the nodes that are being made are called after. */
  scope = '';

  /** @param reserved - Names that the graph's inputs and outputs have. */
  constructor(reserved: Iterable<string>) {
    for (const name of reserved) this.#names.add(name);
  }

  // --- Constants ----------------------------------------------------------------------------------------------------

  constant(array: NdArray, name = 'constant'): Value {
    const key = array.size <= smallSize ? keyOf(array) : undefined;
    const known = key === undefined ? undefined : this.#small.get(key);
    if (known) return known;
    const value: Value = { name: this.#unique(name), dtype: array.dtype, constant: array };
    this.#constants.set(value.name, array);
    if (key !== undefined) this.#small.set(key, value);
    return value;
  }

  scalar(dtype: DType, value: Scalar): Value {
    return this.constant(arrayOf(dtype, [], [value]));
  }

  /** A vector of int64, which sizes, axes and indices are. */
  ints(values: readonly (number | bigint)[]): Value {
    return this.constant(arrayOf('int64', [values.length], values));
  }

  // --- Nodes --------------------------------------------------------------------------------------------------------

  /** @param dtype - Of the output; default: that of the first input. */
  node(
    type: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, Attribute>> = none,
    dtype?: DType,
  ): Value {
    return this.outputsOf(type, inputs, attributes, [dtype ?? inputs[0]!.dtype])[0];
  }

  /** A node with an output for each of the types. */
  outputsOf(
    type: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, Attribute>>,
    dtypes: readonly DType[],
  ): readonly Value[] {
    const names = inputs.map((input) => (input ? this.plain(input).name : ''));
    while (names.at(-1) === '') names.pop();
    const key = JSON.stringify([type, names, attributes, dtypes]);
    const made = this.#made.get(key);
    if (made) return made;
    const name = this.#unique(this.scope ? `${this.scope}/${type}` : type);
    const outputs = dtypes.map((dtype, i): Value => ({ name: i === 0 ? name : this.#unique(`${name}:${i}`), dtype }));
    this.#nodes.push({ type, name, inputs: names, outputs: outputs.map((output) => output.name), attributes });
    this.#made.set(key, outputs);
    return outputs;
  }

  /**
   * A node that works element by element on inputs that are broadcast: it works on elements in any order, so the order
   * of the inputs' axes is passed on.
   */
  elementwise(
    type: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>> = none,
    dtype?: DType,
  ): Value {
    const order = inputs.find((input) => input.order)?.order;
    const ordered = order && inputs.map((input) => this.#inOrder(input, order));
    if (!ordered?.every((input) => input !== undefined)) return this.node(type, inputs, attributes, dtype);
    return { ...this.node(type, ordered, attributes, dtype ?? inputs[0].dtype), order };
  }

  /** What gives `value` when its axes are put in this order, if that needs no node. */
  #inOrder({ order: own, ...value }: Value, order: readonly number[]): Value | undefined {
    if (own) return own.join() === order.join() ? value : undefined;
    const array = value.constant;
    if (!array || array.rank > order.length) return undefined;
    if (array.size === 1) return value;
    const ones = new Array<number>(order.length - array.rank).fill(1);
    return this.constant(
      transposed(array.reshape([...ones, ...array.shape]), inverse(order)),
      `${value.name}/transposed`,
    );
  }

  // --- Order of axes ------------------------------------------------------------------------------------------------

  /** The value with its elements in place. */
  plain(value: Value): Value {
    const { order, ...base } = value;
    return order ? this.node('Transpose', [base], { perm: order }) : value;
  }

  transpose(value: Value, order: readonly number[]): Value {
    if (isInOrder(order)) return value;
    if (value.constant) return this.constant(transposed(value.constant, order), `${value.name}/transposed`);
    const { order: own, wide: _, ...base } = value;
    const composed = own ? order.map((axis) => own[axis]) : order;
    return isInOrder(composed) ? base : { ...base, order: composed };
  }

  // --- What is needed everywhere ------------------------------------------------------------------------------------

  cast(value: Value, dtype: DType): Value {
    if (value.dtype === dtype) return value;
    if (dtype === 'int64' && value.wide) return value.wide;
    const { constant } = value;
    if (constant && constant.dtype !== 'string' && dtype !== 'string' && isExact(constant, dtype)) {
      return this.constant(
        arrayOf(dtype, constant.shape, constant.data as ArrayLike<Scalar>),
        `${value.name}/${dtype}`,
      );
    }
    return this.elementwise('Cast', [value], { to: onnxTypes[dtype] }, dtype);
  }

  /** Numbers that ONNX counts in int64, as the graph has them: who needs them wide gets them as they were. */
  counted(value: Value, dtype: DType): Value {
    return dtype === 'int64' ? value : { ...this.cast(value, dtype), wide: value };
  }

  /** The sizes of a value's axes, as int64. */
  shape(value: Value): Value {
    const { order, ...base } = value;
    const sizes = this.node('Shape', [base], none, 'int64');
    return order ? this.node('Gather', [sizes, this.ints(order)], { axis: 0 }) : sizes;
  }

  reshape(value: Value, shape: readonly number[]): Value {
    const { constant } = value;
    if (constant && !shape.includes(-1)) return this.constant(constant.reshape(shape), `${value.name}/reshaped`);
    return this.node('Reshape', [value, this.ints(shape)], shape.includes(0) ? { allowzero: 1 } : none);
  }

  unsqueeze(value: Value, axes: readonly number[]): Value {
    return axes.length === 0 ? value : this.node('Unsqueeze', [value, this.ints(axes)]);
  }

  squeeze(value: Value, axes: readonly number[]): Value {
    return axes.length === 0 ? value : this.node('Squeeze', [value, this.ints(axes)]);
  }

  /** Elements from `start` up to `end` of one axis. */
  slice(value: Value, axis: number, start: number, end: number): Value {
    return this.node('Slice', [value, this.ints([start]), this.ints([end]), this.ints([axis])]);
  }

  /** A scalar in every place of a shape (int64). */
  filled(scalar: Value, shape: Value): Value {
    return this.node('Expand', [scalar, shape]);
  }

  concat(values: readonly Value[], axis: number): Value {
    return values.length === 1 ? values[0] : this.node('Concat', values, { axis });
  }

  /** `condition ? x : y` element by element; onnxruntime has none for truth values. */
  where(condition: Value, x: Value, y: Value): Value {
    if (x.dtype !== 'bool') return this.elementwise('Where', [condition, x, y], none, x.dtype);
    const [a, b] = [this.cast(x, 'uint8'), this.cast(y, 'uint8')];
    return this.cast(this.elementwise('Where', [condition, a, b], none, 'uint8'), 'bool');
  }

  // --- The whole ----------------------------------------------------------------------------------------------------

  /** Makes `key` the name under which the file gives a value. */
  nameOutput(key: string, value: Value): void {
    this.#outputs.set(key, value.name);
  }

  /** What the outputs need: their nodes in order, their constants, under the outputs' names. */
  finish(keys: readonly string[]): { readonly nodes: Node[]; readonly constants: Map<string, NdArray> } {
    const made = new Set(this.#nodes.flatMap(({ outputs }) => outputs));
    const names = new Map<string, string>();
    const copies: Node[] = [];
    for (const key of keys) {
      const name = this.#outputs.get(key)!;
      // An input, a constant, and what another output is called already are copied.
      if (made.has(name) && !names.has(name)) names.set(name, key);
      else copies.push({ type: 'Identity', name: key, inputs: [name], outputs: [key], attributes: none });
    }
    const rename = (name: string) => names.get(name) ?? name;
    const renamed = [...this.#nodes, ...copies].map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }));
    const needed = new Set(keys);
    const nodes = renamed
      .toReversed()
      .filter(({ inputs, outputs }) => {
        if (!outputs.some((name) => needed.has(name))) return false;
        for (const name of inputs) needed.add(name);
        return true;
      })
      .reverse();
    return { nodes, constants: new Map([...this.#constants].filter(([name]) => needed.has(name))) };
  }

  #unique(wish: string): string {
    let name = wish;
    for (let i = 1; this.#names.has(name); i++) name = `${wish}_${i}`;
    this.#names.add(name);
    return name;
  }
}

function keyOf({ dtype, shape, data }: NdArray): string | undefined {
  // Text that is not valid has no key of its own.
  if (dtype === 'string' && (data as readonly unknown[]).some((element) => typeof element !== 'string')) return;
  const elements = Array.from(data as ArrayLike<unknown>, (value) => (Object.is(value, -0) ? '-0' : String(value)));
  return JSON.stringify([dtype, shape, elements]);
}

/** Whether a cast leaves the numbers as they are: what else it does to them is the run time's. */
function isExact({ data }: NdArray, dtype: DType): boolean {
  if (dtype === 'bool' || dtype === 'float64') return true;
  const values = Array.from(data as ArrayLike<Scalar>, Number);
  const limit = { int32: 2 ** 31, int64: 2 ** 53, uint8: 256, float32: 2 ** 24 }[dtype as 'int32'] ?? 0;
  const low = dtype === 'uint8' ? 0 : -limit;
  return values.every((value) => Number.isInteger(value) && value >= low && value < limit);
}

/** Element types as ONNX numbers them. */
export const onnxTypes: Readonly<Record<DType, number>> = {
  float32: 1,
  float64: 11,
  int32: 6,
  int64: 7,
  uint8: 2,
  bool: 9,
  string: 8,
  // Of one run: no file has one.
  resource: 0,
};

/** `tf.TensorArray`. */

import {
  type Dim,
  type DType,
  DTypeError,
  type Graph,
  GraphError,
  parseShape,
  ShapeError,
  type ShapeLike,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { addOp, op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { range } from '../math/sequence.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { rowCount } from './row-count.ts';

export interface TensorArrayOptions {
  /** How many elements; with `dynamicSize`, at first. */
  readonly size?: TensorLike;
  /** Writes beyond the end make it longer; default false: they are refused. */
  readonly dynamicSize?: boolean;
  /** What is read is gone, and cannot be read again; default true. */
  readonly clearAfterRead?: boolean;
  readonly tensorArrayName?: string;
  /** One that exists; with `flow`. */
  readonly handle?: Tensor;
  readonly flow?: Tensor;
  /** All elements have one shape; default true. */
  readonly inferShape?: boolean;
  /** The shape of each element, as far as it is known. */
  readonly elementShape?: ShapeLike;
  readonly name?: string;
}

interface NameOption {
  readonly name?: string;
}

/** What all that stand for one list know of its elements. */
interface Known {
  elementShape: TensorShape;
  readonly inferShape: boolean;
}

/**
 * A list of tensors that a run writes and reads by position, as a loop does. It lasts for one run.
 *
 * Writing gives a new `TensorArray`, and what is written is there only for who reads through that one. As a variable of
 * `tf.whileLoop` it goes from pass to pass.
 */
export class TensorArray<D extends DType = DType> {
  readonly dtype: D;
  /** The list itself (a resource). */
  readonly handle: Tensor<'resource', 'array'>;
  /** Orders what is done with it (a float32 of rank 0 that says nothing). */
  readonly flow: Tensor<'float32', 'scalar'>;
  readonly #known: Known;

  /** @throws DTypeError for an element type that there is not; GraphError without a size or a handle. */
  constructor(dtype: D, size?: TensorLike | TensorArrayOptions | null, options: TensorArrayOptions = {}) {
    const given = readOptions<TensorArrayOptions>(['size'], [size, options]);
    this.dtype = parseDType(dtype) as D;
    this.#known = (given as { known?: Known }).known ?? {
      elementShape: parseShape(given.elementShape ?? null),
      inferShape: given.inferShape ?? true,
    };
    if (given.handle || given.flow) {
      if (!given.handle || !given.flow) throw new GraphError('A TensorArray over a handle needs its flow, too.');
      if (given.size !== undefined) throw new GraphError('A TensorArray takes a size or a handle, not both.');
      this.handle = given.handle as this['handle'];
      this.flow = given.flow as this['flow'];
      return;
    }
    if (given.size === undefined) throw new GraphError('Size must be provided if handle is not provided.');
    const made = opScope(given.name, 'TensorArray', [given.size], (scope) =>
      addOp(
        'TensorArrayV3',
        [convertToIndex(given.size!, 'size')],
        {
          dtype: this.dtype,
          element_shape: this.#known.elementShape,
          identical_element_shapes: this.#known.inferShape,
          dynamic_size: given.dynamicSize ?? false,
          clear_after_read: given.clearAfterRead ?? true,
          tensor_array_name: given.tensorArrayName ?? '',
        },
        { name: scope },
      ),
    );
    this.handle = made.outputs[0] as this['handle'];
    this.flow = made.outputs[1] as this['flow'];
  }

  /** What is known of the shape of each element. */
  get elementShape(): TensorShape {
    return this.#known.elementShape;
  }
  get graph(): Graph {
    return this.handle.graph;
  }

  /** The element at `index`, of the shape that elements are known to have. */
  read(index: TensorLike, { name }: NameOption = {}): Tensor<D> {
    return this.#within(name, 'TensorArrayReadV3', [index], (scope) => {
      const at = convertToTensor(index, { dtype: 'int32', name: 'index' });
      return this.#shaped(op('TensorArrayReadV3', [this.handle, at, this.flow], { dtype: this.dtype }, scope), []);
    });
  }

  /** The list with `value` at `index`. @throws ShapeError where elements have another shape, DTypeError for another type. */
  write(index: TensorLike, value: TensorLike, { name }: NameOption = {}): TensorArray<D> {
    return this.#within(name, 'TensorArrayWrite', [index, value], () => {
      const element = this.#element(value);
      this.#learn(element.shape);
      return this.#after(apply('TensorArrayWriteV3', [this.handle, index, element, this.flow]));
    });
  }

  /** All elements along a new first axis. They must have one shape. */
  stack({ name }: NameOption = {}): Tensor<D, 'array'> {
    return this.#within(name, 'TensorArrayStack', [], () => this.gather(range(0, this.size())));
  }

  /** The elements at `indices` along a new first axis. They must have one shape. */
  gather(indices: TensorLike, { name }: NameOption = {}): Tensor<D, 'array'> {
    return this.#within(name, 'TensorArrayGatherV3', [indices], (scope) => {
      const places = convertToTensor(indices, { dtype: 'int32', name: 'indices' });
      const attributes = { dtype: this.dtype, element_shape: this.elementShape };
      const gathered = op('TensorArrayGatherV3', [this.handle, places, this.flow], attributes, scope);
      const count = places.shape.dims?.[0] ?? parseShape([null]).dims![0];
      return this.#shaped(gathered, [count]) as Tensor<D, 'array'>;
    });
  }

  /** The list with the rows of `value`, in order. */
  unstack(value: TensorLike, { name }: NameOption = {}): TensorArray<D> {
    return this.#within(name, 'TensorArrayUnstack', [value], () => {
      const rows = this.#element(value);
      return this.scatter(range(0, rowCount(rows)), rows);
    });
  }

  /** The list with row i of `value` at position `indices[i]`. */
  scatter(indices: TensorLike, value: TensorLike, { name }: NameOption = {}): TensorArray<D> {
    return this.#within(name, 'TensorArrayScatter', [indices, value], () => {
      const rows = this.#element(value);
      const { dims } = rows.shape;
      if (dims) {
        if (dims.length === 0)
          throw new ShapeError('The value of scatter must have an axis of elements, but is a scalar.');
        this.#learn(new TensorShape(dims.slice(1)));
      }
      const places = convertToTensor(indices, { dtype: 'int32', name: 'indices' });
      return this.#after(op('TensorArrayScatterV3', [this.handle, places, rows, this.flow]));
    });
  }

  /** The list with parts of `value`: the first `lengths[0]` rows, the next `lengths[1]`, … */
  split(value: TensorLike, lengths: TensorLike, { name }: NameOption = {}): TensorArray<D> {
    return this.#within(name, 'TensorArraySplit', [value, lengths], () => {
      const rows = this.#element(value);
      const sizes = convertToTensor(lengths, { preferredDtype: 'int64', name: 'lengths' });
      const wide = sizes.dtype === 'int64' ? sizes : op('Cast', [sizes], { DstT: 'int64' });
      return this.#after(op('TensorArraySplitV3', [this.handle, rows, wide, this.flow]));
    });
  }

  /** All elements joined along their first axis; they may differ in its length. */
  concat({ name }: NameOption = {}): Tensor<D, 'array'> {
    return this.#within(name, 'TensorArrayConcatV3', [], (scope) => {
      const { dims } = this.elementShape;
      const rest = dims && new TensorShape(dims.slice(1));
      const attributes = { dtype: this.dtype, element_shape_except0: rest ?? TensorShape.unknown };
      const joined = op('TensorArrayConcatV3', [this.handle, this.flow], attributes, scope);
      if (rest) joined.setShape(new TensorShape([parseShape([null]).dims![0], ...rest.dims!]));
      return joined as Tensor<D, 'array'>;
    });
  }

  /** How many elements it has (int32). */
  size({ name }: NameOption = {}): Tensor<'int32', 'scalar'> {
    return op('TensorArraySizeV3', [this.handle, this.flow], {}, name) as Tensor<'int32', 'scalar'>;
  }

  /** An operation after which the list cannot be used. */
  close({ name }: NameOption = {}): Tensor['op'] {
    return addOp('TensorArrayCloseV3', [this.handle], {}, { name });
  }

  /** The same list, there once the control dependencies around are done. */
  identity(): TensorArray<D> {
    return this.#after(op('Identity', [this.flow]));
  }

  /** The list that gradients asked for under `source` (a name scope) go to. */
  grad(source: string, { flow = this.flow, name }: NameOption & { readonly flow?: Tensor } = {}): TensorArray<D> {
    return this.#within(name, 'TensorArrayGrad', [], () => {
      const handle = addOp('TensorArrayGradV3', [this.handle, flow], { source }).outputs[0];
      const after = this.graph.withControlDependencies([handle], () => op('Identity', [flow], {}, 'gradient_flow'));
      return new TensorArray(this.dtype, { handle, flow: after, known: this.#known } as TensorArrayOptions);
    });
  }

  /** The same list behind another flow: what a loop or a branch hands on. */
  withFlow(flow: Tensor): TensorArray<D> {
    return this.#after(flow);
  }

  toString(): string {
    return `<tf.TensorArray '${this.handle.op.name}' dtype=${this.dtype}>`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  #within<T>(name: string | undefined, fallback: string, values: readonly unknown[], body: (scope: string) => T): T {
    return opScope(name, fallback, [this.handle, ...values], body);
  }
  #after(flow: Tensor): TensorArray<D> {
    return new TensorArray(this.dtype, { handle: this.handle, flow, known: this.#known } as TensorArrayOptions);
  }

  #element(value: TensorLike): Tensor {
    const tensor = convertToTensor(value, { preferredDtype: this.dtype, name: 'value' });
    if (tensor.dtype === this.dtype) return tensor;
    throw new DTypeError(
      `TensorArray dtype is ${this.dtype} but an element of type ${tensor.dtype} was given: ${tensor}.`,
      tensor.op.describe(),
    );
  }

  #learn(shape: TensorShape): void {
    if (!this.#known.inferShape) return;
    const before = this.#known.elementShape;
    const merged = before.mergeWith(shape);
    if (!merged) throw new ShapeError(`Inconsistent shapes: saw ${shape} but expected ${before}.`);
    this.#known.elementShape = merged;
    this.graph.recordUndo(() => {
      this.#known.elementShape = before;
    });
  }

  #shaped(tensor: Tensor, first: readonly Dim[]): Tensor<D> {
    const { dims } = this.elementShape;
    if (dims) tensor.setShape(new TensorShape([...first, ...dims]));
    return tensor as Tensor<D>;
  }
}

/** From an axis of an operation's output to the axis of an input that has its size: one row an operation that moves axes. */

import { dimsEqual, fullyKnown, type Operation, type Tensor } from '../../../graph/index.ts';

export interface AxisOf {
  readonly tensor: Tensor;
  readonly axis: number;
}

type Step = (op: Operation, axis: number, output: Tensor) => AxisOf | readonly AxisOf[] | undefined;

/** Where the size of `axis` of `tensor` was before the operation that made it; nothing where it began there. */
export function previousAxes(tensor: Tensor, axis: number): readonly AxisOf[] {
  const { op } = tensor;
  const step = Object.hasOwn(steps, op.type) ? steps[op.type] : aligned;
  const before = [step(op, axis, tensor) ?? []].flat();
  return before.filter((one) => one.tensor.shape.dims?.[one.axis] !== undefined);
}

const begins: Step = () => undefined;

/** Of elementwise operations and all that keep their axes: from the end, the inputs with that size there. */
const aligned: Step = (op, axis, output) => {
  const rank = output.shape.rank ?? 0;
  const size = output.shape.dims?.[axis];
  return op.inputs.flatMap((tensor) => {
    const at = axis - rank + (tensor.shape.rank ?? 0);
    const own = tensor.shape.dims?.[at];
    return at >= 0 && own !== undefined && size !== undefined && dimsEqual(own, size) ? [{ tensor, axis: at }] : [];
  });
};

const product =
  (transposeA: string, transposeB: string): Step =>
  (op, axis, output) => {
    const [a, b] = op.inputs;
    const fromEnd = axis - (output.shape.rank ?? 2);
    const rows = (x: Tensor, at: number) => ({ tensor: x, axis: (x.shape.rank ?? 2) + at });
    if (fromEnd === -2) return rows(a, op.attr(transposeA, 'bool') ? -1 : -2);
    if (fromEnd === -1) return rows(b, op.attr(transposeB, 'bool') ? -2 : -1);
    return aligned(op, axis, output);
  };

/** Channels are made by the filter; the number of images is the input's. */
const convolution: Step = (op, axis, output) => {
  const [input, filter] = op.inputs;
  if (axis === 0) return { tensor: input, axis: 0 };
  const channels = op.attributes.data_format?.value === 'NCHW' ? 1 : 3;
  return axis === channels && filter.shape.rank === 4 && output.shape.rank === 4
    ? { tensor: filter, axis: 3 }
    : undefined;
};

const batchAndChannels: Step = (op, axis, output) => {
  const channels = op.attributes.data_format?.value === 'NCHW' ? 1 : 3;
  return axis === 0 || axis === channels ? aligned(op, axis, output) : undefined;
};

const transposed: Step = (op, axis) => {
  const order = fullyKnown(op.inputs[1].partialValue);
  return order && { tensor: op.inputs[0], axis: order[axis] };
};

/** The axes of the input that are still there, in order. */
const reduced: Step = (op, axis) => {
  const [tensor, axes] = op.inputs;
  const rank = tensor.shape.rank;
  const gone = fullyKnown(axes?.partialValue)?.map((at) => (at < 0 ? at + (rank ?? 0) : at));
  if (rank === null || !gone) return undefined;
  if (op.attributes.keep_dims?.value === true) return gone.includes(axis) ? undefined : { tensor, axis };
  const kept = Array.from({ length: rank }, (_, at) => at).filter((at) => !gone.includes(at));
  return { tensor, axis: kept[axis] };
};

const squeezed: Step = (op, axis) => {
  const [tensor] = op.inputs;
  const { dims } = tensor.shape;
  if (!dims) return undefined;
  const named = op.attributes.squeeze_dims?.value;
  const gone = Array.isArray(named) ? named.map((at: number) => (at < 0 ? at + dims.length : at)) : [];
  const kept = dims.flatMap((dim, at) => ((gone.length > 0 ? gone.includes(at) : dim === 1) ? [] : [at]));
  return { tensor, axis: kept[axis] };
};

const expanded: Step = (op, axis, output) => {
  const at = fullyKnown(op.inputs[1].partialValue)?.[0];
  if (at === undefined) return undefined;
  const added = at < 0 ? at + (output.shape.rank ?? 0) : at;
  if (axis === added) return undefined;
  return { tensor: op.inputs[0], axis: axis < added ? axis : axis - 1 };
};

const concatenated: Step = (op, axis, output) => {
  const along = fullyKnown(op.inputs.at(-1)?.partialValue)?.[0];
  if (along === undefined) return undefined;
  return axis === (along < 0 ? along + (output.shape.rank ?? 0) : along) ? undefined : aligned(op, axis, output);
};

/** A variable has the shape of what its initializer assigns. */
const variable: Step = (_op, axis, output) => {
  const assign = output.consumers().find((consumer) => consumer.type === 'Assign' && consumer.inputs[0] === output);
  return assign && { tensor: assign.inputs[1], axis };
};

const steps: Readonly<Record<string, Step>> = {
  VariableV2: variable,
  Variable: variable,
  MatMul: product('transpose_a', 'transpose_b'),
  BatchMatMul: product('adj_x', 'adj_y'),
  BatchMatMulV2: product('adj_x', 'adj_y'),
  Conv2D: convolution,
  MaxPool: batchAndChannels,
  AvgPool: batchAndChannels,
  Transpose: transposed,
  Sum: reduced,
  Mean: reduced,
  Prod: reduced,
  Max: reduced,
  Min: reduced,
  All: reduced,
  Any: reduced,
  ArgMax: reduced,
  ArgMin: reduced,
  Squeeze: squeezed,
  ExpandDims: expanded,
  ConcatV2: concatenated,
  Placeholder: begins,
  Const: begins,
  Fill: begins,
  Reshape: begins,
  RandomStandardNormal: begins,
  TruncatedNormal: begins,
  RandomUniform: begins,
  RandomUniformInt: begins,
  Slice: begins,
  StridedSlice: begins,
  Pack: begins,
  Unpack: begins,
  Split: begins,
  SplitV: begins,
  Tile: begins,
  Pad: begins,
  PadV2: begins,
  OneHot: begins,
  Gather: begins,
  GatherV2: begins,
};

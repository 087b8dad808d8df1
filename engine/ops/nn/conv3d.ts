/** Three-dimensional convolution and its two gradients: for each plane of the filter a convolution of images. */

import { dimsMayBeEqual, type Tensor, TensorShape } from '../../graph/index.ts';
import { shapeOperand } from '../array/shape-operand.ts';
import { type Convolution, plus, type Value } from '../kernel-language/index.ts';
import {
  attr,
  attributesOf,
  defineOp,
  type InferenceContext,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import {
  checkVolumeAttributes,
  imagesAt,
  type Triple,
  type Volume,
  volumeCounts,
  volumeOf,
  volumeWith,
} from './volume.ts';

const attributes = {
  T: attr.type(typeSets.floats),
  strides: attr.ints(),
  padding: attr.string(),
  data_format: attr.string('NDHWC'),
  dilations: attr.ints([1, 1, 1, 1, 1]),
};

const check = (c: InferenceContext) => checkVolumeAttributes(c, ['strides', 'dilations']);

interface Planes extends Volume {
  /** The convolution of `count` planes of each volume. */
  readonly convolution: (count: number) => Convolution;
}

function geometryOf(
  c: LoweringContext,
  input: readonly number[],
  filter: readonly number[],
  output: readonly number[],
): Planes {
  const volume = volumeOf(c, input, output, filter.slice(0, 3) as unknown as Triple<number>, true);
  const { strides, dilations, padding } = volume;
  return {
    ...volume,
    convolution: (count) => ({
      inputShape: [input[0] * count, ...input.slice(2)],
      filterShape: filter.slice(1),
      outputShape: [output[0] * count, ...output.slice(2)],
      strides,
      dilations,
      padding,
    }),
  };
}

/** One plane [rows, columns, c, d] of the filter. */
function filterPlane(c: LoweringContext, filter: Value, plane: number): Value {
  const [, ...sizes] = filter.shape;
  return c.b.reshape(c.b.slice(filter, [plane, 0, 0, 0, 0], [1, ...sizes]), sizes);
}

/** What the planes of the filter that meet the volume give, added up. */
function sumOverPlanes(c: LoweringContext, { window, reach }: Volume, term: (plane: number) => Value): Value[] {
  const [{ dtype, shape }] = c.outputs;
  const planes = Array.from({ length: window[0] }, (_, plane) => plane).filter((plane) => reach(plane).count > 0);
  const terms = planes.map(term);
  if (terms.length === 0) return [c.b.fill(0, dtype, shape)];
  return [terms.reduce((sum, value) => c.b.map([sum, value], plus))];
}

defineOp('Conv3D', {
  inputs: ['input: T', 'filter: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    check(c);
    const [batch, ...sizes] = dimsOfRank(c, 0, 5);
    const [planes, rows, columns, filterDepth, channels] = dimsOfRank(c, 1, 5);
    if (!dimsMayBeEqual(sizes[3], filterDepth)) {
      c.fail(
        'dimension',
        `Dimensions must be equal, but are ${sizes[3]} and ${filterDepth} (depths of input and filter)`,
      );
    }
    const counts = volumeCounts(c, [sizes[0], sizes[1], sizes[2]], [planes, rows, columns], true);
    return [new TensorShape([batch, ...counts, channels])];
  },
  gradient: (node, [g]) => {
    const [input, filter] = node.inputs;
    return [inputGradient(node, input, filter, g!), filterGradient(node, input, filter, g!)];
  },
  lower: (c) => {
    const [input, filter] = c.inputs;
    const [{ shape }] = c.outputs;
    const geometry = geometryOf(c, input.shape, filter.shape, shape);
    return sumOverPlanes(c, geometry, (plane) => {
      const { first, count, at, stride } = geometry.reach(plane);
      const convolution = geometry.convolution(count);
      const output = c.b.value(input.dtype, convolution.outputShape);
      c.b.append({
        kind: 'conv2d',
        output: output.id,
        input: imagesAt(c.b, input, at, stride, count).id,
        filter: filterPlane(c, filter, plane).id,
        convolution,
        epilogue: null,
      });
      return volumeWith(c.b, output, shape, first, 1, 0);
    });
  },
});

defineOp('Conv3DBackpropInputV2', {
  inputs: ['input_sizes: Tshape', 'filter: T', 'out_backprop: T'],
  outputs: ['output: T'],
  attributes: { ...attributes, Tshape: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['input_sizes'],
  infer: (c) => {
    check(c);
    dimsOfRank(c, 1, 5);
    dimsOfRank(c, 2, 5);
    return [volumeShape(c, 0)];
  },
  gradient: (node, [g]) => {
    const [, filter, outBackprop] = node.inputs;
    return [null, filterGradient(node, g!, filter, outBackprop), op('Conv3D', [g!, filter], attributesOf(node))];
  },
  lower: (c) => {
    const [, filter, gradient] = c.inputs;
    const [{ shape }] = c.outputs;
    const geometry = geometryOf(c, shape, filter.shape, gradient.shape);
    return sumOverPlanes(c, geometry, (plane) => {
      const { first, count, at, stride } = geometry.reach(plane);
      const convolution = geometry.convolution(count);
      const output = c.b.value(gradient.dtype, convolution.inputShape);
      c.b.append({
        kind: 'conv2dBackpropInput',
        output: output.id,
        filter: filterPlane(c, filter, plane).id,
        gradient: imagesAt(c.b, gradient, first, 1, count).id,
        convolution,
      });
      return volumeWith(c.b, output, shape, at, stride, 0);
    });
  },
});

defineOp('Conv3DBackpropFilterV2', {
  inputs: ['input: T', 'filter_sizes: int32', 'out_backprop: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['filter_sizes'],
  infer: (c) => {
    check(c);
    dimsOfRank(c, 0, 5);
    dimsOfRank(c, 2, 5);
    return [volumeShape(c, 1)];
  },
  gradient: (node, [g]) => {
    const [input, , outBackprop] = node.inputs;
    return [inputGradient(node, input, g!, outBackprop), null, op('Conv3D', [input, g!], attributesOf(node))];
  },
  lower: (c) => {
    const [input, , gradient] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const geometry = geometryOf(c, input.shape, shape, gradient.shape);
    const pieces = Array.from({ length: shape[0] }, (_, plane) => plane).flatMap((plane) => {
      const { first, count, at, stride } = geometry.reach(plane);
      if (count === 0 || shape.includes(0)) return [];
      const output = c.b.value(dtype, shape.slice(1));
      c.b.append({
        kind: 'conv2dBackpropFilter',
        output: output.id,
        input: imagesAt(c.b, input, at, stride, count).id,
        gradient: imagesAt(c.b, gradient, first, 1, count).id,
        convolution: geometry.convolution(count),
      });
      return [c.b.piece(c.b.reshape(output, [1, ...output.shape]), [plane, 0, 0, 0, 0])];
    });
    return [c.b.assemble(dtype, shape, 0, pieces)];
  },
});

/** The shape that a value input stands for. */
function volumeShape(c: InferenceContext, index: number): TensorShape {
  const shape = shapeOperand(c, c.inputs[index]);
  if (!shape.dims) return new TensorShape([0, 1, 2, 3, 4].map((axis) => c.fresh(axis)));
  if (shape.dims.length !== 5) c.fail('value', `The sizes must be 5 numbers, but there are ${shape.dims.length}`);
  return shape;
}

type Node = Parameters<typeof attributesOf>[0];

/** `input` and `filter`, where they are what is asked for, only for their shapes. */
const inputGradient = (node: Node, input: Tensor, filter: Tensor, gradient: Tensor): Tensor =>
  op('Conv3DBackpropInputV2', [op('Shape', [input]), filter, gradient], attributesOf(node));
const filterGradient = (node: Node, input: Tensor, filter: Tensor, gradient: Tensor): Tensor =>
  op('Conv3DBackpropFilterV2', [input, op('Shape', [filter]), gradient], attributesOf(node));

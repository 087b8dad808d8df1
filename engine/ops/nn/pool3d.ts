/** Maxima and averages over windows of volumes, and their gradients: from those of the windows' planes. */

import { NdArray, TensorShape } from '../../graph/index.ts';
import { shapeOperand } from '../array/shape-operand.ts';
import { along, identityView, larger, load, over, plus, type Value, type Windows } from '../kernel-language/index.ts';
import {
  attr,
  attributesOf,
  defineOp,
  type InferenceContext,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { dimsOfRank, mergeShapes } from '../same-shape.ts';
import { atFirstMaximum } from './first-maximum.ts';
import { throughMaxima } from './through-maxima.ts';
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
  ksize: attr.ints(),
  strides: attr.ints(),
  padding: attr.string(),
  data_format: attr.string('NDHWC'),
};

const windowOf = (c: Pick<InferenceContext, 'attr'>) =>
  c.attr('ksize', 'ints').slice(1, 4) as unknown as Triple<number>;

function check(c: InferenceContext): void {
  checkVolumeAttributes(c, ['ksize', 'strides']);
}

function pooledShape(c: InferenceContext): TensorShape[] {
  check(c);
  const [batch, planes, rows, columns, depth] = dimsOfRank(c, 0, 5);
  return [new TensorShape([batch, ...volumeCounts(c, [planes, rows, columns], windowOf(c), false), depth])];
}

interface Planes extends Volume {
  readonly windows: Windows;
  /** The planes of a window that meet the volume somewhere. */
  readonly met: readonly number[];
}

function geometryOf(c: LoweringContext, volume: readonly number[], pooled: readonly number[]): Planes {
  const geometry = volumeOf(c, volume, pooled, windowOf(c), false);
  const { window, strides, padding } = geometry;
  const met = Array.from({ length: window[0] }, (_, plane) => plane).filter((plane) => geometry.reach(plane).count > 0);
  return { ...geometry, met, windows: { window: [window[1], window[2]], strides, padding } };
}

/** One plane of every window: the images that it lies on, and what they give. */
function poolPlane(
  c: LoweringContext,
  geometry: Planes,
  volume: Value,
  pooledShape: readonly number[],
  plane: number,
  reduction: 'max' | 'average',
) {
  const { at, stride, count } = geometry.reach(plane);
  const images = imagesAt(c.b, volume, at, stride, count);
  const pooled = c.b.value(volume.dtype, [images.shape[0], ...pooledShape.slice(2)]);
  c.b.append({ kind: 'pool', output: pooled.id, reduction, input: images.id, windows: geometry.windows });
  return { images, pooled };
}

const sum = (c: LoweringContext, values: readonly Value[]): Value =>
  values.reduce((total, value) => c.b.map([total, value], plus));

defineOp('MaxPool3D', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes,
  infer: pooledShape,
  gradient: (node, [g]) => [op('MaxPool3DGrad', [node.inputs[0], node.outputs[0], g!], attributesOf(node))],
  lower: (c) => {
    const [volume] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const geometry = geometryOf(c, volume.shape, shape);
    const values = geometry.met.map((plane) => {
      const { pooled } = poolPlane(c, geometry, volume, shape, plane, 'max');
      return volumeWith(c.b, pooled, shape, geometry.reach(plane).first, 1, Number.NEGATIVE_INFINITY);
    });
    if (values.length === 0) return [c.b.fill(0, dtype, shape)];
    return [values.reduce((most, value) => c.b.map([most, value], larger))];
  },
});

defineOp('MaxPool3DGrad', {
  inputs: ['orig_input: TInput', 'orig_output: TInput', 'grad: T'],
  outputs: ['output: T'],
  attributes: { ...attributes, TInput: attr.type(typeSets.floats, 'float32') },
  infer: (c) => {
    check(c);
    mergeShapes(c, c.inputs[1].shape, c.inputs[2].shape);
    return [new TensorShape(dimsOfRank(c, 0, 5))];
  },
  gradient: (node, [g]) => throughMaxima(node, 'MaxPool3DGradGrad', g!),
  lower: (c) => {
    const [volume, pooled, gradient] = c.inputs;
    const geometry = geometryOf(c, volume.shape, pooled.shape);
    const parts = geometry.met.map((plane) => {
      const { first, count, at, stride } = geometry.reach(plane);
      const images = imagesAt(c.b, volume, at, stride, count);
      const output = c.b.value(gradient.dtype, images.shape);
      // As in TensorFlow on the CPU, unlike in two dimensions: of equal elements each has the whole gradient.
      c.b.append({
        kind: 'maxPoolGrad',
        to: 'each',
        output: output.id,
        input: images.id,
        pooled: imagesAt(c.b, pooled, first, 1, count).id,
        gradient: imagesAt(c.b, gradient, first, 1, count).id,
        windows: geometry.windows,
      });
      return volumeWith(c.b, output, volume.shape, at, stride, 0);
    });
    return [parts.length > 0 ? sum(c, parts) : c.b.fill(0, gradient.dtype, volume.shape)];
  },
});

defineOp('MaxPool3DGradGrad', {
  inputs: ['orig_input: T', 'orig_output: T', 'grad: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    const [pooled] = pooledShape(c);
    mergeShapes(c, c.inputs[0].shape, c.inputs[2].shape);
    return [mergeShapes(c, pooled, c.inputs[1].shape)];
  },
  gradient: (node, [g]) => throughMaxima(node, 'MaxPool3DGrad', g!),
  lower: (c) => {
    const [input, pooled, picked] = c.inputs;
    const { window, strides, padding, front } = volumeOf(c, input.shape, pooled.shape, windowOf(c), false);
    const windows = {
      window,
      strides: [c.attr('strides', 'ints')[1], ...strides],
      before: [front, padding[0], padding[2]],
    };
    return [atFirstMaximum(c.b, { input, pooled, picked }, windows)];
  },
});

/** Each window's number over how many of its planes lie in the volume. */
function overPlanes(c: LoweringContext, value: Value, { counts, met, reach }: Planes): Value {
  const planes = NdArray.zeros(value.dtype as 'float32', [counts[0]]);
  for (const plane of met) {
    const { first, count } = reach(plane);
    for (let i = first; i < first + count; i++) planes.data[i]++;
  }
  const operands = [
    { value, view: identityView(5) },
    { value: c.b.constant(planes), view: [along(1)] },
  ];
  return c.b.elementwise(value.shape, operands, [over(load(0, value.dtype), load(1, value.dtype))])[0];
}

defineOp('AvgPool3D', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes,
  infer: pooledShape,
  gradient: (node, [g]) => [op('AvgPool3DGrad', [op('Shape', [node.inputs[0]]), g!], attributesOf(node))],
  lower: (c) => {
    const [volume] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const geometry = geometryOf(c, volume.shape, shape);
    const values = geometry.met.map((plane) => {
      const { pooled } = poolPlane(c, geometry, volume, shape, plane, 'average');
      return volumeWith(c.b, pooled, shape, geometry.reach(plane).first, 1, 0);
    });
    return [values.length > 0 ? overPlanes(c, sum(c, values), geometry) : c.b.fill(0, dtype, shape)];
  },
});

defineOp('AvgPool3DGrad', {
  inputs: ['orig_input_shape: int32', 'grad: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['orig_input_shape'],
  infer: (c) => {
    check(c);
    dimsOfRank(c, 1, 5);
    const shape = shapeOperand(c, c.inputs[0]);
    return [shape.dims ? shape : new TensorShape([0, 1, 2, 3, 4].map((axis) => c.fresh(axis)))];
  },
  gradient: (node, [g]) => [null, op('AvgPool3D', [g!], attributesOf(node))],
  lower: (c) => {
    const [, gradient] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const geometry = geometryOf(c, shape, gradient.shape);
    const shared = overPlanes(c, gradient, geometry);
    const parts = geometry.met.map((plane) => {
      const { first, count, at, stride } = geometry.reach(plane);
      const output = c.b.value(dtype, [shape[0] * count, ...shape.slice(2)]);
      c.b.append({
        kind: 'averagePoolGrad',
        output: output.id,
        gradient: imagesAt(c.b, shared, first, 1, count).id,
        windows: geometry.windows,
      });
      return volumeWith(c.b, output, shape, at, stride, 0);
    });
    return [parts.length > 0 ? sum(c, parts) : c.b.fill(0, dtype, shape)];
  },
});

/**
 * Operations that random graphs do not reach, since their inputs must fit together in ways of their own: the cases of
 * their gradient tests, with the gradients; and others by hand.
 */

import { Graph, isFloating, NdArray, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { gradientCases } from '../../gradients/cases/index.ts';
import type { Program } from './program.ts';

/** TensorFlow has these for float32 alone. */
const single = new Set(['CropAndResize', 'ResizeBicubic', 'ResizeBilinear', 'FusedBatchNormV3', 'MaxPool3D']);
/** Of which only so much is the same everywhere: vectors have no sign. */
const certain: Readonly<Record<string, (input: Tensor) => Tensor>> = {
  Svd: (x) => addOp('Svd', [x]).outputs[0],
  SelfAdjointEigV2: (x) => addOp('SelfAdjointEigV2', [tf.add(x, tf.matrixTranspose(x))]).outputs[0],
};

const types = [
  'BatchToSpaceND',
  'DepthToSpace',
  'Roll',
  'SpaceToBatchND',
  'SpaceToDepth',
  'AvgPool3D',
  'Cholesky',
  'Conv3D',
  'Conv3DBackpropFilterV2',
  'Conv3DBackpropInputV2',
  'CropAndResize',
  'Cross',
  'Diag',
  'DiagPart',
  'Dilation2D',
  'ExtractImagePatches',
  'FusedBatchNormV3',
  'LogMatrixDeterminant',
  'MatrixDeterminant',
  'MatrixInverse',
  'MatrixSolve',
  'MatrixSolveLs',
  'MatrixTriangularSolve',
  'MaxPool3D',
  'Qr',
  'ResizeBicubic',
  'ResizeBilinear',
  'ResizeNearestNeighbor',
  'ReverseSequence',
  'SelfAdjointEigV2',
  'Svd',
];

/** TensorFlow computes no gradient of these on a CPU, nor the shape of a dilated Conv3D. */
const isDilated = (name: string) => /with holes|rates .*[2-9]/.test(name);

export function casePrograms(): (() => Program)[] {
  const ofCases = types.flatMap((type) =>
    gradientCases[type].flatMap(({ name }, index) => (isDilated(name) ? [] : [() => caseProgram(type, index)])),
  );
  return [...ofCases, imageProgram, textProgram];
}

function caseProgram(type: string, index: number): Program {
  const graph = new Graph();
  const { name, inputs, build } = gradientCases[type][index];
  const dtype = single.has(type) ? 'float32' : 'float64';
  const make = dtype === 'float32' ? Float32Array : Float64Array;
  return graph.asDefault(() => {
    const feeds = inputs.map(
      ({ shape, values }, i) =>
        [tf.placeholder(dtype, shape, { name: `x${i}` }), new NdArray(dtype, shape, make.from(values))] as const,
    );
    const xs = feeds.map(([x]) => x as Tensor);
    const built = type in certain ? certain[type](xs[0]) : build(...xs);
    const outputs = [built].flat().filter((y): y is Tensor => y !== null && isFloating((y as Tensor).dtype));
    const weights = (y: Tensor) => tf.cast(tf.constant(ramp(y.shape.asList() as number[], -1, 2)), dtype);
    const loss = tf.addN(outputs.map((y) => tf.reduceSum(tf.multiply(y, weights(y)))));
    const gradients = tf.gradients(loss, xs).filter((gradient) => gradient !== null);
    const fetches = [...outputs, ...gradients].map((tensor) => (tensor as Tensor).name);
    return { name: `${type}, ${name}`, graph, feeds, phases: [{ fetches }] };
  });
}

const ramp = (shape: readonly number[], from: number, to: number): NdArray => {
  const size = shape.reduce((a, b) => a * b, 1);
  return new NdArray(
    'float32',
    shape,
    Float32Array.from({ length: size }, (_, i) => from + ((i * 7) % size) * ((to - from) / size)),
  );
};

function imageProgram(): Program {
  const graph = new Graph();
  return graph.asDefault(() => {
    const images = tf.placeholder('float32', [2, 5, 4, 3], { name: 'images' });
    const boxes = tf.placeholder('float32', [6, 4], { name: 'boxes' });
    const hsv = op('RGBToHSV', [images]);
    const outputs = [
      hsv,
      op('HSVToRGB', [hsv]),
      op('AdjustContrastv2', [images, tf.constant(1.7)]),
      op('AdjustHue', [images, tf.constant(0.3)]),
      op('AdjustSaturation', [images, tf.constant(0.4)]),
      op('ResizeArea', [images, tf.constant([3, 7], 'int32')]),
      op('NonMaxSuppressionV3', [
        boxes,
        tf.constant([0.9, 0.8, 0.7, 0.95, 0.6, 0.5]),
        tf.constant(4, 'int32'),
        tf.constant(0.5),
        tf.constant(0.1),
      ]),
    ];
    return {
      name: 'images',
      graph,
      feeds: [
        [images, ramp([2, 5, 4, 3], 0.02, 0.98)],
        [boxes, ramp([6, 4], 0, 1)],
      ],
      phases: [{ fetches: outputs.map(({ name }) => name) }],
    };
  });
}

function textProgram(): Program {
  const graph = new Graph();
  return graph.asDefault(() => {
    const joined = tf.stringJoin([tf.constant(['a', 'ü']), tf.constant('-'), tf.constant(['c', ''])], '/');
    return { name: 'texts', graph, feeds: [], phases: [{ fetches: [joined.name] }] };
  });
}

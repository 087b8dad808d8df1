// The workloads: each is defined here and nowhere else, with what it should give.

import type { OneHot, Uniform } from '../generator.ts';
import type {
  Batches,
  Chain,
  ConvolutionalTraining,
  DenseLayer,
  DenseTraining,
  Evaluation,
  LayerNorm,
  Product,
  Softmax,
  Sum,
  Tolerance,
  Transpose,
  Workload,
} from '../workload.ts';
import {
  expectedChain,
  expectedLayerNorm,
  expectedProduct,
  expectedSoftmax,
  expectedSum,
  expectedTranspose,
} from './reference.ts';
import { expectedConvolutionalLosses, expectedDenseLosses, expectedLogits } from './reference-training.ts';

let lastSeed = 0;
const uniform = (shape: readonly number[], low = -1, high = 1): Uniform => ({ seed: ++lastSeed, shape, low, high });
const oneHot = (rows: number): OneHot => ({ seed: ++lastSeed, rows, classes: 10 });
/** Of the standard deviation 0.1. */
const weights = (...shape: number[]) => uniform(shape, -0.17320508, 0.17320508);
const biases = (units: number) => uniform([units], 0.1, 0.1);
const dense = (inputs: number, units: number, activation: DenseLayer['activation']): DenseLayer => ({
  weights: weights(inputs, units),
  biases: biases(units),
  activation,
});
const batches = (size: number, count: number): Batches => ({
  size,
  images: uniform([size * count, 784], 0, 1),
  labels: oneHot(size * count),
});
const network = (first: DenseLayer['activation']) => [
  dense(784, 500, first),
  dense(500, 100, 'relu'),
  dense(100, 10, 'none'),
];

/** Of losses: what peers that place Adam's ε differently agree in, and ten times less than what one step changes. */
const losses: Tolerance = { relative: 5e-5, absolute: 0 };
const gigabytes = (elements: number) => (4 * elements) / 1e9;

const tutorial = denseTraining('softmax');
const convolutional: ConvolutionalTraining = {
  kind: 'convolutional-training',
  convolutions: [
    { filter: weights(3, 3, 1, 32), biases: biases(32) },
    { filter: uniform([3, 3, 32, 64], -0.1, 0.1), biases: biases(64) },
  ],
  dense: [
    { weights: uniform([14 * 14 * 64, 128], -0.02, 0.02), biases: biases(128), activation: 'relu' },
    dense(128, 10, 'none'),
  ],
  batches: batches(64, 2),
  learningRate: 0.0001,
  comparedSteps: 2,
};
const evaluation: Evaluation = {
  kind: 'evaluation',
  layers: network('softmax'),
  images: uniform([10_000, 784], 0, 1),
  labels: oneHot(10_000),
};

export const workloads: readonly Workload[] = [
  training('tutorial', 'Tutorial network, training step', 'softmax', tutorial),
  training('tutorial-relu', 'The same with relu, training step', 'relu', denseTraining('relu')),
  product(100, 784, 500),
  product(512, 512, 512),
  product(1024, 1024, 1024),
  chain('chain-1m', '1M floats', [1024, 1024]),
  chain('chain-16m', '16M floats', [4096, 4096]),
  {
    name: 'cnn',
    title: 'Small convolutional network, training step',
    what: 'Convolutions 3×3 with 32 and 64 channels on 28×28 images, 2×2 maximum pooling, 128 units with relu, 10 classes, Adam; a new batch of 64 fed with each step.',
    specification: convolutional,
    measured: 'runs',
    unit: 'steps/s',
    perRun: 1,
    tolerance: losses,
    expected: () => expectedConvolutionalLosses(convolutional),
  },
  {
    name: 'scalar',
    title: 'Scalar graph, calls',
    what: 'c = a·b, d = a + c: a and b are fed, d is fetched. What one call costs.',
    specification: { kind: 'scalar-graph', a: 3, b: 2.5 },
    measured: 'runs',
    unit: 'calls/s',
    perRun: 1,
    tolerance: { relative: 1e-6, absolute: 0 },
    expected: () => [10.5],
  },
  softmax(1024, 1000),
  layerNorm(4096, 768),
  sum(),
  transpose(2048),
  {
    name: 'evaluate',
    title: 'Evaluating 10,000 digits',
    what: 'The share of 10,000 images, fed at once, whose label the tutorial network tells.',
    specification: evaluation,
    measured: 'runs',
    unit: 'images/s',
    perRun: 10_000,
    tolerance: { relative: 1e-4, absolute: 1e-4 },
    expected: () => expectedLogits(evaluation),
  },
  {
    name: 'first-step',
    title: 'Start to first step',
    what: 'From the start of a process, which loads the library and builds the tutorial network, to the end of its first training step.',
    specification: tutorial,
    measured: 'start',
    unit: 's',
    perRun: 1,
    tolerance: losses,
    expected: () => expectedDenseLosses(tutorial),
  },
];

function denseTraining(first: DenseLayer['activation']): DenseTraining {
  return {
    kind: 'dense-training',
    layers: network(first),
    keep: 0.2,
    batches: batches(100, 4),
    learningRate: 0.001,
    comparedSteps: 3,
  };
}

function training(name: string, title: string, first: string, specification: DenseTraining): Workload {
  return {
    name,
    title,
    what: `784 inputs, 500 ${first} and 100 relu units with dropout (kept: ${specification.keep}), 10 classes, Adam; a new batch of 100 fed with each step.`,
    specification,
    measured: 'runs',
    unit: 'steps/s',
    perRun: 1,
    tolerance: losses,
    expected: () => expectedDenseLosses(specification),
  };
}

function product(rows: number, inner: number, columns: number): Workload {
  const specification: Product = { kind: 'product', a: uniform([rows, inner]), b: uniform([inner, columns]) };
  const sizes = `${rows}×${inner}×${columns}`;
  return {
    name: `matmul-${rows === inner ? rows : sizes.replaceAll('×', 'x')}`,
    title: `Matrix product ${sizes}`,
    what: `float32[${rows}, ${inner}] times float32[${inner}, ${columns}].`,
    specification,
    measured: 'runs',
    unit: 'GFLOP/s',
    perRun: (2 * rows * inner * columns) / 1e9,
    // Of the terms' magnitudes, whose mean is ¼.
    tolerance: { relative: 0, absolute: (1e-5 * inner) / 4 },
    expected: () => expectedProduct(specification),
  };
}

function chain(name: string, size: string, shape: readonly number[]): Workload {
  const specification: Chain = { kind: 'chain', a: uniform(shape), b: uniform(shape), c: uniform(shape) };
  return {
    name,
    title: `y = relu(a·b + c)·0.5 + tanh(a), ${size}`,
    what: `Elementwise, on tensors of ${size}.`,
    specification,
    measured: 'runs',
    unit: 'Melem/s',
    perRun: (shape[0] * shape[1]) / 1e6,
    tolerance: { relative: 1e-5, absolute: 1e-6 },
    expected: () => expectedChain(specification),
  };
}

function softmax(rows: number, columns: number): Workload {
  const specification: Softmax = { kind: 'softmax', x: uniform([rows, columns], -5, 5) };
  return {
    name: 'softmax',
    title: `Softmax ${rows}×${columns}`,
    what: 'Of each row; GB/s counts what is read and what is written once.',
    specification,
    measured: 'runs',
    unit: 'GB/s',
    perRun: gigabytes(2 * rows * columns),
    tolerance: { relative: 1e-5, absolute: 1e-8 },
    expected: () => expectedSoftmax(specification),
  };
}

function layerNorm(rows: number, columns: number): Workload {
  const specification: LayerNorm = {
    kind: 'layer-norm',
    x: uniform([rows, columns], -2, 3),
    gain: uniform([columns], 0.5, 1.5),
    bias: uniform([columns]),
    epsilon: 1e-5,
  };
  return {
    name: 'layer-norm',
    title: `Layer norm ${rows}×${columns}`,
    what: 'Of each row, with gain and bias; GB/s counts what is read and what is written once.',
    specification,
    measured: 'runs',
    unit: 'GB/s',
    perRun: gigabytes(2 * rows * columns),
    tolerance: { relative: 1e-5, absolute: 1e-5 },
    expected: () => expectedLayerNorm(specification),
  };
}

function sum(): Workload {
  const specification: Sum = { kind: 'sum', x: uniform([4096, 4096], 0, 1) };
  return {
    name: 'sum',
    title: 'Sum of 16M floats',
    what: 'To one number.',
    specification,
    measured: 'runs',
    unit: 'GB/s',
    perRun: gigabytes(4096 * 4096),
    tolerance: { relative: 1e-3, absolute: 0 },
    expected: () => expectedSum(specification),
  };
}

function transpose(size: number): Workload {
  const specification: Transpose = { kind: 'transpose', x: uniform([size, size]) };
  return {
    name: 'transpose',
    title: `Transpose ${size}×${size}`,
    what: 'Written out; GB/s counts what is read and what is written.',
    specification,
    measured: 'runs',
    unit: 'GB/s',
    perRun: gigabytes(2 * size * size),
    tolerance: { relative: 0, absolute: 0 },
    expected: () => expectedTranspose(specification),
  };
}

// Training steps in double precision, by plain loops: forward, backward, Adam as TensorFlow 1 has it (ε beside the
// uncorrected root). Matrices are flat and row by row.

import { classesOf, elementsOf, sampledIndices } from '../generator.ts';
import type { Batches, ConvolutionalTraining, DenseLayer, DenseTraining, Evaluation } from '../workload.ts';
import { Convolution, MaxPool } from './reference-images.ts';

export interface Parameter {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** A part of a network that remembers its last input. */
export interface Layer {
  readonly parameters: readonly Parameter[];
  forward(input: Float64Array, rows: number): Float64Array;
  /** Fills the parameters' gradients; gives the gradient by the input. */
  backward(gradient: Float64Array): Float64Array;
}

/** The losses before each of the compared steps, each of them the mean over its batch. */
export function expectedDenseLosses(training: DenseTraining): number[] {
  return losses(training, training.layers.flatMap(denseLayers), 'sum');
}

export function expectedConvolutionalLosses(training: ConvolutionalTraining): number[] {
  const size = Math.sqrt(training.batches.images.shape[1]);
  const layers = [
    ...training.convolutions.flatMap(({ filter, biases }) => [
      new Convolution(size, parameter(elementsOf(filter)), parameter(elementsOf(biases)), filter.shape),
      new Relu(),
    ]),
    new MaxPool(size, training.convolutions.at(-1)!.filter.shape[3]),
    ...training.dense.flatMap(denseLayers),
  ];
  return losses(training, layers, 'mean');
}

/** Logits, of the rows that the compared ones are in. */
export function expectedLogits({ layers, images }: Evaluation): number[] {
  const [rows, pixels] = images.shape;
  const all = elementsOf(images);
  const classes = layers.at(-1)!.weights.shape[1];
  const network = layers.flatMap(denseLayers);
  return sampledIndices(rows * classes).map((index) => {
    const row = Math.floor(index / classes);
    let values = Float64Array.from(all.subarray(row * pixels, (row + 1) * pixels));
    for (const layer of network) values = Float64Array.from(layer.forward(values, 1));
    return values[index % classes];
  });
}

interface Steps {
  readonly batches: Batches;
  readonly learningRate: number;
  readonly comparedSteps: number;
}

function losses({ batches, learningRate, comparedSteps }: Steps, layers: readonly Layer[], reduction: 'sum' | 'mean') {
  const images = elementsOf(batches.images);
  const labels = classesOf(batches.labels);
  const pixels = images.length / labels.length;
  const adam = new Adam(
    layers.flatMap((layer) => layer.parameters),
    learningRate,
  );
  return Array.from({ length: comparedSteps }, (_, step) => {
    const from = (step * batches.size) % labels.length;
    let values = Float64Array.from(images.subarray(from * pixels, (from + batches.size) * pixels));
    for (const layer of layers) values = Float64Array.from(layer.forward(values, batches.size));
    const { loss, gradient } = crossEntropy(values, labels.slice(from, from + batches.size));
    if (step + 1 < comparedSteps) {
      let back = reduction === 'sum' ? gradient : gradient.map((value) => value / batches.size);
      for (const layer of layers.toReversed()) back = Float64Array.from(layer.backward(back));
      adam.step();
    }
    return loss;
  });
}

/** The mean loss, and the gradient of the losses' sum. */
function crossEntropy(logits: Float64Array, labels: readonly number[]) {
  const classes = logits.length / labels.length;
  const gradient = softmaxRows(logits, labels.length);
  let loss = 0;
  for (const [row, label] of labels.entries()) {
    loss -= Math.log(gradient[row * classes + label]);
    gradient[row * classes + label] -= 1;
  }
  return { loss: loss / labels.length, gradient };
}

function softmaxRows(values: Float64Array, rows: number): Float64Array {
  const columns = values.length / rows;
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const part = values.subarray(row * columns, (row + 1) * columns);
    const largest = part.reduce((a, b) => Math.max(a, b));
    const powers = part.map((value) => Math.exp(value - largest));
    const sum = powers.reduce((a, b) => a + b);
    result.set(
      powers.map((value) => value / sum),
      row * columns,
    );
  }
  return result;
}

export function parameter(values: ArrayLike<number>): Parameter {
  return { values: Float64Array.from(values), gradient: new Float64Array(values.length) };
}

function denseLayers({ weights, biases, activation }: DenseLayer): Layer[] {
  const product = new Dense(weights.shape[0], parameter(elementsOf(weights)), parameter(elementsOf(biases)));
  if (activation === 'none') return [product];
  return [product, activation === 'relu' ? new Relu() : new SoftmaxLayer()];
}

class Dense implements Layer {
  readonly parameters: readonly Parameter[];
  readonly #inputs: number;
  #last = new Float64Array();

  constructor(inputs: number, weights: Parameter, biases: Parameter) {
    this.#inputs = inputs;
    this.parameters = [weights, biases];
  }

  forward(input: Float64Array, rows: number): Float64Array {
    this.#last = Float64Array.from(input);
    const [{ values: weights }, { values: biases }] = this.parameters;
    const units = biases.length;
    const output = new Float64Array(rows * units);
    for (let row = 0; row < rows; row++) {
      const out = output.subarray(row * units, (row + 1) * units);
      out.set(biases);
      for (let k = 0; k < this.#inputs; k++) {
        const factor = input[row * this.#inputs + k];
        for (let unit = 0; unit < units; unit++) out[unit] += factor * weights[k * units + unit];
      }
    }
    return output;
  }

  backward(gradient: Float64Array): Float64Array {
    const [weights, biases] = this.parameters;
    const units = biases.values.length;
    const rows = gradient.length / units;
    const back = new Float64Array(rows * this.#inputs);
    weights.gradient.fill(0);
    biases.gradient.fill(0);
    for (let row = 0; row < rows; row++) {
      const out = gradient.subarray(row * units, (row + 1) * units);
      for (let unit = 0; unit < units; unit++) biases.gradient[unit] += out[unit];
      for (let k = 0; k < this.#inputs; k++) {
        const factor = this.#last[row * this.#inputs + k];
        let sum = 0;
        for (let unit = 0; unit < units; unit++) {
          weights.gradient[k * units + unit] += factor * out[unit];
          sum += weights.values[k * units + unit] * out[unit];
        }
        back[row * this.#inputs + k] = sum;
      }
    }
    return back;
  }
}

class Relu implements Layer {
  readonly parameters = [];
  #last = new Float64Array();

  forward(input: Float64Array): Float64Array {
    this.#last = input.map((value) => Math.max(value, 0));
    return this.#last;
  }
  backward(gradient: Float64Array): Float64Array {
    return gradient.map((value, index) => (this.#last[index] > 0 ? value : 0));
  }
}

class SoftmaxLayer implements Layer {
  readonly parameters = [];
  #last = new Float64Array();
  #rows = 0;

  forward(input: Float64Array, rows: number): Float64Array {
    this.#rows = rows;
    this.#last = Float64Array.from(softmaxRows(input, rows));
    return this.#last;
  }
  backward(gradient: Float64Array): Float64Array {
    const columns = gradient.length / this.#rows;
    const back = new Float64Array(gradient.length);
    for (let start = 0; start < gradient.length; start += columns) {
      let product = 0;
      for (let i = start; i < start + columns; i++) product += gradient[i] * this.#last[i];
      for (let i = start; i < start + columns; i++) back[i] = this.#last[i] * (gradient[i] - product);
    }
    return back;
  }
}

class Adam {
  readonly #parameters: readonly (Parameter & { readonly m: Float64Array; readonly v: Float64Array })[];
  readonly #rate: number;
  #step = 0;

  constructor(parameters: readonly Parameter[], rate: number) {
    this.#rate = rate;
    this.#parameters = parameters.map((each) => ({
      ...each,
      m: new Float64Array(each.values.length),
      v: new Float64Array(each.values.length),
    }));
  }

  step(): void {
    this.#step++;
    const rate = (this.#rate * Math.sqrt(1 - 0.999 ** this.#step)) / (1 - 0.9 ** this.#step);
    for (const { values, gradient, m, v } of this.#parameters) {
      for (let i = 0; i < values.length; i++) {
        m[i] += 0.1 * (gradient[i] - m[i]);
        v[i] += 0.001 * (gradient[i] * gradient[i] - v[i]);
        values[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + 1e-8);
      }
    }
  }
}

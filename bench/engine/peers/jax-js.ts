// jax-js on WebAssembly: functions that it compiles. An array belongs to whom it is handed; `.ref` keeps it.

import { resolveObjectURL } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { Worker as NodeWorker } from 'node:worker_threads';
import type * as Jax from '@jax-js/jax';
import { elementsOf, oneHotOf, samplesOf, type Uniform } from '../generator.ts';
import { type Library, type Prepared, serve } from '../serve.ts';
import type {
  Chain,
  ConvolutionalTraining,
  DenseLayer,
  DenseTraining,
  Evaluation,
  Kind,
  LayerNorm,
  Product,
  ScalarGraph,
  Softmax,
  SpecificationOf,
  Sum,
  Training,
  Transpose,
} from '../workload.ts';

type Tensor = Jax.Array;
let jax: typeof Jax;

const implementations: { readonly [K in Kind]: (specification: SpecificationOf<K>) => Prepared } = {
  'dense-training': denseTraining,
  'convolutional-training': convolutionalTraining,
  evaluation,
  product: ({ a, b }: Product) => kernel([a, b], (left, right) => jax.numpy.matmul(left, right)),
  chain: ({ a, b, c }: Chain) =>
    kernel([a, b, c], (left, factor, term) =>
      jax.nn.relu(left.ref.mul(factor).add(term)).mul(0.5).add(jax.numpy.tanh(left)),
    ),
  'scalar-graph': scalarGraph,
  softmax: ({ x }: Softmax) => kernel([x], (input) => jax.nn.softmax(input)),
  'layer-norm': ({ x, gain, bias, epsilon }: LayerNorm) =>
    kernel([x, gain, bias], (input, scale, offset) => {
      const mean = jax.numpy.mean(input.ref, 1, { keepdims: true });
      const centred = input.sub(mean);
      const variance = jax.numpy.mean(jax.numpy.square(centred.ref), 1, { keepdims: true });
      return centred
        .div(jax.numpy.sqrt(variance.add(epsilon)))
        .mul(scale)
        .add(offset);
    }),
  sum: ({ x }: Sum) => kernel([x], (input) => jax.numpy.sum(input)),
  // A transpose alone is a view; what follows it writes it out.
  transpose: ({ x }: Transpose) => kernel([x], (input) => jax.numpy.transpose(input).add(0)),
};

function tensor({ shape, ...input }: Uniform): Tensor {
  return array(elementsOf({ shape, ...input }), shape);
}

function array(elements: Float32Array<ArrayBuffer>, shape: readonly number[]): Tensor {
  return jax.numpy.array(elements, { shape: [...shape] });
}

function kernel(inputs: readonly Uniform[], compute: (...inputs: Tensor[]) => Tensor): Prepared {
  const given = inputs.map(tensor);
  const compiled = jax.jit(compute);
  const call = () => compiled(...given.map((input) => input.ref));
  return {
    values: async () => samplesOf(await call().data()),
    async run(times) {
      for (let i = 0; i < times; i++) {
        const result = call();
        await jax.blockUntilReady(result);
        result.dispose();
      }
    },
  };
}

function scalarGraph({ a, b }: ScalarGraph): Prepared {
  const compiled = jax.jit((x: Tensor, y: Tensor) => x.ref.add(x.mul(y)));
  const call = () => compiled(jax.numpy.array(a), jax.numpy.array(b)).dataSync()[0];
  return {
    values: () => [call()],
    run(times) {
      for (let i = 0; i < times; i++) call();
    },
  };
}

function denseTraining(training: DenseTraining): Prepared {
  const activations = training.layers.map(({ activation }) => activation);
  const loss: Loss = (parameters, images, labels, keep, key) => {
    const keys = jax.random.split(key, activations.length - 1);
    const logits = dense(images, parameters, activations, (hidden, index) => {
      const mask = jax.random.bernoulli(keys.ref.slice(index), keep.ref, hidden.shape);
      return jax.numpy.where(mask, hidden.div(keep.ref), 0);
    });
    keys.dispose();
    keep.dispose();
    return jax.numpy.sum(crossEntropy(logits, labels));
  };
  const initial = training.layers.flatMap(({ weights, biases }) => [tensor(weights), tensor(biases)]);
  return train(training, [784], initial, loss, training.keep, training.batches.size);
}

/** NCHW and OIHW, as its convolution has them; the dense layers read the pixels in NHWC's order. */
function convolutionalTraining(training: ConvolutionalTraining): Prepared {
  const activations = training.dense.map(({ activation }) => activation);
  const [rows] = training.dense[0].weights.shape;
  const count = training.convolutions.length;
  const loss: Loss = (parameters, images, labels, keep, key) => {
    keep.dispose();
    key.dispose();
    let features = images;
    for (let i = 0; i < count; i++) {
      const convolved = jax.lax.conv(features, parameters[2 * i], [1, 1], 'SAME');
      features = jax.nn.relu(convolved.add(parameters[2 * i + 1].reshape([1, -1, 1, 1])));
    }
    const [batch, channels, size] = features.shape;
    const windows = features.reshape([batch, channels, size / 2, 2, size / 2, 2]);
    const pooled = jax.numpy.max(windows, [3, 5]).transpose([0, 2, 3, 1]).reshape([batch, rows]);
    return jax.numpy.mean(crossEntropy(dense(pooled, parameters.slice(2 * count), activations), labels));
  };
  const initial = [
    ...training.convolutions.flatMap(({ filter, biases }) => [
      jax.numpy.array(tensor(filter).transpose([3, 2, 0, 1]).dataSync(), { shape: oihw(filter.shape) }),
      tensor(biases),
    ]),
    ...training.dense.flatMap(({ weights, biases }) => [tensor(weights), tensor(biases)]),
  ];
  return train(training, [1, 28, 28], initial, loss, 1, 1);
}

function oihw([height, width, from, to]: readonly number[]): number[] {
  return [to, from, height, width];
}

type Loss = (parameters: Tensor[], images: Tensor, labels: Tensor, keep: Tensor, key: Tensor) => Tensor;

/** @param scale - of the loss to the mean over a batch. */
function train(
  { batches, learningRate, comparedSteps }: Training,
  imageShape: readonly number[],
  parameters: Tensor[],
  loss: Loss,
  keep: number,
  scale: number,
): Prepared {
  const valueAndGrad = jax.valueAndGrad(loss);
  const step = jax.jit((state: State, rate: Tensor, ...rest: Rest) => {
    const kept = state.parameters.map((each) => each.ref);
    const [value, gradients] = valueAndGrad(kept, ...rest);
    const next = state.parameters.map((_, i) => adam(state, gradients[i], rate.ref, i));
    rate.dispose();
    return { value, parameters: next.map(([p]) => p), m: next.map(([, m]) => m), v: next.map(([, , v]) => v) };
  });
  const zeros = () => parameters.map(({ shape }) => jax.numpy.zeros(shape));
  let state: State = { parameters, m: zeros(), v: zeros() };
  const inputs = cut(elementsOf(batches.images), batches.size * 784);
  const answers = cut(oneHotOf(batches.labels), batches.size * batches.labels.classes);
  let done = 0;
  const once = async (probability: number): Promise<Tensor> => {
    const index = done++ % inputs.length;
    const rate = (learningRate * Math.sqrt(1 - 0.999 ** done)) / (1 - 0.9 ** done);
    const { value, ...next } = step(
      state,
      jax.numpy.array(rate),
      array(inputs[index], [batches.size, ...imageShape]),
      array(answers[index], [batches.size, batches.labels.classes]),
      jax.numpy.array(probability),
      jax.random.key(done),
    );
    state = next;
    await jax.blockUntilReady([value, ...state.parameters, ...state.m, ...state.v]);
    return value;
  };
  return {
    async values() {
      const values: number[] = [];
      for (let i = 0; i < comparedSteps; i++) values.push((await (await once(1)).data())[0] / scale);
      return values;
    },
    async run(times) {
      for (let i = 0; i < times; i++) (await once(keep)).dispose();
    },
  };
}

type State = { parameters: Tensor[]; m: Tensor[]; v: Tensor[] };
type Rest = [images: Tensor, labels: Tensor, keep: Tensor, key: Tensor];

function adam({ parameters, m, v }: State, gradient: Tensor, rate: Tensor, i: number): [Tensor, Tensor, Tensor] {
  const mean = m[i].mul(0.9).add(gradient.ref.mul(0.1));
  const square = v[i].mul(0.999).add(jax.numpy.square(gradient).mul(0.001));
  const change = rate.mul(mean.ref).div(jax.numpy.sqrt(square.ref).add(1e-8));
  return [parameters[i].sub(change), mean, square];
}

function crossEntropy(logits: Tensor, labels: Tensor): Tensor {
  return jax.numpy.sum(jax.nn.logSoftmax(logits).mul(labels), 1).mul(-1);
}

function evaluation({ layers, images, labels }: Evaluation): Prepared {
  const activations = layers.map(({ activation }) => activation);
  const network = layers.flatMap(({ weights, biases }) => [tensor(weights), tensor(biases)]);
  const logits = jax.jit((parameters: Tensor[], input: Tensor) => dense(input, parameters, activations));
  const accuracy = jax.jit((parameters: Tensor[], input: Tensor, wanted: Tensor) => {
    const given = jax.numpy.argmax(dense(input, parameters, activations), 1);
    return jax.numpy.mean(jax.numpy.equal(given, jax.numpy.argmax(wanted, 1)).astype(jax.numpy.float32));
  });
  const pixels = elementsOf(images);
  const answers = oneHotOf(labels);
  const kept = () => network.map((each) => each.ref);
  return {
    values: async () => samplesOf(await logits(kept(), array(pixels, images.shape)).data()),
    async run(times) {
      for (let i = 0; i < times; i++) {
        await accuracy(kept(), array(pixels, images.shape), array(answers, [labels.rows, labels.classes])).data();
      }
    },
  };
}

function dense(
  input: Tensor,
  parameters: readonly Tensor[],
  activations: readonly DenseLayer['activation'][],
  afterHidden = (hidden: Tensor, _index: number): Tensor => hidden,
): Tensor {
  let values = input;
  for (const [index, activation] of activations.entries()) {
    values = jax.numpy.matmul(values, parameters[2 * index]).add(parameters[2 * index + 1]);
    if (activation === 'none') continue;
    values = afterHidden(activation === 'relu' ? jax.nn.relu(values) : jax.nn.softmax(values), index);
  }
  return values;
}

function cut(elements: Float32Array<ArrayBuffer>, size: number): Float32Array<ArrayBuffer>[] {
  return Array.from({ length: elements.length / size }, (_, i) => elements.slice(i * size, (i + 1) * size));
}

await serve(async (threads): Promise<Library> => {
  if (threads > 1) offerWorkers(threads);
  jax = await import('@jax-js/jax');
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const main = import.meta.resolve('@jax-js/jax');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', main), 'utf8'));
  return {
    name: `jax-js ${version}`,
    threads,
    prepare: (specification) =>
      (implementations[specification.kind] as (specification: unknown) => Prepared)(specification),
  };
});

/** It makes threads where there is a browser's `Worker`: one over Node's, as far as it uses it. */
function offerWorkers(threads: number): void {
  const start = `
    const { parentPort } = require('node:worker_threads');
    globalThis.self = globalThis;
    globalThis.postMessage = (data) => parentPort.postMessage(data);
    parentPort.once('message', (source) => {
      parentPort.on('message', (data) => globalThis.onmessage({ data }));
      (0, eval)(source);
    });`;
  class Worker {
    onmessage: ((event: { readonly data: unknown }) => void) | undefined;
    readonly #worker = new NodeWorker(start, { eval: true });
    #started = false;
    readonly #early: unknown[] = [];

    constructor(url: string) {
      this.#worker.on('message', (data) => this.onmessage?.({ data }));
      void resolveObjectURL(url)!
        .text()
        .then((source) => {
          for (const message of [source, ...this.#early]) this.#worker.postMessage(message);
          this.#started = true;
        });
    }

    postMessage(message: unknown): void {
      if (this.#started) this.#worker.postMessage(message);
      else this.#early.push(message);
    }
  }
  Object.defineProperty(globalThis, 'Worker', { value: Worker });
  Object.defineProperty(globalThis.navigator, 'hardwareConcurrency', { value: threads });
}

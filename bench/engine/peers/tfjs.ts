// TensorFlow.js, cpu and wasm: its operations run at once, one after the other.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs';
import type * as WasmBackend from '@tensorflow/tfjs-backend-wasm';
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

// What `import` gets of these packages is meant for bundlers.
const require = createRequire(import.meta.url);
const tf: typeof TensorFlow = require('@tensorflow/tfjs');
type Tensor = TensorFlow.Tensor;

const implementations: { readonly [K in Kind]: (specification: SpecificationOf<K>) => Prepared } = {
  'dense-training': denseTraining,
  'convolutional-training': convolutionalTraining,
  evaluation,
  product({ a, b }: Product) {
    const [left, right] = [tensor(a), tensor(b)];
    return kernel(() => tf.matMul(left, right));
  },
  chain(chain: Chain) {
    const [a, b, c] = [tensor(chain.a), tensor(chain.b), tensor(chain.c)];
    return kernel(() => tf.add(tf.mul(tf.relu(tf.add(tf.mul(a, b), c)), 0.5), tf.tanh(a)));
  },
  'scalar-graph': scalarGraph,
  softmax(softmax: Softmax) {
    const x = tensor(softmax.x);
    return kernel(() => tf.softmax(x));
  },
  'layer-norm': layerNorm,
  sum(sum: Sum) {
    const x = tensor(sum.x);
    return kernel(() => tf.sum(x));
  },
  transpose(transpose: Transpose) {
    const x = tensor(transpose.x);
    return kernel(() => tf.transpose(x));
  },
};

function tensor(input: Uniform): Tensor {
  return tf.tensor(elementsOf(input), input.shape);
}

function kernel(compute: () => Tensor): Prepared {
  return {
    values: () => samplesOf(tf.tidy(compute).dataSync()),
    run(times) {
      for (let i = 0; i < times; i++) tf.tidy(compute).dispose();
    },
  };
}

function layerNorm({ x, gain, bias, epsilon }: LayerNorm): Prepared {
  const [input, scale, offset] = [tensor(x), tensor(gain), tensor(bias)];
  return kernel(() => {
    const { mean, variance } = tf.moments(input, 1, true);
    return tf.add(tf.mul(tf.div(tf.sub(input, mean), tf.sqrt(tf.add(variance, epsilon))), scale), offset);
  });
}

function scalarGraph({ a, b }: ScalarGraph): Prepared {
  const call = () =>
    tf.tidy(() => {
      const x = tf.scalar(a);
      return tf.add(x, tf.mul(x, tf.scalar(b))).dataSync()[0];
    });
  return {
    values: () => [call()],
    run(times) {
      for (let i = 0; i < times; i++) call();
    },
  };
}

function denseTraining(training: DenseTraining): Prepared {
  const layers = training.layers.map(parameters);
  const network = (images: Tensor, keep: number) =>
    dense(images, layers, (hidden) => (keep === 1 ? hidden : tf.dropout(hidden, 1 - keep)));
  return train(training, [784], network, training.keep, tf.Reduction.SUM);
}

function convolutionalTraining(training: ConvolutionalTraining): Prepared {
  const convolutions = training.convolutions.map(({ filter, biases }) => [variable(filter), variable(biases)]);
  const layers = training.dense.map(parameters);
  const network = (images: Tensor) => {
    let features = images;
    for (const [filter, biases] of convolutions) {
      features = tf.relu(tf.add(tf.conv2d(features, filter, 1, 'same'), biases));
    }
    const pooled = tf.maxPool(features, 2, 2, 'same');
    return dense(tf.reshape(pooled, [training.batches.size, training.dense[0].weights.shape[0]]), layers);
  };
  return train(training, [28, 28, 1], network, 1, tf.Reduction.MEAN);
}

function train(
  { batches, learningRate, comparedSteps }: Training,
  imageShape: readonly number[],
  network: (images: Tensor, keep: number) => Tensor,
  keep: number,
  reduction: number,
): Prepared {
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  const inputs = cut(elementsOf(batches.images), batches.size * 784);
  const answers = cut(oneHotOf(batches.labels), batches.size * batches.labels.classes);
  let done = 0;
  const step = (probability: number): number | undefined =>
    tf.tidy(() => {
      const index = done++ % inputs.length;
      const images = tf.tensor(inputs[index], [batches.size, ...imageShape]);
      const labels = tf.tensor(answers[index], [batches.size, batches.labels.classes]);
      const loss = () =>
        tf.losses.softmaxCrossEntropy(labels, network(images, probability), undefined, undefined, reduction);
      const wanted = probability === 1;
      const cost = optimizer.minimize(loss, wanted);
      return cost?.dataSync()[0];
    });
  const scale = reduction === tf.Reduction.SUM ? batches.size : 1;
  return {
    values: () => Array.from({ length: comparedSteps }, () => step(1)! / scale),
    run(times) {
      for (let i = 0; i < times; i++) step(keep);
    },
  };
}

function evaluation({ layers, images, labels }: Evaluation): Prepared {
  const network = layers.map(parameters);
  const pixels = elementsOf(images);
  const answers = oneHotOf(labels);
  const logits = () => dense(tf.tensor(pixels, images.shape), network);
  const accuracy = () => {
    const wanted = tf.argMax(tf.tensor(answers, [labels.rows, labels.classes]), 1);
    return tf.mean(tf.cast(tf.equal(tf.argMax(logits(), 1), wanted), 'float32')).dataSync();
  };
  return {
    values: () => samplesOf(tf.tidy(logits).dataSync()),
    run(times) {
      for (let i = 0; i < times; i++) tf.tidy(accuracy);
    },
  };
}

interface Parameters {
  readonly weights: Tensor;
  readonly biases: Tensor;
  readonly activation: DenseLayer['activation'];
}

function parameters({ weights, biases, activation }: DenseLayer): Parameters {
  return { weights: variable(weights), biases: variable(biases), activation };
}

function variable(input: Uniform): Tensor {
  return tf.variable(tensor(input));
}

function dense(input: Tensor, layers: readonly Parameters[], afterHidden = (hidden: Tensor) => hidden): Tensor {
  let values = input;
  for (const { weights, biases, activation } of layers) {
    values = tf.add(tf.matMul(values, weights), biases);
    if (activation === 'none') continue;
    values = afterHidden(activation === 'relu' ? tf.relu(values) : tf.softmax(values));
  }
  return values;
}

function cut(elements: Float32Array<ArrayBuffer>, size: number): Float32Array[] {
  return Array.from({ length: elements.length / size }, (_, i) => elements.slice(i * size, (i + 1) * size));
}

await serve(async (threads, variant): Promise<Library> => {
  const used = variant === 'wasm' ? await startWasm(threads) : await startCpu();
  return {
    name: `TensorFlow.js ${tf.version_core}`,
    threads: used,
    prepare: (specification) =>
      (implementations[specification.kind] as (specification: unknown) => Prepared)(specification),
  };
});

async function startCpu(): Promise<number> {
  await tf.setBackend('cpu');
  await tf.ready();
  return 1;
}

async function startWasm(threads: number): Promise<number> {
  const wasm: typeof WasmBackend = require('@tensorflow/tfjs-backend-wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  if (threads > 1) helpWorkersStart();
  wasm.setThreadsCount(threads);
  await tf.setBackend('wasm');
  await tf.ready();
  return threads > 1 ? wasm.getThreadsCount() : 1;
}

/**
 * Its threads are made for browsers: they load their code from blobs, which Node's workers cannot. So where it asks for a
 * blob's address it gets that of a file. And it takes at most half of the processors that it sees.
 */
function helpWorkersStart(): void {
  const out = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '..', 'wasm-out');
  const code = join(out, 'tfjs-backend-wasm-threaded-simd.js');
  const worker = `${code.slice(0, -'.js'.length)}.worker.js`;
  const start = join(import.meta.dirname, 'tfjs-worker.cjs');
  writeFileSync(
    start,
    `URL.createObjectURL = () => ${JSON.stringify(code)};
     const { wasmWorkerContents } = require(${JSON.stringify(worker)});
     const program = wasmWorkerContents.replaceAll('\\n', '\\\\n');
     new Function('require', '__filename', program)(require, __filename);\n`,
  );
  URL.createObjectURL = () => start;
  const processors = os.cpus();
  os.cpus = () => [...processors, ...processors];
}

// This engine, through what it offers to everyone. Results of kernels go to a variable, so that they are written out and
// not copied once more.

import * as tf from '../../../engine/index.ts';
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

const implementations: { readonly [K in Kind]: (specification: SpecificationOf<K>) => Promise<Prepared> } = {
  'dense-training': denseTraining,
  'convolutional-training': convolutionalTraining,
  evaluation,
  product: ({ a, b }: Product) => kernel(tf.matmul(resident(a), resident(b))),
  chain: ({ a, b, c }: Chain) => {
    const left = resident(a);
    return kernel(
      tf.nn
        .relu(left.mul(resident(b)).add(resident(c)))
        .mul(0.5)
        .add(tf.tanh(left)),
    );
  },
  'scalar-graph': scalarGraph,
  softmax: ({ x }: Softmax) => kernel(tf.nn.softmax(resident(x))),
  'layer-norm': layerNorm,
  sum: ({ x }: Sum) => kernel(tf.reduceSum(resident(x))),
  transpose: ({ x }: Transpose) => kernel(tf.transpose(resident(x))),
};

/** What variables are filled with before the first run: too much to be constants of the graph. */
const contents = new Map<tf.Variable, Uniform>();

function resident(tensor: Uniform) {
  const variable = new tf.Variable(tf.zeros([...tensor.shape]));
  contents.set(variable, tensor);
  return variable;
}

let config: tf.SessionConfig = {};

async function startSession(): Promise<tf.Session> {
  const session = new tf.Session({ config });
  await session.run(tf.globalVariablesInitializer());
  for (const [variable, tensor] of contents) {
    await session.writeVariable(variable.op.name, new tf.NdArray('float32', [...tensor.shape], elementsOf(tensor)));
  }
  return session;
}

async function kernel(y: tf.Tensor): Promise<Prepared> {
  const result = new tf.Variable(tf.zeros(y.shape), { trainable: false });
  const write = tf.assign(result, y).op;
  const session = await startSession();
  return {
    async values() {
      await session.run(write);
      return samplesOf((await session.readVariable(result.op.name)).data as Float32Array);
    },
    run: (times) => repeat(times, () => session.run(write)),
  };
}

function layerNorm({ x, gain, bias, epsilon }: LayerNorm): Promise<Prepared> {
  const input = resident(x);
  const [mean, variance] = tf.nn.moments(input, [1], { keepDims: true });
  return kernel(tf.nn.batchNormalization(input, mean, variance, resident(bias), resident(gain), epsilon));
}

async function scalarGraph({ a, b }: ScalarGraph): Promise<Prepared> {
  const [x, y] = [tf.placeholder('float32', []), tf.placeholder('float32', [])];
  const d = x.add(x.mul(y));
  const session = new tf.Session({ config });
  const call = () =>
    session.run(d, [
      [x, a],
      [y, b],
    ]);
  return { values: async () => [await call()], run: (times) => repeat(times, call) };
}

async function denseTraining(training: DenseTraining): Promise<Prepared> {
  const keep = tf.placeholder('float32', []);
  const images = tf.placeholder('float32', [null, 784]);
  const logits = dense(images, training.layers, (hidden) => tf.nn.dropout(hidden, keep));
  const each = (probability: number) => [[keep, probability]] as const;
  return train(training, images, logits, (losses) => losses, each(1), each(training.keep));
}

async function convolutionalTraining(training: ConvolutionalTraining): Promise<Prepared> {
  const images = tf.placeholder('float32', [null, 784]);
  let features: tf.Tensor = tf.reshape(images, [-1, 28, 28, 1]);
  for (const { filter, biases } of training.convolutions) {
    features = tf.nn.conv2d(features, resident(filter), [1, 1, 1, 1], 'SAME');
    features = tf.nn.relu(tf.nn.biasAdd(features, resident(biases)));
  }
  features = tf.nn.maxPool(features, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME');
  const logits = dense(tf.reshape(features, [-1, training.dense[0].weights.shape[0]]), training.dense);
  return train(training, images, logits, (losses) => tf.reduceMean(losses));
}

type FeedPairs = readonly (readonly [tf.Tensor, number])[];

/** @param reduce - makes of the losses of a batch what is minimised. */
async function train(
  { batches, learningRate, comparedSteps }: Training,
  images: tf.Tensor,
  logits: tf.Tensor,
  reduce: (losses: tf.Tensor) => tf.Tensor,
  comparedFeeds: FeedPairs = [],
  feeds: FeedPairs = [],
): Promise<Prepared> {
  const labels = tf.placeholder('float32', [null, batches.labels.classes]);
  const losses = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits });
  const meanLoss = tf.reduceMean(losses);
  const step = new tf.train.AdamOptimizer(learningRate).minimize(reduce(losses));
  const session = await startSession();
  const inputs = cut(elementsOf(batches.images), batches.size, 784);
  const answers = cut(oneHotOf(batches.labels), batches.size, batches.labels.classes);
  let done = 0;
  const batch = (more: FeedPairs): tf.Feeds => {
    const index = done++ % inputs.length;
    return [[images, inputs[index]], [labels, answers[index]], ...more];
  };
  return {
    async values() {
      const values: number[] = [];
      for (let i = 0; i < comparedSteps; i++) {
        const [, loss] = await session.run([step, meanLoss], batch(comparedFeeds));
        values.push(loss as number);
      }
      return values;
    },
    run: (times) => repeat(times, () => session.run(step, batch(feeds))),
  };
}

async function evaluation({ layers, images, labels }: Evaluation): Promise<Prepared> {
  const input = tf.placeholder('float32', [null, 784]);
  const answers = tf.placeholder('float32', [null, labels.classes]);
  const logits = dense(input, layers);
  const hits = tf.equal(tf.argmax(logits, 1), tf.argmax(answers, 1));
  const accuracy = tf.reduceMean(tf.cast(hits, 'float32'));
  const session = await startSession();
  const [all] = cut(elementsOf(images), labels.rows, 784);
  const [allAnswers] = cut(oneHotOf(labels), labels.rows, labels.classes);
  const feeds: tf.Feeds = [
    [input, all],
    [answers, allAnswers],
  ];
  return {
    values: async () => samplesOf(((await session.run(logits, feeds)) as tf.NdArray).data as Float32Array),
    run: (times) => repeat(times, () => session.run(accuracy, feeds)),
  };
}

function dense(
  input: tf.Tensor,
  layers: readonly DenseLayer[],
  afterHidden = (hidden: tf.Tensor): tf.Tensor => hidden,
): tf.Tensor {
  let values = input;
  for (const { weights, biases, activation } of layers) {
    values = tf.matmul(values, resident(weights)).add(resident(biases));
    if (activation === 'none') continue;
    values = afterHidden(activation === 'relu' ? tf.nn.relu(values) : tf.nn.softmax(values));
  }
  return values;
}

function cut(elements: Float32Array<ArrayBuffer>, rows: number, columns: number): tf.NdArray[] {
  const size = rows * columns;
  return Array.from(
    { length: elements.length / size },
    (_, index) => new tf.NdArray('float32', [rows, columns], elements.slice(index * size, (index + 1) * size)),
  );
}

async function repeat(times: number, body: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await body();
}

await serve(async (threads): Promise<Library> => {
  config = { intraOpParallelismThreads: threads };
  return {
    name: 'Tensorloom',
    threads,
    prepare: (specification) =>
      (implementations[specification.kind] as (specification: unknown) => Promise<Prepared>)(specification),
  };
});

// ONNX Runtime, for the web (WebAssembly) and for Node (native): models of one forward pass each.

import { createRequire } from 'node:module';
import type * as Onnx from 'onnxruntime-common';
import { elementsOf, oneHotOf, samplesOf, type Uniform } from '../generator.ts';
import { type Library, type Prepared, serve } from '../serve.ts';
import type {
  Chain,
  Evaluation,
  Kind,
  LayerNorm,
  Product,
  ScalarGraph,
  Softmax,
  SpecificationOf,
  Sum,
  Transpose,
} from '../workload.ts';
import { type Constant, encodeModel, type Model, type Node } from './onnx-model.ts';

let onnx: typeof Onnx;
let options: Onnx.SessionOptions = {};
let isNative = false;

type Forward = Exclude<Kind, 'dense-training' | 'convolutional-training'>;

const implementations: { readonly [K in Forward]: (specification: SpecificationOf<K>) => Promise<Prepared> } = {
  evaluation,
  product: ({ a, b }: Product) => kernel({ a, b }, [node('MatMul', ['a', 'b'], 'y')], [a.shape[0], b.shape[1]]),
  chain: ({ a, b, c }: Chain) =>
    kernel(
      { a, b, c },
      [
        node('Mul', ['a', 'b'], 'ab'),
        node('Add', ['ab', 'c'], 'sum'),
        node('Relu', ['sum'], 'relu'),
        node('Mul', ['relu', 'half'], 'scaled'),
        node('Tanh', ['a'], 'tanh'),
        node('Add', ['scaled', 'tanh'], 'y'),
      ],
      a.shape,
      [{ name: 'half', shape: [], elements: Float32Array.of(0.5) }],
    ),
  'scalar-graph': scalarGraph,
  softmax: ({ x }: Softmax) => kernel({ x }, [node('Softmax', ['x'], 'y')], x.shape),
  'layer-norm': ({ x, gain, bias, epsilon }: LayerNorm) =>
    kernel(
      { x, gain, bias },
      [node('LayerNormalization', ['x', 'gain', 'bias'], 'y', { epsilon: { float: epsilon } })],
      x.shape,
    ),
  sum: ({ x }: Sum) => kernel({ x }, [node('ReduceSum', ['x'], 'y', { keepdims: { int: 0 } })], []),
  transpose: ({ x }: Transpose) => kernel({ x }, [node('Transpose', ['x'], 'y')], x.shape.toReversed()),
};

function node(type: string, inputs: readonly string[], output: string, attributes: Node['attributes'] = {}): Node {
  return { type, inputs, output, attributes };
}

async function kernel(
  inputs: Readonly<Record<string, Uniform>>,
  nodes: readonly Node[],
  shape: readonly number[],
  constants: readonly Constant[] = [],
): Promise<Prepared> {
  const given = Object.entries(inputs);
  const session = await open({
    inputs: given.map(([name, input]) => ({ name, shape: input.shape })),
    constants,
    nodes,
    outputs: [{ name: 'y', shape }],
  });
  const feeds = Object.fromEntries(given.map(([name, input]) => [name, tensor(elementsOf(input), input.shape)]));
  const size = shape.reduce((product, each) => product * each, 1);
  // Natively it writes to memory that it is given, on the web only to its own.
  const fetches = isNative ? { y: tensor(new Float32Array(size), shape) } : ['y'];
  return {
    values: async () => samplesOf((await session.run(feeds, fetches)).y.data as Float32Array),
    run: (times) => repeat(times, () => session.run(feeds, fetches)),
  };
}

async function scalarGraph({ a, b }: ScalarGraph): Promise<Prepared> {
  const session = await open({
    inputs: [
      { name: 'a', shape: [] },
      { name: 'b', shape: [] },
    ],
    nodes: [node('Mul', ['a', 'b'], 'c'), node('Add', ['a', 'c'], 'd')],
    outputs: [{ name: 'd', shape: [] }],
  });
  const call = async () => {
    const feeds = { a: tensor(Float32Array.of(a), []), b: tensor(Float32Array.of(b), []) };
    return (await session.run(feeds)).d.data[0] as number;
  };
  return { values: async () => [await call()], run: (times) => repeat(times, call) };
}

async function evaluation({ layers, images, labels }: Evaluation): Promise<Prepared> {
  const nodes: Node[] = [];
  const constants: Constant[] = [];
  let values = 'images';
  for (const [index, { weights, biases, activation }] of layers.entries()) {
    for (const [name, input] of [
      [`weights${index}`, weights],
      [`biases${index}`, biases],
    ] as const) {
      constants.push({ name, shape: input.shape, elements: elementsOf(input) });
    }
    nodes.push(node('MatMul', [values, `weights${index}`], `product${index}`));
    const logits = activation === 'none' ? 'logits' : `sum${index}`;
    nodes.push(node('Add', [`product${index}`, `biases${index}`], logits));
    if (activation === 'none') continue;
    values = `layer${index}`;
    nodes.push(node(activation === 'relu' ? 'Relu' : 'Softmax', [logits], values));
  }
  const largest = { axis: { int: 1 }, keepdims: { int: 0 } };
  nodes.push(
    node('ArgMax', ['logits'], 'given', largest),
    node('ArgMax', ['labels'], 'wanted', largest),
    node('Equal', ['given', 'wanted'], 'hits'),
    node('Cast', ['hits'], 'ones', { to: { int: 1 } }),
    node('ReduceMean', ['ones'], 'accuracy', { keepdims: { int: 0 } }),
  );
  const session = await open({
    inputs: [
      { name: 'images', shape: images.shape },
      { name: 'labels', shape: [labels.rows, labels.classes] },
    ],
    constants,
    nodes,
    outputs: [
      { name: 'logits', shape: [labels.rows, labels.classes] },
      { name: 'accuracy', shape: [] },
    ],
  });
  const feeds = {
    images: tensor(elementsOf(images), images.shape),
    labels: tensor(oneHotOf(labels), [labels.rows, labels.classes]),
  };
  return {
    values: async () => samplesOf((await session.run(feeds, ['logits'])).logits.data as Float32Array),
    run: (times) => repeat(times, () => session.run(feeds, ['accuracy'])),
  };
}

function open(model: Model): Promise<Onnx.InferenceSession> {
  return onnx.InferenceSession.create(encodeModel(model), options);
}

function tensor(elements: Float32Array<ArrayBuffer>, shape: readonly number[]): Onnx.Tensor {
  return new onnx.Tensor('float32', elements, shape);
}

async function repeat(times: number, body: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await body();
}

await serve(async (threads, variant): Promise<Library> => {
  isNative = variant === 'node';
  onnx = isNative ? createRequire(import.meta.url)('onnxruntime-node') : await import('onnxruntime-web');
  if (isNative) options = { intraOpNumThreads: threads, interOpNumThreads: 1 };
  else onnx.env.wasm.numThreads = threads;
  return {
    name: `onnxruntime-${variant} ${onnx.env.versions[variant]}`,
    threads,
    prepare: (specification) => {
      const implementation = implementations[specification.kind as Forward];
      return (implementation as (specification: unknown) => Promise<Prepared>)(specification);
    },
  };
});

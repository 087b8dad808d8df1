/** Graphs that the engine builds, as the graph page gets them. */

import * as tf from '../../../engine/index.ts';
import type { Dimension, GraphData } from '../../../webview/protocol.ts';

export function engineGraph(build: () => void): GraphData {
  const graph = new tf.Graph();
  graph.asDefault(build);
  const nodes = graph.getOperations().map((operation) => ({
    name: operation.name,
    op: operation.type,
    inputs: operation.inputs.map(({ op, valueIndex }) => (valueIndex === 0 ? op.name : `${op.name}:${valueIndex}`)),
    controlInputs: operation.controlInputs.map(({ name }) => name),
    device: operation.device,
    outputs: operation.outputs.map(({ dtype, shape }) => ({
      dtype,
      shape: shape.dims?.map((dim): Dimension => (typeof dim === 'number' ? dim : dim.key)) ?? null,
    })),
    attributes: Object.entries(operation.attributes).map(([name, { value }]) => [name, String(value)] as const),
  }));
  return { nodes, traces: [] };
}

/** The tutorial's network: three fully connected layers, Adam, accuracy, summaries, a saver. */
export function tutorialGraph(): GraphData {
  return engineGraph(() => {
    const { x, labels, keepProb } = tf.nameScope('input', () => ({
      x: tf.placeholder('float32', [null, 784], { name: 'input' }),
      labels: tf.placeholder('float32', [null, 10], { name: 'label' }),
      keepProb: tf.placeholder('float32', [], { name: 'keep_prob' }),
    }));
    const layer = (name: string, input: tf.Tensor, from: number, to: number) =>
      tf.nameScope(name, () => {
        const w = new tf.Variable(tf.truncatedNormal([from, to], { stddev: 0.1 }), { name: 'weights' });
        const b = new tf.Variable(tf.constant(0.1, { shape: [to] }), { name: 'biases' });
        const a = tf.nameScope('relu_activation', () => tf.nn.relu(tf.matmul(input, w).add(b)));
        return tf.nameScope('dropout', () => tf.nn.dropout(a, keepProb));
      });
    const logits = tf.nameScope('model', () => {
      const second = layer('fc2', layer('fc1', x, 784, 500), 500, 100);
      return tf.nameScope('fc3', () => {
        const w = new tf.Variable(tf.truncatedNormal([100, 10], { stddev: 0.1 }), { name: 'weights' });
        const b = new tf.Variable(tf.constant(0.1, { shape: [10] }), { name: 'biases' });
        return tf.nameScope('logits', () => tf.matmul(second, w).add(b));
      });
    });
    const loss = tf.nameScope('train', () => {
      const crossEntropy = tf.nameScope('loss', () => tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
      new tf.train.AdamOptimizer(0.001).minimize(crossEntropy);
      return crossEntropy;
    });
    const accuracy = tf.nameScope('evaluation', () =>
      tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1)), 'float32')),
    );
    tf.summary.scalar('Accuracy', accuracy);
    tf.summary.scalar('Loss', tf.reduceMean(loss));
    tf.summary.mergeAll();
    new tf.train.Saver();
    tf.globalVariablesInitializer();
  });
}

/** A softmax regression in plain code, to measure how far a linear model gets. */

import type { LabelledImages } from '../../engine/data/index.ts';

const CLASSES = 10;
const PIXELS = 784;
const EPOCHS = 12;
const BATCH = 100;

/** Test accuracy after training with Adam and a falling rate, at its best epoch: what a lucky stop would give. */
export function linearAccuracy(train: LabelledImages, test: LabelledImages): number {
  const weights = new Float64Array((PIXELS + 1) * CLASSES);
  const gradient = new Float64Array(weights.length);
  const momentum = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  const steps = Math.floor(train.numExamples / BATCH);
  let best = 0;
  let t = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = 0.004 * (1 - epoch / EPOCHS);
    for (let step = 0; step < steps; step++) {
      const [xs, ys] = train.nextBatch(BATCH);
      gradient.fill(0);
      for (let row = 0; row < BATCH; row++) accumulate(weights, gradient, xs.data, row * PIXELS, ys.data[row]);
      t++;
      const scale = (rate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
      for (let i = 0; i < weights.length; i++) {
        const slope = gradient[i] / BATCH;
        momentum[i] += 0.1 * (slope - momentum[i]);
        square[i] += 0.001 * (slope * slope - square[i]);
        weights[i] -= (scale * momentum[i]) / (Math.sqrt(square[i]) + 1e-8);
      }
    }
    best = Math.max(best, accuracyOf(weights, test));
  }
  return best;
}

function accuracyOf(weights: Float64Array, { images, labels, numExamples }: LabelledImages): number {
  let right = 0;
  for (let row = 0; row < numExamples; row++) {
    const logits = logitsOf(weights, images.data, row * PIXELS);
    if (logits.indexOf(Math.max(...logits)) === labels.data[row]) right++;
  }
  return right / numExamples;
}

function logitsOf(weights: Float64Array, pixels: Float32Array, from: number): Float64Array {
  const logits = weights.slice(PIXELS * CLASSES);
  for (let i = 0; i < PIXELS; i++) {
    const value = pixels[from + i];
    if (value === 0) continue;
    for (let k = 0; k < CLASSES; k++) logits[k] += value * weights[i * CLASSES + k];
  }
  return logits;
}

function accumulate(
  weights: Float64Array,
  gradient: Float64Array,
  pixels: Float32Array,
  from: number,
  label: number,
): void {
  const error = logitsOf(weights, pixels, from);
  const greatest = Math.max(...error);
  let sum = 0;
  for (let k = 0; k < CLASSES; k++) {
    error[k] = Math.exp(error[k] - greatest);
    sum += error[k];
  }
  for (let k = 0; k < CLASSES; k++) error[k] /= sum;
  error[label] -= 1;
  for (let i = 0; i < PIXELS; i++) {
    const value = pixels[from + i];
    if (value === 0) continue;
    for (let k = 0; k < CLASSES; k++) gradient[i * CLASSES + k] += value * error[k];
  }
  for (let k = 0; k < CLASSES; k++) gradient[PIXELS * CLASSES + k] += error[k];
}

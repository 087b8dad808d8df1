/** Training that stops, saves, and goes on in another graph and session is the training that never stopped. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

function build() {
  const x = tf.placeholder('float32', [null, 3], { name: 'x' });
  const w = new tf.Variable(tf.randomNormal([3, 1], { seed: 1 }), { name: 'w' });
  const globalStep = tf.train.createGlobalStep();
  const rate = tf.train.exponentialDecay(0.1, globalStep, 5, 0.9, true);
  const loss = tf.reduceMean(tf.square(tf.matmul(x, w).sub(1)));
  const gradients = new tf.train.AdamOptimizer(rate);
  const [pairs, variables] = [gradients.computeGradients(loss), tf.trainableVariables()];
  const [clipped] = tf.clipByGlobalNorm(
    pairs.map(([gradient]) => gradient),
    0.5,
  );
  const step = gradients.applyGradients(
    variables.map((variable, i) => [clipped[i], variable] as const),
    globalStep,
  );
  const ema = new tf.train.ExponentialMovingAverage(0.99, globalStep);
  const train = tf.controlDependencies([step], () => ema.apply(variables));
  const saver = new tf.train.Saver();
  return {
    x,
    w,
    globalStep,
    rate,
    loss,
    train,
    average: ema.average(w)!,
    saver,
    init: tf.globalVariablesInitializer(),
  };
}

const batch = (step: number) => [
  [1, step % 3, 2],
  [step % 2, 1, Math.sin(step)],
];

/** Trains from the newest checkpoint in `folder`, if there is one, to step `until`, and saves. */
async function session(folder: string, until: number) {
  const graph = new tf.Graph();
  const model = graph.asDefault(build);
  using sess = new tf.Session({ graph });
  const checkpoint = await tf.train.latestCheckpoint(folder);
  if (checkpoint) await model.saver.restore(sess, checkpoint);
  else await sess.run(model.init);
  const losses: number[] = [];
  const rates: number[] = [];
  for (let at = await tf.train.globalStep(sess, model.globalStep); at < until; at++) {
    const [loss, rate] = await sess.run([model.loss, model.rate, model.train], [[model.x, batch(at)]]);
    losses.push(loss);
    rates.push(rate);
  }
  await model.saver.save(sess, join(folder, 'model'), { globalStep: model.globalStep });
  const [w, average] = await sess.run([model.w, model.average]);
  return { losses, rates, w: [...w.data], average: [...average.data], step: await sess.run(model.globalStep) };
}

it('goes on, bit for bit: weights, slots, averages, learning rate and step', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tensorloom-resume-'));
  try {
    const whole = await session(join(folder, 'whole'), 24);
    const parts = [];
    for (const until of [7, 8, 24]) parts.push(await session(join(folder, 'parts'), until));
    expect(parts.flatMap(({ losses }) => losses)).toEqual(whole.losses);
    expect(parts.flatMap(({ rates }) => rates)).toEqual(whole.rates);
    expect(parts.map(({ losses }) => losses.length)).toEqual([7, 1, 16]);
    const last = parts.at(-1)!;
    expect([last.w, last.average, last.step]).toEqual([whole.w, whole.average, 24]);
    expect(whole.losses.at(-1)).toBeLessThan(whole.losses[0]);
    // A staircase of 5 steps, 0.9 each.
    expect(whole.rates[23]).toBeCloseTo(0.1 * 0.9 ** 4, 6);
    expect(whole.average).not.toEqual(whole.w);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

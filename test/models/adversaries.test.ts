/** Two optimizers over one graph, as in the tutorials on adversarial networks: each moves its own variables alone. */

import { expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

/** A layer whose variables are made once, to be used on several inputs. */
function layer(inputs: number, units: number, seed: number) {
  const w = new tf.Variable(tf.randomNormal([inputs, units], { stddev: Math.sqrt(2 / inputs), seed }), { name: 'w' });
  const b = new tf.Variable(tf.zeros([units]), { name: 'b' });
  return { variables: [w, b], apply: (x: tf.Tensor) => tf.matmul(x, w).add(b) };
}

function network(name: string, units: number, activation: (x: tf.Tensor) => tf.Tensor, seed: number) {
  return tf.nameScope(name, () => {
    const [hidden, out] = [layer(1, units, seed), layer(units, 1, seed + 1)];
    return {
      variables: [...hidden.variables, ...out.variables],
      apply: (x: tf.Tensor) => out.apply(activation(hidden.apply(x))),
    };
  });
}

const model = new tf.Graph().asDefault((graph) => {
  tf.setRandomSeed(42);
  const noise = tf.randomUniform([64, 1], { minval: -1, maxval: 1, seed: 1 });
  const real = tf.randomNormal([64, 1], { mean: 4, stddev: 0.5, seed: 2 });
  const generator = network('generator', 8, tf.nn.softplus, 3);
  const discriminator = network('discriminator', 16, tf.nn.relu, 5);
  const fake = generator.apply(noise);
  const [ofReal, ofFake] = [real, fake].map((x) => discriminator.apply(x));
  const cost = (logits: tf.Tensor, labels: tf.Tensor) =>
    tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits({ logits, labels }));
  const losses = {
    discriminator: cost(ofReal, tf.onesLike(ofReal)).add(cost(ofFake, tf.zerosLike(ofFake))),
    generator: cost(ofFake, tf.onesLike(ofFake)),
  };
  return {
    graph,
    fake,
    generator,
    discriminator,
    losses,
    // By position and by name, as TensorFlow's arguments go.
    trainDiscriminator: new tf.train.AdamOptimizer(0.01, 0.5).minimize(
      losses.discriminator,
      null,
      discriminator.variables,
    ),
    trainGenerator: new tf.train.AdamOptimizer(0.005, { beta1: 0.5 }).minimize(losses.generator, {
      varList: generator.variables,
    }),
    init: tf.globalVariablesInitializer(),
  };
});

const contents = async (sess: tf.Session, variables: readonly tf.Variable[]) =>
  (await sess.run(variables)).map((value) => [...(value as tf.NdArray<'float32'>).data]);

it('a step of one leaves the variables of the other as they are', async () => {
  using sess = new tf.Session({ graph: model.graph });
  await sess.run(model.init);
  const state = () =>
    Promise.all([model.generator, model.discriminator].map(({ variables }) => contents(sess, variables)));
  const [generator, discriminator] = await state();
  await sess.run(model.trainDiscriminator);
  const [sameGenerator, movedDiscriminator] = await state();
  expect(sameGenerator).toEqual(generator);
  expect(movedDiscriminator).not.toEqual(discriminator);
  await sess.run(model.trainGenerator);
  const [movedGenerator, sameDiscriminator] = await state();
  expect(movedGenerator).not.toEqual(generator);
  expect(sameDiscriminator).toEqual(movedDiscriminator);
});

it('the generator learns the mean of the data from the discriminator alone', { timeout: 60_000 }, async () => {
  using sess = new tf.Session({ graph: model.graph });
  await sess.run(model.init);
  const mean = model.graph.asDefault(() => tf.reduceMean(model.fake));
  expect(Math.abs((await sess.run(mean)) - 4)).toBeGreaterThan(1);
  for (let i = 0; i < 800; i++) {
    await sess.run(model.trainDiscriminator);
    await sess.run(model.trainGenerator);
  }
  expect(Math.abs((await sess.run(mean)) - 4)).toBeLessThan(0.5);
});

it('beta1 by position is beta1 by name', async () => {
  using sess = new tf.Session({ graph: model.graph });
  expect(await sess.run(['Adam/beta1:0', 'Adam_1/beta1:0', 'Adam/beta2:0'])).toEqual([0.5, 0.5, Math.fround(0.999)]);
});

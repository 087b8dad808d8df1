import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

function network() {
  const x = tf.placeholder('float32', [null, 20], { name: 'x' });
  const w = new tf.Variable(tf.truncatedNormal([20, 30], { seed: 1 }), { name: 'w' });
  const loss = tf.reduceMean(tf.square(tf.nn.relu(tf.matmul(x, w))));
  const train = new tf.train.AdamOptimizer(0.01).minimize(loss);
  return { x, loss, train };
}

describe('plans', () => {
  it('are made once for the same fetches and feed shapes', async () => {
    const { x, loss, train } = network();
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    const feed = (rows: number) => [[x, tf.NdArray.zeros('float32', [rows, 20])]] as const;
    for (let i = 0; i < 3; i++) for (const rows of [4, 5]) await sess.run([train, loss], feed(rows));
    expect(sess.describePlans().filter((plan) => plan.fetches.includes(loss.name))).toHaveLength(2);
  });

  it('end only where elements are unknown: constants stay known in later stages', async () => {
    const x = tf.placeholder('float32', [null]);
    const kept = tf.booleanMask(x, tf.greater(x, 3));
    const sum = tf.reduceSum(tf.reverse(kept, [0]).mul(2));
    using sess = new tf.Session();
    expect(await sess.run(sum, [[x, [1, 5, 6]]])).toBe(22);
    expect(sess.describePlans()).toHaveLength(2);
  });

  it('are bounded in number', async () => {
    const x = tf.placeholder('float32', [null]);
    const y = x.mul(2);
    using sess = new tf.Session();
    for (let size = 1; size <= 100; size++) await sess.run(y, [[x, new Float32Array(size)]]);
    expect(sess.describePlans().length).toBeLessThanOrEqual(64);
  });

  it('take no more tensor memory when they are run again', async () => {
    const { x, train } = network();
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    const feeds = [[x, tf.NdArray.zeros('float32', [64, 20])]] as const;
    await sess.run(train, feeds);
    const { bytes } = sess;
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 200; i++) await sess.run(train, feeds);
    expect(sess.bytes).toBe(bytes);
    // 200 steps would take 64·20·4·200 bytes = 1 MB for the smallest intermediate alone.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000);
  });

  it('are traced kernel by kernel, with the operations each covers', async () => {
    const { x, loss } = network();
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    const runMetadata = new tf.RunMetadata();
    await sess.run(loss, [[x, tf.NdArray.zeros('float32', [4, 20])]], { runMetadata });
    const [{ device, nodes }] = runMetadata.devices;
    expect(device).toBe('/job:localhost/replica:0/task:0/device:CPU:0');
    expect(nodes.flatMap((n) => n.covers)).toEqual(expect.arrayContaining(['MatMul', 'Relu', 'Square', 'Mean']));
    for (const node of nodes) expect(node.durationMicros).toBeGreaterThanOrEqual(0);
    expect(nodes[0].bytesRead).toBeGreaterThanOrEqual(4 * 20 * 4);
  });
});

describe('the event loop', () => {
  it('turns while a training loop runs', async () => {
    const { x, train } = network();
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const until = performance.now() + 200;
    while (performance.now() < until) await sess.run(train, [[x, tf.NdArray.zeros('float32', [4, 20])]]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('memory', () => {
  it('has a cap, which names the tensors that do not fit', async () => {
    const x = tf.placeholder('float32', [null, 1000], { name: 'x' });
    const y = tf.matmul(x, x, { transposeA: true, name: 'product' });
    using sess = new tf.Session({ config: { memoryLimit: 1_000_000 } });
    await expect(sess.run(y, [[x, tf.NdArray.zeros('float32', [10, 1000])]])).rejects.toThrow(
      tf.errors.ResourceExhaustedError,
    );
    await expect(sess.run(y, [[x, tf.NdArray.zeros('float32', [10, 1000])]])).rejects.toThrow('product');
  });
});

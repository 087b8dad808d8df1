// A model file as large as people write them: 1,000 lines that build 2,000 operations, with what model files have besides
// graph: settings, helpers, a class, comments, a training loop, evaluation.

/** How many towers make a file of about 1,000 lines. */
const towers = 9;

/** The text, the same at each call. */
export function largeModelFile(): string {
  const parts = [head, ...Array.from({ length: towers }, (_, index) => tower(index)), tail];
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

/** One of the shapes that towers have, so that no two neighbours are alike. */
function tower(index: number): string {
  const forms = [denseTower, residualTower, gatedTower, convolutionalTower];
  return forms[index % forms.length](index, 8 + 4 * (index % 5));
}

const head = `
// A model of many towers over the same digits, written out one by one.
import * as tf from 'tensorloom';

interface Settings {
  readonly batch: number;
  readonly learningRate: number;
  readonly steps: number;
}

const settings: Settings = { batch: 50, learningRate: 0.001, steps: 1000 };
const image = { rows: 28, columns: 28 } as const;
const pixels = image.rows * image.columns;
const classes = 10;
const width = 64;

/** Weights that start small. */
function weights(from: number, to: number, name = 'weights') {
  return new tf.Variable(tf.truncatedNormal([from, to], { stddev: 1 / Math.sqrt(from) }), { name });
}

const biases = (size: number, name = 'biases') => new tf.Variable(tf.zeros([size]), { name });

class Averages {
  readonly #values: number[] = [];

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > 100) this.#values.shift();
  }

  get mean(): number {
    return this.#values.reduce((sum, value) => sum + value, 0) / Math.max(this.#values.length, 1);
  }
}

const mnist = await tf.data.mnist('mnist', { oneHot: true });
const x = tf.placeholder('float32', [null, pixels], { name: 'x' });
const labels = tf.placeholder('float32', [null, classes], { name: 'labels' });
const keepProb = tf.placeholderWithDefault(1, [], { name: 'keep_prob' });

const stem = tf.nameScope('stem', () => tf.nn.relu(tf.add(tf.matmul(x, weights(pixels, width)), biases(width))));
const logitsOf: tf.Tensor[] = [];
const losses: tf.Tensor<'float32', 'scalar'>[] = [];
const reports: ((step: number, values: readonly number[]) => void)[] = [];
`;

const denseTower = (index: number, units: number) => `
// Tower ${index}: three layers, each narrower than the one before.
const tower${index} = tf.nameScope('tower${index}', () => {
  const sizes = [width, ${units * 2}, ${units}];
  let hidden = stem;
  for (let layer = 1; layer < sizes.length; layer++) {
    hidden = tf.nameScope(\`layer\${layer}\`, () => {
      const w = weights(sizes[layer - 1], sizes[layer]);
      const b = biases(sizes[layer]);
      return tf.nn.relu(tf.add(tf.matmul(hidden, w), b));
    });
  }
  const dropped = tf.nn.dropout(hidden, keepProb);
  return tf.add(tf.matmul(dropped, weights(${units}, classes, 'out')), biases(classes, 'out_biases'));
});
${losses(index)}
`;

const residualTower = (index: number, units: number) => `
/** Tower ${index}: two blocks whose input is added to their output. */
function block${index}(input: tf.Tensor, name: string): tf.Tensor {
  return tf.nameScope(name, () => {
    const inner = tf.nn.elu(tf.matmul(input, weights(width, ${units}, 'in')));
    const outer = tf.matmul(inner, weights(${units}, width, 'out'));
    return tf.nn.relu(tf.add(input, outer));
  });
}

const tower${index} = tf.nameScope('tower${index}', () => {
  const first = block${index}(stem, 'first');
  const second = block${index}(first, 'second');
  // The mean of both keeps the gradients short.
  const mean = tf.multiply(tf.add(first, second), 0.5);
  return tf.add(tf.matmul(mean, weights(width, classes)), biases(classes));
});
${losses(index)}
`;

const gatedTower = (index: number, units: number) => `
// Tower ${index}: one half of the units says how much of the other half passes.
const tower${index} = tf.nameScope('tower${index}', () => {
  const size = ${units};
  const both = tf.add(tf.matmul(stem, weights(width, 2 * size)), biases(2 * size));
  const [values, gates] = tf.split(both, 2, 1);
  const passed = tf.multiply(tf.tanh(values), tf.sigmoid(gates));
  const mean = tf.reduceMean(passed, 1, { keepDims: true });
  const variance = tf.reduceMean(tf.square(tf.subtract(passed, mean)), 1, { keepDims: true });
  const normal = tf.multiply(tf.subtract(passed, mean), tf.rsqrt(tf.add(variance, 1e-6)));
  return tf.add(tf.matmul(normal, weights(size, classes, 'out')), biases(classes, 'out_biases'));
});
${losses(index)}
`;

const convolutionalTower = (index: number, units: number) => `
// Tower ${index}: a convolution over the image itself, and what it finds anywhere.
const tower${index} = tf.nameScope('tower${index}', () => {
  const images = tf.reshape(x, [-1, image.rows, image.columns, 1]);
  const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, ${units}], { stddev: 0.1 }), { name: 'filter' });
  const convolved = tf.nn.conv2d(images, filter, [1, 2, 2, 1], 'SAME');
  const active = tf.nn.relu(tf.nn.biasAdd(convolved, biases(${units})));
  const pooled = tf.nn.maxPool(active, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME');
  const flat = tf.reshape(pooled, [-1, 7 * 7 * ${units}]);
  const dense = tf.nn.relu(tf.matmul(flat, weights(7 * 7 * ${units}, ${units * 2}, 'dense')));
  return tf.add(tf.matmul(dense, weights(${units * 2}, classes, 'out')), biases(classes, 'out_biases'));
});
${losses(index)}
`;

/** A tower's loss, and the plain code around it: what is told of it while it trains. */
function losses(index: number): string {
  return `
const loss${index} = tf.reduceMean(
  tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: tower${index} }),
  { name: 'loss${index}' },
);
logitsOf.push(tower${index});
losses.push(loss${index});

/**
 * What a person who waits for tower ${index} wants to know: how far it is, and whether it still learns.
 */
class Report${index} {
  readonly name = 'tower ${index}';
  readonly every: number;
  readonly #history: { step: number; value: number }[] = [];
  #best = Number.POSITIVE_INFINITY;

  constructor(every = ${50 + 10 * (index % 4)}) {
    this.every = every;
  }

  /** A line for the terminal every now and then. */
  record(step: number, value: number): string | undefined {
    if (step % this.every !== 0) return undefined;
    this.#history.push({ step, value });
    const improved = value < this.#best;
    if (improved) this.#best = value;
    return \`\${this.name} at \${step}: \${this.trend(5)}\${improved ? ' *' : ''}\`;
  }

  trend(length: number): string {
    return this.#history
      .slice(-length)
      .map((entry) => entry.value.toFixed(2))
      .join(' ');
  }

  /** The steps at which the loss rose, with by how much. */
  rises(): Map<number, number> {
    const found = new Map<number, number>();
    for (let i = 1; i < this.#history.length; i++) {
      const [before, now] = [this.#history[i - 1], this.#history[i]];
      if (now.value > before.value) found.set(now.step, now.value - before.value);
    }
    return found;
  }

  /** The middle of what was seen, which one bad batch does not move. */
  median(): number {
    const sorted = this.#history.map(({ value }) => value).sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    if (sorted.length === 0) return Number.NaN;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Bars of block characters, one a value: the lowest is a line, the highest fills the row. */
  sparkline(blocks = '▁▂▃▄▅▆▇█'): string {
    const values = this.#history.map(({ value }) => value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    let line = '';
    for (const value of values) {
      const level = high > low ? (value - low) / (high - low) : 0;
      line += blocks[Math.round(level * (blocks.length - 1))];
    }
    return line;
  }

  /** Whether the newest values are all within a hundredth of their mean. */
  isStuck(length = 10): boolean {
    const newest = this.#history.slice(-length);
    if (newest.length < length) return false;
    const mean = newest.reduce((sum, entry) => sum + entry.value, 0) / length;
    return newest.every(({ value }) => Math.abs(value - mean) < mean / 100);
  }

  /** As a table with commas. */
  toRows(): string[] {
    const rows = ['step,value'];
    for (const { step, value } of this.#history) {
      const text = Number.isFinite(value) ? value.toFixed(6) : 'diverged';
      rows.push(\`\${step},\${text}\`);
    }
    return rows;
  }
}

const report${index} = new Report${index}();
reports.push((step, values) => {
  const line = report${index}.record(step, values[${index}]);
  if (line !== undefined) console.log(line);
});
`.trim();
}

const tail = `
// Together: the mean of what the towers say.
const logits = tf.multiply(tf.addN(logitsOf), 1 / logitsOf.length);
const correct = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
const accuracy = tf.reduceMean(tf.cast(correct, 'float32'));
const loss = tf.reduceSum(tf.stack(losses), { name: 'loss' });
const trainStep = new tf.train.GradientDescentOptimizer(settings.learningRate).minimize(loss);
const averages = new Averages();

using session = new tf.Session();
await session.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(settings.steps)) {
  const [images, answers] = mnist.train.nextBatch(settings.batch);
  const feeds: tf.Feeds = [
    [x, images],
    [labels, answers],
    [keepProb, 0.5],
  ];
  const [, value, values] = await session.run([trainStep, loss, losses], feeds);
  averages.add(value);
  for (const report of reports) report(step, values);
  if (step % 100 === 0) console.log(\`step \${step}: loss \${averages.mean.toFixed(4)}\`);
}
const score = await session.run(accuracy, [
  [x, mnist.test.images],
  [labels, mnist.test.labels],
]);
console.log('accuracy', score.toFixed(3));
`;

// Word vectors: skip-gram with noise-contrastive estimation. Words that stand in the same places get vectors that are alike.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
let seed = 1;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};
const below = (end: number) => Math.floor(random() * end);
const pick = <T>(list: readonly T[]) => list[below(list.length)];

// The text is made by a small grammar: each sentence has a subject, what it does, where and when.
const classes: readonly (readonly string[])[] = [
  ['cat', 'dog', 'horse', 'cow', 'sheep', 'goat'],
  ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'],
  ['eats', 'finds', 'likes', 'wants', 'takes', 'smells'],
  ['reads', 'writes', 'sells', 'buys', 'prints', 'lends'],
  ['grass', 'hay', 'corn', 'oats', 'apples', 'carrots'],
  ['novels', 'poems', 'letters', 'papers', 'stories', 'plays'],
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'sunday'],
];
const [animals, people, chewing, reading, feed, texts, days] = classes;
const sentence = () =>
  below(2) === 0
    ? ['the', pick(animals), pick(chewing), 'the', pick(feed), 'on', pick(days)]
    : [pick(people), pick(reading), 'some', pick(texts), 'on', pick(days)];
const size = classes.flat().length + ['the', 'some', 'on'].length;
const text = Array.from({ length: 4000 }, sentence);

// The sampler wants words numbered by how often they occur, the most frequent first.
const counts = new Map<string, number>();
for (const word of text.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
const words = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
const numbers = new Map(words.map((word, number) => [word, number]));

// Pairs of a word and one of the two words on each side of it.
const pairs: (readonly [number, number])[] = [];
for (const line of text) {
  const ids = line.map((word) => numbers.get(word)!);
  ids.forEach((center, i) => {
    for (const j of [i - 2, i - 1, i + 1, i + 2]) if (ids[j] !== undefined) pairs.push([center, ids[j]]);
  });
}
console.log(size, 'words,', pairs.length, 'pairs');

const width = 16;
const batch = 128;
const centers = tf.placeholder('int32', [null], { name: 'centers' });
const contexts = tf.placeholder('int32', [null, 1], { name: 'contexts' });

const vectors = new tf.Variable(tf.randomUniform([size, width], -1, 1), { name: 'vectors' });
const weights = new tf.Variable(tf.truncatedNormal([size, width], { stddev: 0.25 }), { name: 'weights' });
const biases = new tf.Variable(tf.zeros([size]), { name: 'biases' });
const embedded = tf.nn.embeddingLookup(vectors, centers);
const loss = tf.reduceMean(tf.nn.nceLoss(weights, biases, contexts, embedded, 8, size));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

// How alike two words are: the cosine of the angle between their vectors.
const normalized = tf.nn.l2Normalize(vectors, 1);
const similarity = tf.matmul(normalized, normalized, { transposeB: true });

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(1001)) {
  const chosen = Array.from({ length: batch }, () => pick(pairs));
  const [, value] = await sess.run(
    [trainStep, loss],
    [
      [centers, Int32Array.from(chosen, ([center]) => center)],
      [
        contexts,
        new tf.NdArray(
          'int32',
          [batch, 1],
          Int32Array.from(chosen, ([, context]) => context),
        ),
      ],
    ],
  );
  if (step % 250 === 0) console.log('step', step, 'loss', value.toFixed(2));
}

// The nearest word of each word that belongs to a class.
const { data } = await sess.run(similarity);
const nearest = (word: number) => {
  const row = Array.from(data.subarray(word * size, (word + 1) * size));
  row[word] = -1;
  return row.indexOf(Math.max(...row));
};
const classOf = (word: string) => classes.findIndex((list) => list.includes(word));
const members = classes.flat();
const right = members.filter((word) => classOf(words[nearest(numbers.get(word)!)]) === classOf(word));
for (const word of ['cat', 'reads', 'monday']) console.log(word, 'is most like', words[nearest(numbers.get(word)!)]);
console.log(`nearest word of the same class: ${right.length} of ${members.length}`);

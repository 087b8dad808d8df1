/** Candidate sampling, sparse to dense, parametrized and stateless draws: shapes, what is refused, and what runs refuse. */

import { describe, expect, it } from 'vitest';
import { drawCandidates, Philox, WordStream } from '../../engine/backends/cpu/random/index.ts';
import { Graph, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { addOp, op } from '../../engine/ops/index.ts';

const build = <T>(body: (graph: Graph) => T): T => withDefaultGraph(new Graph(), body);
const shapes = (tensors: readonly Tensor[]) => tensors.map(({ shape }) => shape.toSymbolic());
const longs = (values: tf.TensorLike) => tf.constant(values as number[][], { dtype: 'int64' });

async function running(body: () => Tensor | readonly Tensor[]): Promise<unknown> {
  const graph = new Graph();
  const fetched = withDefaultGraph(graph, body);
  using session = new tf.Session({ graph });
  return await session.run(fetched as Tensor);
}

describe('candidate samplers', () => {
  it('give as many candidates as asked for, and a count for each true class', () => {
    build(() => {
      const classes = tf.placeholder('int64', [null, 2], { name: 'classes' });
      expect(shapes(tf.nn.uniformCandidateSampler(classes, 2, 5, true, 10))).toEqual(['[5]', '[classes.0, 2]', '[5]']);
      const unknown = tf.placeholder('int64', null, { name: 'unknown' });
      const [, counts] = tf.nn.logUniformCandidateSampler(unknown, 3, 5, true, 10);
      expect([counts.shape.rank, counts.shape.dims![1]]).toEqual([2, 3]);
    });
  });

  it('have the seeds of the graph and the option', () => {
    build(() => {
      tf.setRandomSeed(3);
      const [drawn] = tf.nn.uniformCandidateSampler([[1]], 1, 5, true, 10, { seed: 4, name: 's' });
      expect([drawn.name, drawn.op.attr('seed', 'int'), drawn.op.attr('seed2', 'int')]).toEqual(['s:0', 3, 4]);
    });
  });

  it.each<[string, () => unknown, string]>([
    ['a vector', () => tf.nn.uniformCandidateSampler([1], 1, 2, true, 9), 'Shape must be rank 2 but is rank 1'],
    ['too few columns', () => tf.nn.uniformCandidateSampler([[1]], 2, 2, true, 9), 'Dimension must be 2 but is 1'],
    [
      'no candidates',
      () => tf.nn.uniformCandidateSampler([[1]], 1, 0, true, 9),
      "Value for attr 'num_sampled' of 0 must be at least minimum 1",
    ],
    [
      'no range',
      () => tf.nn.learnedUnigramCandidateSampler([[1]], 1, 1, true, 0),
      "Value for attr 'range_max' of 0 must be at least minimum 1",
    ],
    [
      'no unigrams',
      () => tf.nn.fixedUnigramCandidateSampler([[1]], 1, 1, true, 3),
      'Must provide either vocab_file or unigrams.',
    ],
    [
      'a file',
      () => tf.nn.fixedUnigramCandidateSampler([[1]], 1, 1, true, 3, { vocabFile: 'words.csv' }),
      'vocab_file is not supported',
    ],
    [
      'too few unigrams',
      () => tf.nn.fixedUnigramCandidateSampler([[1]], 1, 1, true, 3, { unigrams: [1, 2] }),
      'range is 3, must be equal to weights size 2',
    ],
    [
      'more distinct classes than have a weight',
      () => tf.nn.fixedUnigramCandidateSampler([[0]], 1, 3, true, 3, { unigrams: [1, 1, 0], seed: 1 }),
      '3 distinct classes are asked for, but only 2 have a positive weight',
    ],
    [
      'reserved classes among the distinct ones',
      () => tf.nn.fixedUnigramCandidateSampler([[0]], 1, 4, true, 4, { unigrams: [1, 1, 1], numReservedIds: 1 }),
      '4 distinct classes are asked for, but only 3 have a positive weight',
    ],
    [
      'negative weights',
      () => tf.nn.fixedUnigramCandidateSampler([[0]], 1, 1, true, 2, { unigrams: [1, -2] }),
      "A unigram's weight must be finite and not negative, got -2",
    ],
    [
      'weights that are all 0',
      () => tf.nn.fixedUnigramCandidateSampler([[0]], 1, 1, false, 2, { unigrams: [0, 0] }),
      'No class has a positive weight',
    ],
    [
      'counts that are not whole',
      () => tf.nn.uniformCandidateSampler([[1]], 1, 2.5, true, 9),
      "Expected int for argument 'num_sampled' of 'UniformCandidateSampler' Op, not 2.5.",
    ],
  ])('refuse %s', (_what, make, message) => {
    expect(() => build(make)).toThrow(message);
  });

  it('refuse in a run what they cannot draw', async () => {
    await expect(running(() => tf.nn.uniformCandidateSampler([[1]], 1, 5, true, 4)[0])).rejects.toThrow(
      "Sampler's range is too small.",
    );
    await expect(running(() => tf.nn.uniformCandidateSampler([[1, 9]], 2, 3, true, 9)[0])).rejects.toThrow(
      '`true_candidate` out of range [0, 9), received 9',
    );
    // Not the end of any data.
    await expect(running(() => tf.nn.allCandidateSampler([[-1]], 1, 3, true)[0])).rejects.toThrow(
      tf.errors.InvalidArgumentError,
    );
  });

  it('stop where the classes that are left are too rare to come up', () => {
    const sampler = { range: 2, draw: () => 1, probability: () => 0.5 };
    const stream = new WordStream(Philox.fromSeeds(1, 2));
    expect(() => drawCandidates(sampler, 2, true, stream)).toThrow('Only 1 of 2 distinct classes came up');
  });

  it('of which both seeds are 0 draw other candidates in every session', async () => {
    const drawn = () => running(() => tf.nn.uniformCandidateSampler([[1]], 1, 20, false, 1_000_000)[0]);
    expect(await drawn()).not.toEqual(await drawn());
  });

  it('move their streams on where only a count is fetched', async () => {
    const graph = new Graph();
    const [drawn, counts] = withDefaultGraph(graph, () =>
      tf.nn.uniformCandidateSampler([[1]], 1, 5, false, 1000, { seed: 1 }),
    );
    using whole = new tf.Session({ graph });
    await whole.run(drawn);
    const second = await whole.run(drawn);
    using parts = new tf.Session({ graph });
    await parts.run(counts);
    expect(await parts.run(drawn)).toEqual(second);
  });
});

describe('accidental hits', () => {
  it('are as many as a run finds', () => {
    build(() => {
      const [rows, places, weights] = tf.nn.computeAccidentalHits(longs([[1, 2]]), longs([2]), 2);
      expect(rows.shape.rank).toBe(1);
      expect(rows.shape.dims).toEqual(places.shape.dims);
      expect(rows.shape.dims).toEqual(weights.shape.dims);
      expect([rows.dtype, places.dtype, weights.dtype]).toEqual(['int32', 'int64', 'float32']);
    });
  });

  it('need a matrix and a vector', () => {
    const hits = (classes: Tensor, candidates: Tensor) =>
      addOp('ComputeAccidentalHits', [classes, candidates], { num_true: 2 });
    expect(() => build(() => hits(longs([[1]]), longs([2])))).toThrow('Dimension must be 2 but is 1');
    expect(() => build(() => hits(longs([[1, 2]]), longs([[2]])))).toThrow('Shape must be rank 1 but is rank 2');
  });
});

describe('losses of sampled classes', () => {
  const loss = (options: object) =>
    tf.nn.nceLoss(
      tf.ones([9, 4]),
      tf.zeros([9]),
      tf.placeholder('int32', [null, 1], { name: 'y' }),
      tf.ones([3, 4]),
      2,
      9,
      options,
    );

  it('are one value a row', () => {
    build(() => expect(loss({}).shape.rank).toBe(1));
  });

  it('take weights in parts, with either strategy', () => {
    build(() => {
      expect(() => loss({ partitionStrategy: 'div' })).not.toThrow();
      expect(() => loss({ partitionStrategy: 'some' })).toThrow(
        "Unrecognized partition strategy: some. It is 'mod' or 'div'.",
      );
      const parts = [tf.ones([5, 4]), tf.ones([4, 4])];
      const ofParts = tf.nn.nceLoss(parts, tf.zeros([9]), [[1]], tf.ones([1, 4]), 2, 9);
      expect(ofParts.shape.rank).toBe(1);
      const uneven = [tf.ones([5, 4]), tf.ones([4, 3])];
      expect(() => tf.nn.nceLoss(uneven, tf.zeros([9]), [[1]], tf.ones([1, 4]), 2, 9)).toThrow('Dimension');
    });
  });
});

describe('sparse to dense', () => {
  it('has the shape asked for', () => {
    build(() => {
      const x = tf.placeholder('float32', [null, 4], { name: 'x' });
      expect(tf.sparseToDense([[0, 1]], tf.shape(x), [1]).shape.toSymbolic()).toBe('[x.0, 4]');
    });
  });

  it.each<[string, () => unknown, string]>([
    [
      'rank 3',
      () => tf.sparseToDense([[[1]]], [3], 1),
      'sparse_indices should be a scalar, vector, or matrix, got shape [1,1,1]',
    ],
    [
      'too short a shape',
      () => tf.sparseToDense([[1, 0]], [3], 1),
      'output_shape has incorrect number of elements: 1 should be: 2',
    ],
    [
      'too many values',
      () => tf.sparseToDense([1], [3], [1, 2]),
      'sparse_values has incorrect shape [2], should be [] or [1]',
    ],
    ['a default of rank 1', () => tf.sparseToDense([1], [3], [1], [0]), 'default_value should be a scalar.'],
  ])('refuses %s', (_what, make, message) => {
    expect(() => build(make)).toThrow(message);
  });

  it.each<[string, readonly number[], boolean, string]>([
    ['repeated', [1, 1], true, 'indices[1] = [1] is repeated'],
    ['out of order', [2, 1], true, 'indices[1] = [1] is out of order'],
    ['out of bounds', [0, 3], true, 'indices[1] = [3] is out of bounds: need 0 <= index < [3]'],
    ['out of bounds, unchecked', [0, 3], false, 'Indices are not valid (out of bounds).  Shape: [3]'],
  ])('refuses places %s in a run', async (_what, places, isChecked, message) => {
    await expect(running(() => tf.sparseToDense(places, [3], [1, 2], 0, isChecked))).rejects.toThrow(message);
  });
});

describe('parametrized draws', () => {
  it('have the sizes asked for, followed by those of the parameters', () => {
    build(() => {
      const alpha = tf.placeholder('float32', [null], { name: 'alpha' });
      expect(tf.randomGamma([2, 3], alpha).shape.toSymbolic()).toBe('[2, 3, alpha.0]');
      expect(tf.randomPoisson(alpha, [5], 'int64').shape.toSymbolic()).toBe('[5, alpha.0]');
      expect(tf.randomPoisson(alpha, [5], 'int64').dtype).toBe('int64');
    });
  });

  it('have gradients to alpha and to beta, whichever is asked for', () => {
    build(() => {
      const [alpha, beta] = [tf.placeholder('float32', [null]), tf.constant([1, 2])];
      const x = tf.randomGamma([4, 1], alpha, beta);
      expect(tf.gradients(x, [alpha])[0]!.shape.rank).toBe(1);
      expect(shapes([tf.gradients(x, [beta])[0]!])).toEqual(['[2]']);
    });
  });

  it('of a rate that is no number or infinite are that where the type has it', async () => {
    const counts = await running(() => tf.randomPoisson([Number.NaN, Infinity], [2]));
    expect((counts as tf.NdArray).toArray()).toEqual([
      [Number.NaN, Infinity],
      [Number.NaN, Infinity],
    ]);
    const whole = () => tf.randomPoisson([Number.NaN], [2], { dtype: 'int32' });
    await expect(running(whole)).rejects.toThrow(tf.errors.InvalidArgumentError);
  });

  it.each(['int32', 'int64'] as const)('of a rate above all counts of %s fail', async (dtype) => {
    const counts = () => tf.randomPoisson(tf.constant([1e19], { dtype: 'float64' }), [3], { dtype });
    await expect(running(counts)).rejects.toThrow("more than the counts of the result's type can tell");
  });

  it('of a rate of 2⁶³ fail, for as an int64 it would be negative', async () => {
    const counts = () => tf.randomPoisson(tf.constant([2 ** 63], { dtype: 'float64' }), [3], { dtype: 'int64' });
    await expect(running(counts)).rejects.toThrow("more than the counts of the result's type can tell");
  });
});

describe('stateless draws', () => {
  it('take two seeds', () => {
    expect(() => build(() => tf.random.statelessUniform([2], [1]))).toThrow('Dimension must be 2 but is 1');
    expect(() => build(() => tf.random.statelessUniform([2], 1))).toThrow('Shape must be rank 1 but is rank 0');
  });

  it('refuse types without such numbers', () => {
    expect(() => build(() => tf.random.statelessNormal([2], [1, 2], { dtype: 'int32' }))).toThrow(
      'Invalid dtype int32',
    );
    expect(() => build(() => tf.random.statelessUniform([2], [1, 2], { dtype: 'int32' }))).toThrow(
      'Must specify maxval',
    );
  });

  it('follow seeds that are fed', async () => {
    const graph = new Graph();
    const [seed, x] = withDefaultGraph(graph, () => {
      const fed = tf.placeholder('int32', [2]);
      return [fed, op('StatelessRandomUniform', [tf.constant([3], { dtype: 'int32' }), fed])];
    });
    using session = new tf.Session({ graph });
    const first = await session.run(x, [[seed, [1, 2]]]);
    expect(await session.run(x, [[seed, [1, 2]]])).toEqual(first);
    expect(await session.run(x, [[seed, [2, 1]]])).not.toEqual(first);
  });
});

/** Candidates, losses of sampled classes, parametrized and stateless random numbers: TensorFlow's, run after run. */

import { describe, expect, it } from 'vitest';
import type { DType, NdArray, Tensor } from '../../engine/graph/index.ts';
import { addOp, type PlainAttributes } from '../../engine/ops/index.ts';
import { difference } from './compare.ts';
import { type Api, tf } from './engine.ts';
import { readFixture, type TensorArgument, type TensorJson, type Tolerance, toArray } from './fixture.ts';

interface KernelCase {
  readonly op: string;
  readonly inputs: readonly TensorArgument[];
  readonly attributes: PlainAttributes;
  readonly runs: readonly (readonly TensorJson[])[];
}
interface LossCase {
  readonly fn: 'nce_loss' | 'sampled_softmax_loss';
  readonly numTrue: number;
  readonly remove: boolean;
  readonly sampler: 'uniform' | 'log_uniform' | null;
  /** How many classes each part of weights and biases has, where they are in parts. */
  readonly parts: readonly number[] | null;
  readonly strategy: 'mod' | 'div';
  readonly arguments: readonly TensorArgument[];
  readonly runs: readonly (readonly TensorJson[])[];
}

interface GammaCase {
  readonly dtype: 'float32' | 'float64';
  readonly values: readonly TensorJson[];
}

const golden = readFixture<{
  kernels: readonly KernelCase[];
  losses: readonly LossCase[];
  gammas: readonly GammaCase[];
}>('sampling');

const lastBit: Tolerance = { rtol: 1.2e-7, atol: 0 };
/** TensorFlow's logarithm and exponential of single precision are not rounded like ours. */
const hasLogarithm = /CandidateSampler$/;
const exact: Tolerance = { rtol: 0, atol: 0 };
/** TensorFlow sums the series of RandomGammaGrad in the type of its inputs. */
const slopes32: Tolerance = { rtol: 4e-6, atol: 0 };
const slopes64: Tolerance = { rtol: 1e-13, atol: 0 };

function toleranceOf(op: string, dtype: DType): Tolerance {
  if (op === 'RandomGammaGrad') return dtype === 'float32' ? slopes32 : slopes64;
  return hasLogarithm.test(op) ? lastBit : exact;
}

const constantOf = ({ tensor }: TensorArgument): Tensor => tf.constant(toArray(tensor));

async function expectRuns(
  outputs: readonly Tensor[],
  runs: readonly (readonly TensorJson[])[],
  tolerance?: Tolerance,
): Promise<void> {
  const session: Api = new tf.Session();
  for (const [run, expected] of runs.entries()) {
    const values: unknown[] = await session.run(outputs);
    for (const [i, output] of outputs.entries()) {
      expect(difference(values[i], output.dtype, expected[i], tolerance), `output ${i}, run ${run}`).toBeUndefined();
    }
  }
  session.close();
}

describe('kernels that draw', () => {
  golden.kernels.forEach(({ op, inputs, attributes, runs }, index) => {
    const { unigrams, ...shown } = attributes;
    it(`${op} ${JSON.stringify(shown)} (#${index})`, async () => {
      tf.resetDefaultGraph();
      const node = addOp(op, inputs.map(constantOf), attributes);
      await expectRuns(node.outputs, runs, toleranceOf(op, node.outputs[0].dtype));
    });
  });
});

describe('gamma variables', () => {
  for (const { dtype, values } of golden.gammas) {
    it(`of ${dtype} have gradients to both parameters`, async () => {
      tf.resetDefaultGraph();
      const alpha = tf.constant([0.5, 2, 30], { dtype });
      const beta = tf.constant([2, 0.25, 3], { dtype });
      const x: Tensor = tf.randomGamma([2, 4], alpha, { beta, dtype, seed: 3 });
      const outputs = [x, ...tf.gradients(tf.multiply(x, x), [alpha, beta])];
      await expectRuns(outputs, [values], dtype === 'float32' ? slopes32 : slopes64);
    });
  }
});

describe('losses of sampled classes and their gradients', () => {
  for (const { fn, numTrue, remove, sampler, parts, strategy, arguments: given, runs } of golden.losses) {
    const of = sampler ? `candidates of ${sampler}` : 'its own candidates';
    it(`${fn}, ${numTrue} true, hits ${remove ? 'removed' : 'kept'}, ${of}${parts ? `, in ${parts} by ${strategy}` : ''}`, async () => {
      tf.resetDefaultGraph();
      const [weights, biases, inputs, labels] = [0, 1, 3, 2].map((i) => constantOf(given[i]));
      const inParts = (x: Tensor) => (parts ? tf.split(x, parts) : x);
      const draw = sampler === 'uniform' ? tf.nn.uniformCandidateSampler : tf.nn.logUniformCandidateSampler;
      const loss: Tensor = (fn === 'nce_loss' ? tf.nn.nceLoss : tf.nn.sampledSoftmaxLoss)(
        inParts(weights),
        inParts(biases),
        labels,
        inputs,
        6,
        12,
        {
          numTrue,
          removeAccidentalHits: remove,
          partitionStrategy: strategy,
          ...(sampler ? { sampledValues: draw(labels, numTrue, 6, true, 12, { seed: 11 }) } : { seed: 11 }),
        },
      );
      const gradients: Tensor[] = tf.gradients(tf.reduceSum(loss), [weights, biases, inputs]);
      await expectRuns([loss, ...gradients], runs);
    });
  }
});

describe('the public functions', () => {
  const run = async (...tensors: Tensor[]): Promise<NdArray[]> => {
    const session: Api = new tf.Session();
    const values = await session.run(tensors);
    session.close();
    return values;
  };
  const find = (op: string, dtype?: DType): KernelCase =>
    golden.kernels.find((kernel) => kernel.op === op && (!dtype || kernel.attributes.dtype === dtype))!;
  const expectSame = (value: unknown, dtype: DType, expected: TensorJson) =>
    expect(difference(value, dtype, expected, lastBit)).toBeUndefined();

  it('hand seeds and attributes to their operations', async () => {
    tf.resetDefaultGraph();
    const { inputs, attributes: a, runs } = find('FixedUnigramCandidateSampler');
    const { unigrams } = a;
    tf.setRandomSeed(42);
    const options = { unigrams, seed: 7 };
    const made = tf.random.fixedUnigramCandidateSampler(constantOf(inputs[0]), 1, 3, true, 7, options);
    const values = await run(...made);
    values.forEach((value, i) => {
      expectSame(value, made[i].dtype, runs[0][i]);
    });
    expect(made.sampledCandidates).toBe(made[0]);
    expect(tf.nn.fixedUnigramCandidateSampler).toBe(tf.random.fixedUnigramCandidateSampler);
  });

  it('scale and move stateless numbers', async () => {
    tf.resetDefaultGraph();
    const expected = toArray(find('StatelessRandomNormal', 'float64').runs[0][0]).toArray() as number[];
    const [value] = await run(
      tf.random.statelessNormal([7], tf.constant([1, 2], { dtype: 'int32' }), { mean: 3, stddev: 2, dtype: 'float64' }),
    );
    (value.toArray() as number[]).forEach((x, i) => {
      expect(x).toBeCloseTo(3 + 2 * expected[i], 12);
    });
  });

  it('divide gamma variables by beta, and keep them above zero', async () => {
    tf.resetDefaultGraph();
    tf.setRandomSeed(42);
    const { inputs, runs } = find('RandomGamma');
    const [value] = await run(tf.random.gamma([7], constantOf(inputs[1]), { beta: 4, seed: 7 }));
    const drawn = toArray(runs[0][0]).data as Float32Array;
    (value.data as Float32Array).forEach((x, i) => {
      expect(Math.abs(x / Math.max(drawn[i] / 4, 2 ** -126) - 1)).toBeLessThan(3e-7);
    });
  });
});

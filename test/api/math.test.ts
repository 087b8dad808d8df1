/** The nodes that mathematical functions add, under TensorFlow's names, and what they compute. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { Graph, type NdArray, Session, type Tensor } from '../../engine/index.ts';

const inGraph = <T>(body: (graph: Graph) => T): T => {
  const graph = new Graph();
  return graph.asDefault(() => body(graph));
};
/** `name (type)` of every node that `body` adds after `given`. */
const nodes = (body: () => unknown): string[] =>
  inGraph((graph) => {
    body();
    return graph.getOperations().map(({ name, type }) => (name.endsWith(type) ? name : `${name} (${type})`));
  });
const after = (names: readonly string[], inputs: number) => names.slice(inputs);
const x = (shape: (number | null)[] | null = [2]) => tf.placeholder('float32', shape as never, { name: 'x' });

describe('names', () => {
  it('of functions are operation types, of operators their own; plain operands lie in the scope', () => {
    expect(
      after(
        nodes(() => tf.add(x(), 1)),
        1,
      ),
    ).toEqual(['Add/y (Const)', 'Add']);
    expect(
      after(
        nodes(() => x().add(1)),
        1,
      ),
    ).toEqual(['add/y (Const)', 'add (Add)']);
    expect(
      after(
        nodes(() => tf.multiply(2, x())),
        1,
      ),
    ).toEqual(['Mul/x (Const)', 'Mul']);
    expect(
      after(
        nodes(() => x().sub(1).mul(2).pow(2).neg()),
        1,
      ),
    ).toEqual(['sub/y (Const)', 'sub (Sub)', 'mul/y (Const)', 'mul (Mul)', 'pow/y (Const)', 'pow (Pow)', 'Neg']);
    expect(
      after(
        nodes(() => x().div(2)),
        1,
      ),
    ).toEqual(['truediv/y (Const)', 'truediv (RealDiv)']);
    expect(
      after(
        nodes(() => tf.exp(x(), { name: 'growth' })),
        1,
      ),
    ).toEqual(['growth (Exp)']);
  });

  it('of divisions', () => {
    const ints = () => tf.placeholder('int32', [2], { name: 'n' });
    expect(
      after(
        nodes(() => tf.div(ints(), 2)),
        1,
      ),
    ).toEqual(['div/y (Const)', 'div (FloorDiv)']);
    expect(
      after(
        nodes(() => tf.div(x(), 2)),
        1,
      ),
    ).toEqual(['div/y (Const)', 'div (RealDiv)']);
    expect(
      after(
        nodes(() => tf.divide(ints(), 2)),
        1,
      ),
    ).toEqual(['truediv/y (Const)', 'truediv/Cast', 'truediv/Cast_1 (Cast)', 'truediv (RealDiv)']);
    expect(
      after(
        nodes(() => tf.floordiv(ints(), 2)),
        1,
      ),
    ).toEqual(['floordiv/y (Const)', 'floordiv (FloorDiv)']);
    expect(
      after(
        nodes(() => tf.mod(ints(), 2)),
        1,
      ),
    ).toEqual(['FloorMod/y (Const)', 'FloorMod']);
    expect(
      after(
        nodes(() => tf.divNoNan(x(), x())),
        2,
      ),
    ).toEqual(['div_no_nan (DivNoNan)']);
  });

  it('of reductions: a constant for a tensor of known rank, Rank and range for a list', () => {
    expect(
      after(
        nodes(() => tf.reduceMean(x([null, 3]))),
        1,
      ),
    ).toEqual(['Const', 'Mean']);
    expect(
      after(
        nodes(() => tf.reduceSum(x(), 0)),
        1,
      ),
    ).toEqual(['Sum/reduction_indices (Const)', 'Sum']);
    expect(
      after(
        nodes(() => tf.argmax(x(), 0)),
        1,
      ),
    ).toEqual(['ArgMax/dimension (Const)', 'ArgMax']);
    const [a, b, ...rest] = nodes(() => tf.reduceMean([x([]), x([])]));
    expect([a, b]).toEqual(['x (Placeholder)', 'x_1 (Placeholder)']);
    expect(rest).toEqual([
      'Rank/packed (Pack)',
      'Rank (Const)',
      'range/start (Const)',
      'range/delta (Const)',
      'range (Range)',
      'Mean/input (Pack)',
      'Mean',
    ]);
    expect(
      after(
        nodes(() => tf.reduceSum(x(null))),
        1,
      ),
    ).toEqual(['Rank', 'range/start (Const)', 'range/delta (Const)', 'range (Range)', 'Sum']);
  });

  it('of composites', () => {
    expect(
      after(
        nodes(() => tf.clipByValue(x(), -1, 1)),
        1,
      ),
    ).toEqual([
      'clip_by_value/Minimum/y (Const)',
      'clip_by_value/Minimum',
      'clip_by_value/y (Const)',
      'clip_by_value (Maximum)',
    ]);
    const p = () => tf.placeholder('bool', [2], { name: 'p' });
    expect(
      after(
        nodes(() => tf.logicalXor(p(), p())),
        2,
      ),
    ).toEqual(['LogicalOr', 'LogicalAnd', 'LogicalNot', 'LogicalXor (LogicalAnd)']);
    expect(nodes(() => tf.clipByGlobalNorm([x(), null], 1)).at(-1)).toBe(
      'clip_by_global_norm/clip_by_global_norm/_0 (Identity)',
    );
    expect(nodes(() => tf.globalNorm([x()])).slice(1)).toEqual([
      'global_norm/L2Loss',
      'global_norm/stack (Pack)',
      'global_norm/Const',
      'global_norm/Sum',
      'global_norm/Const_1 (Const)',
      'global_norm/mul (Mul)',
      'global_norm/global_norm (Sqrt)',
    ]);
  });

  it('of what is already there: nothing is added', () => {
    expect(
      after(
        nodes(() => tf.cast(x(), 'float32')),
        1,
      ),
    ).toEqual([]);
    expect(
      after(
        nodes(() => tf.toFloat(x())),
        1,
      ),
    ).toEqual([]);
    expect(
      after(
        nodes(() => tf.addN([x()])),
        1,
      ),
    ).toEqual([]);
    expect(
      after(
        nodes(() => tf.round(tf.placeholder('int32', []))),
        1,
      ),
    ).toEqual([]);
    expect(
      after(
        nodes(() => tf.toInt32(x())),
        1,
      ),
    ).toEqual(['ToInt32 (Cast)']);
  });

  it('of a broken call say what it takes', () => {
    expect(() => inGraph(() => tf.addN([]))).toThrow('addN takes a list of at least one tensor');
    expect(() => inGraph(() => tf.scalarMul(x(), x()))).toThrow('Only scalar multiply works, got shape (2,)');
    expect(() => inGraph(() => tf.clipByValue(x([2]), x([3, 2]), 1))).toThrow(
      'Shapes (2,) and (3, 2) are not compatible',
    );
    expect(() => inGraph(() => tf.norm(x([2, 2]), 3, [0, 1]))).toThrow('not a supported matrix norm');
    expect(() => inGraph(() => tf.range(tf.constant(true) as never))).toThrow('not in bool');
  });
});

interface Fed {
  readonly tensor: Tensor;
  readonly feeds: [Tensor, unknown][];
}

/** Elements in row-major order of what `body` builds in a graph of its own. */
async function run(body: () => Tensor | Fed): Promise<unknown[]> {
  const built = inGraph(body);
  const { tensor, feeds } = built instanceof tf.Tensor ? { tensor: built, feeds: [] } : built;
  using session = new Session({ graph: tensor.graph });
  const value = await session.run(tensor, feeds as never);
  return value instanceof tf.NdArray ? Array.from(value.data as ArrayLike<unknown>) : [value];
}

describe('values', () => {
  it('of products over stacks of matrices', async () => {
    const stacked = () =>
      tf.matmul(
        tf.constant([[[1, 2]], [[3, 4]]]),
        tf.constant([
          [1, 0],
          [1, 1],
        ]),
      );
    expect(await run(stacked)).toEqual([3, 2, 7, 4]);
  });

  it('of tensordot, with shapes known and not', async () => {
    const a = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const b = [
      [1, 0],
      [0, 1],
      [1, 1],
    ];
    const expected = [4, 5, 10, 11];
    expect(await run(() => tf.tensordot(tf.constant(a), tf.constant(b), 1))).toEqual(expected);
    expect(await run(() => tf.tensordot(tf.constant(a), tf.constant(b), [[1], [-2]]))).toEqual(expected);
    expect(
      await run(() =>
        tf.tensordot(tf.constant(a), tf.constant(a), [
          [0, 1],
          [0, 1],
        ]),
      ),
    ).toEqual([91]);
    const unknown = () => {
      const [left, right] = [tf.placeholder('float32', null), tf.placeholder('float32', [null, null])];
      return {
        tensor: tf.tensordot(left, right, 1),
        feeds: [
          [left, a],
          [right, b],
        ],
      } as Fed;
    };
    expect(await run(unknown)).toEqual(expected);
    expect(() => inGraph(() => tf.tensordot(tf.constant(a), tf.constant(b), [[0, 1], [0]]))).toThrow(
      "Different number of contraction axes 'a' and 'b', 2 != 1.",
    );
    expect(() => inGraph(() => tf.tensordot(tf.constant(a), tf.constant(a), 1))).toThrow(
      'Dimensions must be equal, but are 3 and 2',
    );
  });

  it('of strings joined and sequences counted', async () => {
    expect(await run(() => tf.add(tf.constant(['a', 'b']), 'c'))).toEqual(['ac', 'bc']);
    expect(await run(() => tf.range(7, 1, -2))).toEqual([7, 5, 3]);
    expect(await run(() => tf.linspace(0, 1, 5))).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(await run(() => tf.linspace(3, 9, 1))).toEqual([3]);
  });

  it('of a sequence whose end is fed', async () => {
    const counted = () => {
      const limit = tf.placeholder('int32', []);
      return { tensor: tf.reduceSum(tf.range(limit)), feeds: [[limit, 5]] } as Fed;
    };
    expect(await run(counted)).toEqual([10]);
  });

  it('of 64-bit integers that no number holds', async () => {
    const wide = 2n ** 53n + 1n;
    expect(await run(() => tf.reduceSum(tf.constant([wide, wide])))).toEqual([2n * wide]);
    expect(await run(() => tf.identity(tf.constant([wide])).add(0))).toEqual([wide]);
  });
});

type Operation = (...inputs: Tensor[]) => Tensor;

describe('gradients agree with finite differences', () => {
  const points = [0.3, 1.7, 0.6, 2.2, 1.1, 0.8];
  const cases: [string, Operation, number[][]][] = [
    ['tanh twice', (a) => grad(tf.tanh(a), a), [[6]]],
    ['sigmoid twice', (a) => grad(tf.sigmoid(a), a), [[6]]],
    ['sqrt twice', (a) => grad(tf.sqrt(a), a), [[6]]],
    ['rsqrt twice', (a) => grad(tf.rsqrt(a), a), [[6]]],
    ['reciprocal twice', (a) => grad(tf.reciprocal(a), a), [[6]]],
    ['digamma twice', (a) => grad(tf.digamma(a), a), [[6]]],
    ['digamma below zero', (a) => tf.digamma(tf.negative(a)), [[6]]],
    ['divNoNan', (a, b) => tf.divNoNan(a, b), [[2, 3], [3]]],
    [
      'floormod',
      (a, b) => tf.floormod(a, b),
      [
        [2, 3],
        [2, 1],
      ],
    ],
    [
      'pow',
      (a, b) => tf.pow(a, b),
      [
        [2, 3],
        [1, 3],
      ],
    ],
    ['atan2', (a, b) => tf.atan2(a, b), [[3], [2, 1]]],
    ['squaredDifference', (a, b) => tf.squaredDifference(a, b), [[2, 3], []]],
    ['maximum', (a, b) => tf.maximum(a, tf.multiply(b, 1.01)), [[2, 3], [3]]],
    ['accumulateN', (a, b) => tf.accumulateN([a, b, a]), [[2], [2]]],
    [
      'matmul of stacks',
      (a, b) => tf.matmul(a, b),
      [
        [2, 1, 3],
        [3, 2],
      ],
    ],
    [
      'matmul of stacks, both transposed',
      (a, b) => tf.matmul(a, b, { transposeA: true, transposeB: true }),
      [
        [1, 3, 2],
        [2, 1, 3],
      ],
    ],
    [
      'tensordot',
      (a, b) => tf.tensordot(a, b, [[0], [1]]),
      [
        [3, 2],
        [1, 3],
      ],
    ],
    ['reduceProd over one axis', (a) => tf.reduceProd(a, 1), [[2, 3]]],
    ['reduceProd over two axes', (a) => tf.reduceProd(a, [0, -1]), [[1, 2, 3]]],
    ['reduceMax', (a) => tf.reduceMax(a, [1]), [[2, 3]]],
    ['reduceMean, kept', (a) => tf.reduceMean(a, [-1], true), [[2, 3]]],
    ['reduceLogsumexp', (a) => tf.reduceLogsumexp(a, [0]), [[2, 3]]],
    ['cumprod, exclusive from the end', (a) => tf.cumprod(a, 1, { exclusive: true, reverse: true }), [[2, 3]]],
    ['clipByNorm', (a) => tf.clipByNorm(a, 1.5, [1]), [[2, 3]]],
    ['norm of order 3', (a) => tf.norm(a, 3), [[6]]],
    ['linspace', (a, b) => tf.linspace(a, b, 4), [[], []]],
  ];

  it.each(cases)('%s', async (_, operation, shapes) => {
    for (const known of [true, false]) await check(operation, shapes, known);
  });

  const grad = (y: Tensor, a: Tensor): Tensor => tf.gradients(y, [a])[0] as Tensor;
  const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

  /** Weights make the elements of the output count differently. */
  async function check(operation: Operation, shapes: number[][], known: boolean): Promise<void> {
    const graph = new Graph();
    const { inputs, total, gradients } = graph.asDefault(() => {
      const inputs = shapes.map(
        (shape) => tf.placeholder('float64', (known ? shape : shape.map(() => null)) as never) as Tensor,
      );
      const y = operation(...inputs);
      const flat = tf.reshape(y, [-1]);
      const weights = tf.cast(tf.add(tf.range(tf.size(flat)), 1), 'float64');
      const total = tf.reduceSum(tf.multiply(flat, weights));
      return { inputs, total, gradients: tf.gradients(total, inputs) as Tensor[] };
    });
    using session = new Session({ graph });
    const values = shapes.map((shape, k) => points.slice(0, count(shape)).map((point) => point + 0.17 * k));
    const feed = (data: number[][]) =>
      inputs.map((input, k) => [input, new tf.NdArray('float64', shapes[k], Float64Array.from(data[k]))]);
    const evaluate = async (data: number[][]) => Number(await session.run(total, feed(data) as never));
    const step = 1e-5;
    for (const [k, shape] of shapes.entries()) {
      const analytic = (await session.run(gradients[k], feed(values) as never)) as number | NdArray;
      const found = typeof analytic === 'number' ? [analytic] : Array.from(analytic.data as Float64Array);
      expect(found).toHaveLength(count(shape));
      for (const i of values[k].keys()) {
        const shifted = (by: number) =>
          values.map((list, at) => (at === k ? list.map((v, j) => (j === i ? v + by : v)) : list));
        const numeric = ((await evaluate(shifted(step))) - (await evaluate(shifted(-step)))) / (2 * step);
        expect(found[i]).toBeCloseTo(numeric, 4);
      }
    }
  }
});

import { describe, expect, it } from 'vitest';
import { TensorShape } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { plain, runAll } from './run-all.ts';

/**
 * The first numbers of a variable [2, 2, 2, 3], and those of one [5], as TensorFlow 2.21's tf.compat.v1 gives them on a
 * CPU for the operation seed 7.
 */
const expected: Readonly<Record<string, readonly [tf.MadeInitializer, readonly number[], readonly number[]]>> = {
  randomUniform: [
    tf.randomUniformInitializer(-1, 2, 7),
    [0.4518229, 0.5186092, -0.2345687, -0.6257732, 1.79903, 0.9938279],
    [0.4518229, 0.5186092, -0.2345687, -0.6257732, 1.79903],
  ],
  randomNormal: [
    tf.randomNormalInitializer(1, 2, { seed: 7 }),
    [0.9061086, -1.407805, 3.33367, 3.341241, 0.3598595, 0.6192977],
    [0.9061086, -1.407805, 3.33367, 3.341241, 0.3598595],
  ],
  truncatedNormal: [
    tf.truncatedNormalInitializer({ mean: 1, stddev: 2, seed: 7 }),
    [0.9061086, -1.407805, 3.33367, 3.341241, 2.433252, 2.142267],
    [0.9061086, -1.407805, 3.33367, 3.341241, 2.433252],
  ],
  uniformUnitScaling: [
    tf.uniformUnitScalingInitializer(1.5, 7),
    [-0.02950233, 0.01139575, -0.4498296, -0.6893924, 0.7954903, 0.3024066],
    [-0.08344531, 0.03223205, -1.27231, -1.949896, 2.249986],
  ],
  varianceScaling: [
    tf.varianceScalingInitializer(2, 'fan_out', 'untruncated_normal', 7),
    [-0.0191655, -0.4914911, 0.4763585, 0.4779038, -0.1306681, -0.07771053],
    [-0.02969106, -0.7614147, 0.7379714, 0.7403654, -0.2024302],
  ],
  glorotUniform: [
    tf.glorotUniformInitializer(7),
    [-0.01759177, 0.006795108, -0.2682266, -0.4110743, 0.4743388, 0.1803205],
    [-0.02487856, 0.009609759, -0.3793297, -0.5813468, 0.6708164],
  ],
  glorotNormal: [
    tf.glorotNormalInitializer({ seed: 7 }),
    [-0.0168771, -0.4328061, 0.4194804, 0.4208412, 0.257629, 0.205324],
    [-0.02386782, -0.6120803, 0.5932348, 0.5951593, 0.3643424],
  ],
  heNormal: [
    tf.initializers.heNormal(7),
    [-0.02668504, -0.6843265, 0.6632567, 0.6654083, 0.4073472, 0.3246458],
    [-0.0337542, -0.8656122, 0.8389608, 0.8416824, 0.515258],
  ],
  heUniform: [
    tf.initializers.heUniform({ seed: 7 }),
    [-0.0278151, 0.01074404, -0.4241034, -0.6499655, 0.7499955, 0.2851117],
    [-0.03518355, 0.01359022, -0.5364532, -0.8221486, 0.9486775],
  ],
  lecunNormal: [
    tf.initializers.lecunNormal(7),
    [-0.01886917, -0.4838919, 0.4689933, 0.4705147, 0.288038, 0.2295592],
    [-0.02386782, -0.6120803, 0.5932348, 0.5951593, 0.3643424],
  ],
  lecunUniform: [
    tf.initializers.lecunUniform(7),
    [-0.01966822, 0.007597148, -0.2998864, -0.459595, 0.5303269, 0.2016044],
    [-0.02487856, 0.009609759, -0.3793297, -0.5813468, 0.6708164],
  ],
};

describe('initializers with a seed give the numbers of TensorFlow', () => {
  it.each(Object.entries(expected))('%s', async (_name, [initializer, kernel, vector]) => {
    const [k, v] = (await runAll(() => ({
      fetches: [
        tf.getVariable('kernel', [2, 2, 2, 3], { initializer }),
        tf.getVariable('vector', { shape: [5], initializer }),
      ],
    }))) as [number[], number[]];
    const near = (found: readonly number[], wanted: readonly number[]) =>
      wanted.forEach((number, i) => {
        expect(found[i]).toBeCloseTo(number, 5);
      });
    near((k.flat(3) as number[]).slice(0, 6), kernel);
    near(v, vector);
  });
});

it('the orthogonal initializer with a seed gives the numbers of TensorFlow, of any shape', async () => {
  const initializer = tf.orthogonalInitializer(2, 7);
  const [kernel, wide] = (await runAll(() => ({
    fetches: [tf.getVariable('kernel', [2, 2, 2, 3], { initializer }), tf.getVariable('wide', [2, 5], { initializer })],
  }))) as number[][];
  const near = (found: unknown[], wanted: readonly number[]) =>
    wanted.forEach((number, i) => {
      expect(found[i]).toBeCloseTo(number, 5);
    });
  near(kernel.flat(3), [-0.04407382, -1.248167, 0.9453768, 1.099014, 0.3203498, -0.2300663]);
  near(wide.flat(), [-0.04985285, 1.239092, -0.3398908, -1.512488, -0.2429409, -1.167894, 1.050603, -0.1609539]);
});

describe('initializers of what is written', () => {
  const values = (build: () => tf.Tensor | tf.Variable) => runAll(() => ({ fetches: [build()] }));

  it('make multiples of the identity, of matrices alone', async () => {
    const initializer = tf.initializers.identity(3);
    expect(await values(() => tf.getVariable('i', [2, 3], { initializer }))).toEqual([
      [
        [3, 0, 0],
        [0, 3, 0],
      ],
    ]);
    expect(() => initializer([2])).toThrow('Identity matrix initializer can only be used for 2D matrices');
    expect(() => tf.orthogonalInitializer()([2])).toThrow('must be at least two-dimensional');
  });

  it('repeat the last number of a constant', async () => {
    const initializer = tf.constantInitializer([1, 2, 3, 4]);
    expect(await values(() => tf.getVariable('c', [2, 3], { initializer }))).toEqual([
      [
        [1, 2, 3],
        [4, 4, 4],
      ],
    ]);
    expect(await values(() => tf.constantInitializer(7, 'int32')([2]))).toEqual([[7, 7]]);
    expect(await values(() => tf.constantInitializer()([2]))).toEqual([[0, 0]]);
  });

  it('are zeros and ones of any type', async () => {
    expect(await values(() => tf.zerosInitializer()([2], 'bool'))).toEqual([[false, false]]);
    expect(await values(() => tf.onesInitializer({ dtype: 'int32' })(TensorShape.of(2)))).toEqual([[1, 1]]);
    expect(tf.onesInitializer('float64')([1], { dtype: 'int32' }).dtype).toBe('int32');
  });

  it('refuse a constant that does not fit', () => {
    const make = (value: number[], verifyShape: boolean, shape: number[]) =>
      new tf.Graph().asDefault(() => tf.constantInitializer({ value, verifyShape })(shape));
    expect(() => make([1, 2], true, [3])).toThrow("Expected Tensor's shape: (3,), got (2,).");
    expect(() => make([1, 2], false, [1])).toThrow();
    expect(make([1, 2], true, [2]).shape.toSymbolic()).toBe('[2]');
  });
});

describe('what initializers refuse', () => {
  it('is a scale that is not positive, and words that are none', () => {
    expect(() => tf.varianceScalingInitializer(0)).toThrow('Argument scale must be a positive float. Received: 0');
    expect(() => tf.varianceScalingInitializer(1, 'fan' as never)).toThrow("('fan_in', 'fan_out', 'fan_avg')");
    expect(() => tf.varianceScalingInitializer({ distribution: 'even' as never })).toThrow('Received: even');
  });
  it('is another type than floats, where those are drawn', () => {
    expect(() => tf.glorotUniformInitializer(1, 'int32' as never)).toThrow('expected to be floating point');
    expect(() => tf.randomNormalInitializer({ dtype: 'bool' as never })).toThrow('expected to be floating point');
  });
  it('is a shape of which not all is known', () => {
    expect(() => tf.glorotUniformInitializer()(TensorShape.unknown)).toThrow('all sizes are known');
  });
});

describe('tf.initializers', () => {
  it('has them under their short names', () => {
    expect(tf.initializers.zeros).toBe(tf.zerosInitializer);
    expect(tf.initializers.varianceScaling).toBe(tf.varianceScalingInitializer);
    expect(tf.initializers.globalVariables).toBe(tf.globalVariablesInitializer);
  });
});

describe('regularizers', () => {
  const weights = [
    [1, -2],
    [3, 0],
  ];
  it.each<[string, tf.MadeRegularizer, number, string[]]>([
    ['l1', tf.regularizers.l1(0.5), 3, ['Abs', 'Const', 'Sum', 'mul/x', 'mul', 'add/x', 'add']],
    ['l2', tf.regularizers.l2({ l: 0.5 }), 7, ['Square', 'Const', 'Sum', 'mul/x', 'mul', 'add/x', 'add']],
    [
      'l1L2',
      tf.regularizers.l1L2(0.5, 1),
      17,
      'Abs Const Sum mul/x mul add/x add Square Const_1 Sum_1 mul_1/x mul_1 add_1'.split(' '),
    ],
    ['l1L2 of nothing', tf.regularizers.l1L2({ l1: 0, l2: 0 }), 0, ['Const']],
  ])('%s', async (_name, regularizer, value, nodes) => {
    const graph = new tf.Graph();
    const loss = graph.asDefault(() => {
      const w = tf.getVariable('w', { initializer: weights, regularizer });
      expect(tf.getCollection(tf.GraphKeys.REGULARIZATION_LOSSES)).toHaveLength(1);
      expect(w.shape.toSymbolic()).toBe('[2, 2]');
      return tf.getCollection<tf.Tensor>(tf.GraphKeys.REGULARIZATION_LOSSES)[0];
    });
    const inside = graph.getOperations().flatMap(({ name }) => name.match(/^w\/Regularizer\/(.*)$/)?.[1] ?? []);
    expect(inside).toEqual(nodes);
    using session = new tf.Session({ graph });
    await session.run(graph.getOperationByName('w/Assign'));
    expect(plain(await session.run(loss))).toBeCloseTo(value, 6);
  });

  it('may say that there is no loss', () => {
    new tf.Graph().asDefault(() => {
      tf.getVariable('w', { shape: [1], regularizer: () => null });
      expect(tf.getCollection(tf.GraphKeys.REGULARIZATION_LOSSES)).toEqual([]);
    });
  });
});

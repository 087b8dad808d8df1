/** Which operations `tf.gradients` adds, under which names, and what it refuses. Numbers: test/golden and finite differences. */

import { beforeEach, describe, expect, it } from 'vitest';
import { getDefaultGraph, type NdArray, resetDefaultGraph, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { addOp, op } from '../../engine/ops/index.ts';

beforeEach(() => resetDefaultGraph());

const names = () =>
  getDefaultGraph()
    .getOperations()
    .map((node) => node.name);
/** Names and types of what `build` adds. */
function added(build: () => unknown): string[] {
  const before = names().length;
  build();
  return getDefaultGraph()
    .getOperations()
    .slice(before)
    .map((node) => `${node.name} ${node.type}`);
}
const vector = (name: string) => tf.placeholder('float32', [3], { name });
const mul = (x: Tensor, y: Tensor, name: string) => op('Mul', [x, y], {}, name);

describe('names and order', () => {
  it('start with ones for each y, under the scope gradients', () => {
    const x = tf.placeholder('float32', [null], { name: 'x' });
    const y = op('Exp', [x], {}, 'y');
    expect(added(() => tf.gradients(y, x))).toEqual([
      'gradients/Shape Shape',
      'gradients/grad_ys_0 Const',
      'gradients/Fill Fill',
      'gradients/y_grad/mul Mul',
    ]);
    expect(added(() => tf.gradients(y, x))[0]).toBe('gradients_1/Shape Shape');
    expect(added(() => tf.gradients(y, x, { name: 'slopes' }))[0]).toBe('slopes/Shape Shape');
  });

  it('fold the shape of a static y into a constant', () => {
    const x = vector('x');
    expect(added(() => tf.gradients(op('Exp', [x], {}, 'y'), x))[1]).toBe('gradients/Shape Const');
  });

  it('take the gradients of ys that the caller gives', () => {
    const x = vector('x');
    const y = op('Neg', [x], {}, 'y');
    expect(added(() => tf.gradients(y, x, { gradYs: [[1, 2, 3]] }))).toEqual([
      'gradients/grad_y Const',
      'gradients/grad_ys_0 Identity',
      'gradients/y_grad/Neg Neg',
    ]);
  });

  it('sum what comes back over several paths with one AddN', () => {
    const x = vector('x');
    const y = mul(op('Exp', [x], {}, 'a'), op('Neg', [x], {}, 'b'), 'y');
    const nodes = added(() => {
      const [gradient] = tf.gradients(y, x);
      expect(gradient!.name).toBe('gradients/AddN:0');
    });
    expect(nodes.filter((node) => node.endsWith(' AddN'))).toEqual(['gradients/AddN AddN']);
    expect(nodes.at(-1)).toBe('gradients/AddN AddN');
  });

  it('nest the scope of the operation', () => {
    const x = vector('x');
    const y = tf.nameScope('model', () => tf.nameScope('layer', () => op('Relu', [x])));
    expect(added(() => tf.gradients(y, x)).at(-1)).toBe('gradients/model/layer/Relu_grad/ReluGrad ReluGrad');
  });

  it('put zeros where a second output is not used', () => {
    const logits = tf.placeholder('float32', [null, 3], { name: 'logits' });
    const labels = tf.placeholder('float32', [null, 3], { name: 'labels' });
    const loss = op('SoftmaxCrossEntropyWithLogits', [logits, labels], {}, 'xent');
    const nodes = added(() => tf.gradients(loss, logits));
    expect(nodes).toContain('gradients/zeros_like ZerosLike');
    expect(nodes).toContain('gradients/xent_grad/mul Mul');
  });

  it('gate the gradients of one operation on each other, as optimizers ask', () => {
    const [x, w] = [tf.placeholder('float32', [2, 3]), tf.placeholder('float32', [3, 4])];
    const y = op('MatMul', [x, w], {}, 'y');
    const nodes = added(() => tf.gradients(y, [x, w], { gateGradients: true }));
    expect(nodes.slice(-5)).toEqual([
      'gradients/y_grad/MatMul MatMul',
      'gradients/y_grad/MatMul_1 MatMul',
      'gradients/y_grad/tuple/group_deps NoOp',
      'gradients/y_grad/tuple/control_dependency Identity',
      'gradients/y_grad/tuple/control_dependency_1 Identity',
    ]);
    const gate = getDefaultGraph().getOperationByName('gradients/y_grad/tuple/group_deps');
    expect(gate.controlInputs.map((node) => node.name)).toEqual([
      'gradients/y_grad/MatMul',
      'gradients/y_grad/MatMul_1',
    ]);
    const last = getDefaultGraph().getOperationByName('gradients/y_grad/tuple/control_dependency_1');
    expect(last.controlInputs).toEqual([gate]);
  });
});

describe('what flows', () => {
  it('reaches a variable through its read', () => {
    const v = new tf.Variable(tf.constant([1, 2]), { name: 'v' });
    const y = op('Exp', [v.value()], {}, 'y');
    const [toVariable, toRead] = [tf.gradients(y, v)[0], tf.gradients(y, [v.value()])[0]];
    expect(toVariable!.name).toBe('gradients/y_grad/mul:0');
    expect(toRead!.name).toBe('gradients_1/y_grad/mul:0');
    expect(toVariable!.shape.asList()).toEqual([2]);
  });

  it('is null where y does not depend on x', () => {
    const [x, z] = [vector('x'), vector('z')];
    expect(tf.gradients(op('Exp', [x]), [x, z])[1]).toBeNull();
    expect(tf.gradients(op('StopGradient', [x]), [x])).toEqual([null]);
    expect(tf.gradients(tf.cast(tf.argmax(x), 'float32'), [x])).toEqual([null]);
  });

  it('is the given gradient for x itself', () => {
    const x = vector('x');
    expect(tf.gradients(x, x)[0]!.name).toBe('gradients/Fill:0');
  });

  it('stops where it is told to', () => {
    const x = vector('x');
    const a = op('Exp', [x], {}, 'a');
    const y = mul(a, x, 'y');
    const [toA, toX] = tf.gradients(y, [a, x], { stopGradients: a });
    expect(toA).not.toBeNull();
    expect(names()).not.toContain('gradients/a_grad/mul');
    expect(toX!.op.type).not.toBe('AddN');
  });

  it('visits only what lies between xs and ys', () => {
    const [x, z] = [vector('x'), vector('z')];
    const y = mul(op('Exp', [x], {}, 'left'), op('Exp', [z], {}, 'right'), 'y');
    const nodes = added(() => tf.gradients(y, x));
    expect(nodes.some((node) => node.startsWith('gradients/left_grad/'))).toBe(true);
    expect(nodes.some((node) => node.startsWith('gradients/right_grad/'))).toBe(false);
  });

  it('goes through the middle when x depends on another x', () => {
    const x = vector('x');
    const a = op('Exp', [x], {}, 'a');
    const [toX, toA] = tf.gradients(op('Exp', [a], {}, 'y'), [x, a]);
    expect([toX!.op.name, toA!.op.name]).toEqual(['gradients/a_grad/mul', 'gradients/y_grad/mul']);
  });

  it('runs on the device of the operation it belongs to', () => {
    const x = vector('x');
    const y = tf.device('/gpu:0', () => op('Exp', [x], {}, 'y'));
    expect(tf.gradients(y, x)[0]!.device).toBe('/device:GPU:0');
    const z = op('Exp', [x], {}, 'z');
    expect(tf.gradients(z, x)[0]!.device).toBe('');
  });

  it('belongs to the graph of what is differentiated', () => {
    const graph = new tf.Graph();
    const [x, y] = graph.asDefault(() => {
      const input = vector('x');
      return [input, op('Exp', [input])];
    });
    expect(tf.gradients(y, x)[0]!.graph).toBe(graph);
    expect(names()).toEqual([]);
  });
});

describe('refusals', () => {
  it('name the operation that has no gradient', () => {
    const x = tf.placeholder('float32', [1, 2, 2, 1], { name: 'x' });
    const normalized = tf.nn.localResponseNormalization(x);
    const [first] = tf.gradients(normalized, x);
    expect(() => tf.gradients(first!, x)).toThrow(
      "No gradient defined for operation 'gradients/LRN_grad/LRNGrad' (op type: LRNGrad).",
    );
  });

  it('say what to do about integers', () => {
    const x = tf.placeholder('int32', [3], { name: 'x' });
    expect(() => tf.gradients(x, x)).toThrow('Gradients of a tensor of type int32 are not defined');
  });

  it('count the given gradients', () => {
    const x = vector('x');
    expect(() => tf.gradients([x, x], x, { gradYs: [x] })).toThrow('one gradient for each of the 2 ys, but has 1');
  });
});

/** Central differences of the sum of `y` at `point`, in float64, where they are good to nine digits. */
async function slopes(y: Tensor, x: Tensor, point: readonly number[]): Promise<number[]> {
  using session = new tf.Session();
  const sumAt = async (values: readonly number[]) => {
    const shape = x.shape.asList() as number[];
    const fed = new tf.NdArray('float64', shape, Float64Array.from(values));
    const result = (await session.run(y, new Map([[x, fed]]))) as NdArray<'float64'> | number;
    return typeof result === 'number' ? result : result.data.reduce((a, b) => a + b, 0);
  };
  const step = 1e-5;
  const found: number[] = [];
  for (const i of point.keys()) {
    const moved = (by: number) => point.map((value, j) => (i === j ? value + by : value));
    found.push(((await sumAt(moved(step))) - (await sumAt(moved(-step)))) / (2 * step));
  }
  return found;
}

describe('second derivatives agree with finite differences of the first', () => {
  const twice: Record<string, readonly [shape: number[], f: (x: Tensor) => Tensor]> = {
    Elu: [[6], (x) => tf.nn.elu(x)],
    Selu: [[6], (x) => tf.nn.selu(x)],
    Softplus: [[6], (x) => tf.nn.softplus(x)],
    Relu: [[6], (x) => mul(tf.nn.relu(x), x, 'm')],
    LeakyRelu: [[6], (x) => mul(tf.nn.leakyRelu(x), x, 'm')],
    Softmax: [[2, 3], (x) => mul(tf.nn.softmax(x), x, 'm')],
    LogSoftmax: [[2, 3], (x) => mul(tf.nn.logSoftmax(x), x, 'm')],
    L2Loss: [[6], (x) => tf.nn.l2Loss(op('Exp', [x]))],
    BiasAdd: [
      [2, 3],
      (x) =>
        op('Exp', [
          tf.nn.biasAdd(
            x,
            op('Reshape', [
              op('Slice', [x, tf.constant([0, 0], { dtype: 'int32' }), tf.constant([1, 3], { dtype: 'int32' })]),
              tf.constant([3], { dtype: 'int32' }),
            ]),
          ),
        ]),
    ],
    SoftmaxCrossEntropyWithLogits: [
      [2, 3],
      (x) =>
        addOp('SoftmaxCrossEntropyWithLogits', [
          x,
          tf.constant(
            [
              [0.2, 0.3, 0.5],
              [1, 0, 0],
            ],
            { dtype: 'float64' },
          ),
        ]).outputs[0],
    ],
    AvgPool: [[1, 3, 2, 1], (x) => op('Exp', [tf.nn.avgPool(x, 2, 1, 'SAME')])],
    Conv2D: [
      [1, 3, 2, 1],
      (x) =>
        tf.nn.conv2d(
          x,
          op('Reshape', [op('Exp', [x]), tf.constant([3, 2, 1, 1], { dtype: 'int32' })]),
          [1, 2, 1, 1],
          'SAME',
        ),
    ],
    DepthwiseConv2dNative: [
      [1, 3, 2, 1],
      (x) =>
        tf.nn.depthwiseConv2d(
          x,
          op('Reshape', [op('Exp', [x]), tf.constant([3, 2, 1, 1], { dtype: 'int32' })]),
          [1, 2, 2, 1],
          'SAME',
        ),
    ],
    TopKV2: [[2, 3], (x) => op('Exp', [tf.nn.topK(x, 2).values])],
  };
  it.each(Object.keys(twice))('%s', async (type) => {
    const [shape, f] = twice[type];
    const x = tf.placeholder('float64', shape, { name: 'x' });
    const point = [-1.3, 0.4, -0.2, 1.7, 0.9, -0.6];
    const y = f(x);
    const [first] = tf.gradients(mul(y, y, 'square'), x);
    const weights = tf.constant(new tf.NdArray('float64', shape, Float64Array.of(0.5, -1, 2, 0.25, 1.5, -0.75)));
    const weighted = mul(first!, weights, 'weighted');
    const [second] = tf.gradients(weighted, x);
    using session = new tf.Session();
    const fed = new Map([[x, new tf.NdArray('float64', shape, Float64Array.from(point))]]);
    const exact = (await session.run(second!, fed)) as NdArray<'float64'>;
    const estimate = await slopes(weighted, x, point);
    for (const [i, value] of exact.data.entries()) expect(value).toBeCloseTo(estimate[i], 5);
  });
});

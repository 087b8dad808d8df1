/** Dense optimizer updates against their papers' formulas, written out per element in double precision. */

import { beforeEach, describe, expect, it } from 'vitest';
import { type NdArray, resetDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { addOp, type PlainAttributes } from '../../engine/ops/index.ts';

beforeEach(() => resetDefaultGraph());

const gradients = [
  [0.5, -1.25, 0, 3],
  [-0.75, -0.5, 2, 0.125],
  [0.1, 4, -0.3, -1],
];
const start = [1, -2, 0.5, 0.02];

interface Case {
  readonly type: string;
  readonly attributes?: PlainAttributes;
  /** Where the slots start. */
  readonly slots: readonly number[];
  /** Hyperparameters by the operation's argument names, in its order; null stands for the gradient. */
  readonly inputs: Readonly<Record<string, number | null>>;
  /** One element: the variable, its slots and a gradient → the new variable and slots. */
  readonly reference: (state: readonly number[], g: number) => number[];
}

const shrink = (x: number, by: number) => Math.sign(x) * Math.max(Math.abs(x) - by, 0);

const cases: readonly Case[] = [
  {
    type: 'ApplyGradientDescent',
    slots: [],
    inputs: { alpha: 0.1, delta: null },
    reference: ([x], g) => [x - 0.1 * g],
  },
  {
    type: 'ApplyMomentum',
    slots: [0],
    inputs: { lr: 0.1, grad: null, momentum: 0.9 },
    reference: ([x, a], g) => [x - 0.1 * (0.9 * a + g), 0.9 * a + g],
  },
  {
    type: 'ApplyMomentum',
    attributes: { use_nesterov: true },
    slots: [0],
    inputs: { lr: 0.1, grad: null, momentum: 0.9 },
    reference: ([x, a], g) => [x - 0.1 * (g + 0.9 * (0.9 * a + g)), 0.9 * a + g],
  },
  ...[false, true].map(
    (nesterov): Case => ({
      type: 'ApplyAdam',
      attributes: { use_nesterov: nesterov },
      slots: [0, 0],
      inputs: { beta1_power: 0.81, beta2_power: 0.98, lr: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, grad: null },
      reference: ([x, m, v], g) => {
        const [m1, v1] = [0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g];
        const alpha = (0.01 * Math.sqrt(1 - 0.98)) / (1 - 0.81);
        return [x - (alpha * (nesterov ? 0.9 * m1 + 0.1 * g : m1)) / (Math.sqrt(v1) + 1e-8), m1, v1];
      },
    }),
  ),
  {
    type: 'ApplyAdaMax',
    slots: [0, 0],
    inputs: { beta1_power: 0.81, lr: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, grad: null },
    reference: ([x, m, v], g) => {
      const [m1, v1] = [0.9 * m + 0.1 * g, Math.max(0.99 * v, Math.abs(g))];
      return [x - ((0.01 / (1 - 0.81)) * m1) / (v1 + 1e-8), m1, v1];
    },
  },
  {
    type: 'ApplyRMSProp',
    slots: [1, 0],
    inputs: { lr: 0.01, rho: 0.9, momentum: 0.5, epsilon: 1e-10, grad: null },
    reference: ([x, ms, mom], g) => {
      const ms1 = 0.9 * ms + 0.1 * g * g;
      const mom1 = 0.5 * mom + (0.01 * g) / Math.sqrt(ms1 + 1e-10);
      return [x - mom1, ms1, mom1];
    },
  },
  {
    type: 'ApplyCenteredRMSProp',
    slots: [0, 1, 0],
    inputs: { lr: 0.01, rho: 0.9, momentum: 0.5, epsilon: 1e-3, grad: null },
    reference: ([x, mg, ms, mom], g) => {
      const [mg1, ms1] = [0.9 * mg + 0.1 * g, 0.9 * ms + 0.1 * g * g];
      const mom1 = 0.5 * mom + (0.01 * g) / Math.sqrt(ms1 - mg1 * mg1 + 1e-3);
      return [x - mom1, mg1, ms1, mom1];
    },
  },
  {
    type: 'ApplyAdagrad',
    slots: [0.1],
    inputs: { lr: 0.1, grad: null },
    reference: ([x, a], g) => [x - (0.1 * g) / Math.sqrt(a + g * g), a + g * g],
  },
  {
    type: 'ApplyAdagrad',
    attributes: { update_slots: false },
    slots: [0.1],
    inputs: { lr: 0.1, grad: null },
    reference: ([x, a], g) => [x - (0.1 * g) / Math.sqrt(a), a],
  },
  {
    type: 'ApplyAdadelta',
    slots: [0, 0],
    inputs: { lr: 0.5, rho: 0.95, epsilon: 1e-3, grad: null },
    reference: ([x, a, u], g) => {
      const a1 = 0.95 * a + 0.05 * g * g;
      const update = (Math.sqrt(u + 1e-3) / Math.sqrt(a1 + 1e-3)) * g;
      return [x - 0.5 * update, a1, 0.95 * u + 0.05 * update * update];
    },
  },
  {
    type: 'ApplyAdagradDA',
    slots: [0, 0.1],
    inputs: { grad: null, lr: 0.1, l1: 0.2, l2: 0.3, global_step: 2 },
    reference: ([, sum, squares], g) => {
      const [sum1, squares1] = [sum + g, squares + g * g];
      return [(-0.1 * shrink(sum1, 0.2 * 2)) / (0.3 * 2 * 0.1 + Math.sqrt(squares1)), sum1, squares1];
    },
  },
  ...[0, 0.3].map(
    (l1): Case => ({
      type: 'ApplyProximalGradientDescent',
      slots: [],
      inputs: { alpha: 0.1, l1, l2: 0.2, delta: null },
      reference: ([x], g) => [shrink(x - 0.1 * g, 0.1 * l1) / (1 + 0.1 * 0.2)],
    }),
  ),
  {
    type: 'ApplyProximalAdagrad',
    slots: [0.1],
    inputs: { lr: 0.1, l1: 0.3, l2: 0.2, grad: null },
    reference: ([x, a], g) => {
      const rate = 0.1 / Math.sqrt(a + g * g);
      return [shrink(x - rate * g, rate * 0.3) / (1 + rate * 0.2), a + g * g];
    },
  },
  ...[-0.5, -0.7].map(
    (power): Case => ({
      type: 'ApplyFtrl',
      slots: [0.1, 0],
      inputs: { grad: null, lr: 0.1, l1: 0.2, l2: 0.3, lr_power: power },
      reference: ([x, a, z], g) => ftrl(x, a, z, g, g, power),
    }),
  ),
  {
    type: 'ApplyFtrlV2',
    slots: [0.1, 0],
    inputs: { grad: null, lr: 0.1, l1: 0.2, l2: 0.3, l2_shrinkage: 0.4, lr_power: -0.5 },
    reference: ([x, a, z], g) => ftrl(x, a, z, g, g + 2 * 0.4 * x, -0.5),
  },
  {
    type: 'ApplyAddSign',
    slots: [0],
    inputs: { lr: 0.1, alpha: 1, sign_decay: 0.9, beta: 0.8, grad: null },
    reference: ([x, m], g) => {
      const m1 = 0.8 * m + 0.2 * g;
      return [x - 0.1 * (1 + 0.9 * Math.sign(g) * Math.sign(m1)) * g, m1];
    },
  },
  {
    type: 'ApplyPowerSign',
    slots: [0],
    inputs: { lr: 0.1, logbase: 1, sign_decay: 0.9, beta: 0.8, grad: null },
    reference: ([x, m], g) => {
      const m1 = 0.8 * m + 0.2 * g;
      return [x - 0.1 * Math.exp(0.9 * Math.sign(g) * Math.sign(m1)) * g, m1];
    },
  },
];

function ftrl(x: number, a: number, z: number, g: number, penalized: number, power: number): number[] {
  const a1 = a + g * g;
  const z1 = z + penalized - ((a1 ** -power - a ** -power) / 0.1) * x;
  const next = Math.abs(z1) > 0.2 ? (0.2 * Math.sign(z1) - z1) / (a1 ** -power / 0.1 + 2 * 0.3) : 0;
  return [next, a1, z1];
}

describe('dense updates', () => {
  for (const { type, attributes, slots, inputs, reference } of cases) {
    const settings = [attributes, inputs].filter(Boolean).map((part) => JSON.stringify(part));
    it(`${type} ${settings.join(' ')}`, async () => {
      const variable = (values: readonly number[]) => new tf.Variable(tf.constant(values, { dtype: 'float64' }));
      const references = [variable(start), ...slots.map((value) => variable(start.map(() => value)))];
      const gradient = tf.placeholder('float64', [4]);
      const values = Object.entries(inputs).map(([name, value]) =>
        value === null ? gradient : tf.constant(value, { dtype: name === 'global_step' ? 'int64' : 'float64' }),
      );
      const refs = references.map((reference) => reference.asGraphElement());
      const update = addOp(type, [...refs, ...values], attributes);
      using session = new tf.Session();
      await session.run(tf.globalVariablesInitializer());
      let state = start.map((x) => [x, ...slots]);
      for (const step of gradients) {
        const fed = new Map([[gradient, new tf.NdArray('float64', [4], Float64Array.from(step))]]);
        await session.run(update, fed);
        state = state.map((element, i) => reference(element, step[i]));
        const now = (await session.run(references)) as NdArray<'float64'>[];
        now.forEach(({ data }, slot) => {
          for (const [i, value] of data.entries()) expect(value).toBeCloseTo(state[i][slot], 12);
        });
      }
    });
  }

  it('give the variable itself back', async () => {
    const v = new tf.Variable(tf.constant([1, 2]), { name: 'v' });
    const updated = addOp('ApplyGradientDescent', [v.asGraphElement(), tf.constant(0.5), tf.constant([2, 4])])
      .outputs[0];
    expect([updated.isRef, updated.shape.toString()]).toEqual([true, '(2,)']);
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    expect(Array.from((await session.run(updated)) as NdArray<'float32'>)).toEqual([0, 0]);
  });

  it('refuse slots, gradients and rates of the wrong shape', () => {
    const v = new tf.Variable(tf.zeros([2]), { name: 'v' });
    const slot = new tf.Variable(tf.zeros([3]), { name: 'slot' });
    const refs = [v, slot].map((variable) => variable.asGraphElement());
    const [rate, gradient] = [tf.constant(0.1), tf.zeros([2])];
    expect(() => addOp('ApplyMomentum', [...refs, rate, gradient, rate])).toThrow(
      'Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2] and [3].',
    );
    expect(() => addOp('ApplyGradientDescent', [refs[0], tf.zeros([1]), gradient])).toThrow(
      "Shape must be rank 0 but is rank 1 ('alpha')",
    );
    expect(() => addOp('ApplyGradientDescent', [refs[0], rate, tf.zeros([2, 1])])).toThrow(
      'Shapes must be equal rank, but are 1 and 2',
    );
  });
});

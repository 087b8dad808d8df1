/** Optimizers, moving averages and learning-rate schedules give TensorFlow's numbers step by step. */

import { describe, expect, it } from 'vitest';
import type { DType, Operation } from '../../engine/graph/index.ts';
import { difference } from './compare.ts';
import { type Api, tf } from './engine.ts';
import { readFixture, type TensorJson, toArray } from './fixture.ts';

type Values = Readonly<Record<string, TensorJson>>;

interface OptimizerCase {
  readonly problem: 'dense' | 'sparse';
  readonly optimizer: string;
  readonly args: readonly number[];
  readonly options: object;
  readonly variables: readonly string[];
  readonly slotNames: readonly string[];
  readonly trainable: readonly string[];
  readonly initial: Values;
  readonly steps: readonly Values[];
  readonly loss: TensorJson;
  readonly operations?: readonly (readonly [name: string, type: string])[];
}
interface AverageCase {
  readonly decay: number;
  readonly numUpdates: boolean;
  readonly zeroDebias: boolean;
  readonly averageName: string;
  readonly average: string;
  readonly steps: readonly Values[];
}
interface ScheduleCase {
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly options: object;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}
interface Fixture {
  readonly problem: {
    readonly x: TensorJson;
    readonly y: TensorJson;
    readonly w: number[];
    readonly b: number;
    readonly table: TensorJson;
    readonly indices: number[];
  };
  readonly optimizers: readonly OptimizerCase[];
  readonly averages: readonly AverageCase[];
  readonly schedules: readonly ScheduleCase[];
}

const golden = readFixture<Fixture>('optimizers');

/** Five steps let differences of float32 rounding grow. */
const TOLERANCE = { rtol: 5e-5, atol: 2e-6 };

const problems: Record<OptimizerCase['problem'], () => Api> = {
  dense() {
    const w = new tf.Variable(golden.problem.w, { name: 'w' });
    const b = new tf.Variable(golden.problem.b, { name: 'b' });
    const x = tf.constant(toArray(golden.problem.x), { name: 'x' });
    const y = tf.constant(toArray(golden.problem.y), { name: 'y' });
    const error = tf.subtract(tf.add(tf.reduceSum(tf.multiply(x, w), { axis: 1 }), b), y);
    return tf.reduceMean(tf.square(error), { name: 'loss' });
  },
  sparse() {
    const table = new tf.Variable(toArray(golden.problem.table), { name: 'table' });
    const rows = tf.gather(table, tf.constant(Int32Array.from(golden.problem.indices)));
    return tf.reduceSum(tf.square(tf.subtract(rows, 0.5)), { name: 'loss' });
  },
};

async function expectValues(session: Api, expected: Values): Promise<void> {
  const variables: Api[] = tf.globalVariables();
  const values: unknown[] = await session.run(variables);
  const faults = variables.flatMap((variable, i) => {
    const name: string = variable.op.name;
    if (!expected[name]) return [`${name} is not among TensorFlow's variables`];
    const fault = difference(values[i], variable.dtype.replace('_ref', '') as DType, expected[name], TOLERANCE);
    return fault ? [`${name}: ${fault}`] : [];
  });
  expect(faults.join('\n')).toBe('');
}

/** Variables' own nodes and the update kernels; TensorFlow 2 writes some of the arithmetic around them differently. */
function structure(operations: readonly (readonly [string, string])[], variables: readonly string[]): string[] {
  const own = (name: string) => variables.some((v) => name === v || name.startsWith(`${v}/`));
  return operations
    .filter(([name, type]) => !name.startsWith('gradients') && (own(name) || /^Apply/.test(type)))
    .map(([name, type]) => `${name} ${type}`)
    .sort();
}

describe('optimizers', () => {
  for (const c of golden.optimizers) {
    it(`${c.optimizer}(${c.args.join(', ')}) ${JSON.stringify(c.options)}, ${c.problem} gradients`, async () => {
      tf.resetDefaultGraph();
      const loss = problems[c.problem]();
      const before = new Set<Operation>(tf.getDefaultGraph().getOperations());
      const step = c.optimizer === 'AdagradDAOptimizer' ? tf.train.getOrCreateGlobalStep() : undefined;
      const optimizer = new tf.train[c.optimizer](...c.args, ...(step ? [step] : []), c.options);
      const train = optimizer.minimize(loss, step ? { globalStep: step } : {});

      expect(tf.globalVariables().map((v: Api) => v.op.name)).toEqual(c.variables);
      expect(tf.trainableVariables().map((v: Api) => v.op.name)).toEqual(c.trainable);
      expect([...optimizer.getSlotNames()].sort()).toEqual(c.slotNames);
      if (c.operations) {
        const made: Operation[] = tf.getDefaultGraph().getOperations();
        const ours = made.filter((op) => !before.has(op)).map((op) => [op.name, op.type] as const);
        expect(structure(ours, c.variables)).toEqual(structure(c.operations, c.variables));
      }

      const session = new tf.Session();
      await session.run(tf.globalVariablesInitializer());
      await expectValues(session, c.initial);
      for (const expected of c.steps) {
        await session.run(train);
        await expectValues(session, expected);
      }
      expect(difference(await session.run(loss), loss.dtype, c.loss, TOLERANCE)).toBeUndefined();
      session.close();
    });
  }
});

describe('moving averages', () => {
  for (const c of golden.averages) {
    const { decay, zeroDebias } = c;
    it(`decay ${decay}${c.numUpdates ? ', with the number of updates' : ''}${zeroDebias ? ', from zero' : ''}`, async () => {
      tf.resetDefaultGraph();
      const v = new tf.Variable([1, -2], { name: 'v' });
      const step = new tf.Variable(tf.constant(0, { dtype: 'int32' }), { name: 'step', trainable: false });
      const change = tf.group(v.assignAdd([0.5, 0.25]), step.assignAdd(1));
      const options = c.numUpdates ? { numUpdates: step, zeroDebias } : { zeroDebias };
      const ema = new tf.train.ExponentialMovingAverage(decay, options);
      const update = ema.apply([v]);
      expect(ema.averageName(v)).toBe(c.averageName);
      expect(ema.average(v).op.name).toBe(c.average);
      const session = new tf.Session();
      await session.run(tf.globalVariablesInitializer());
      for (const expected of c.steps) {
        await session.run(change);
        await session.run(update);
        const average = await session.run(ema.average(v));
        expect(difference(average, 'float32', expected[c.average], TOLERANCE)).toBeUndefined();
      }
      session.close();
    });
  }
});

describe('learning-rate schedules', () => {
  for (const c of golden.schedules) {
    it(`${c.fn} ${JSON.stringify(c.args)} ${JSON.stringify(c.options)}`, async () => {
      tf.resetDefaultGraph();
      const step = tf.placeholder('int32', []);
      const rate = tf.train[c.fn](...c.args.map((a) => (a === 'step' ? step : a)), c.options);
      const session = new tf.Session();
      const values: number[] = [];
      for (const s of c.steps) values.push(await session.run(rate, [[step, s]]));
      session.close();
      const expected: TensorJson = { dtype: 'float32', shape: [c.values.length], data: c.values };
      const ours = toArray({ ...expected, data: values });
      expect(difference(ours, 'float32', expected)).toBeUndefined();
    });
  }
});

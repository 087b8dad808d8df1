import { describe, expect, it } from 'vitest';
import { analyzed, errorsOf, exportsOf, told } from './analyzed.ts';

const model = `
const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const w = new tf.Variable(tf.zeros([4, 2]), { name: 'w' });
const y = tf.matmul(x, w);
const loss = tf.reduceMean(y);
const globalStep = tf.train.getOrCreateGlobalStep();
const trainOp = new tf.train.AdamOptimizer(0.1).minimize(loss, { globalStep });
const data = new tf.NdArray('float32', [20, 4], new Float32Array(80));
`;

describe('supervised training sessions', () => {
  const program = `${model}
    await using sess = await tf.train.MonitoredTrainingSession({
      checkpointDir: 'run',
      hooks: [new tf.train.StopAtStepHook({ lastStep: 10 }), new tf.train.LoggingTensorHook([loss], { everyNIter: 5 })],
    });
    while (!sess.shouldStop()) await sess.run(trainOp, [[x, data]]);
  `;

  it('run as sessions do, without a word on variables that they initialise', () => {
    expect(told(analyzed(program))).toEqual([]);
    const found = exportsOf(`${program}
      export const value = await sess.run(y, [[x, data]]);
      export const step = await sess.runStepFn(({ session }) => session.run(y, [[x, data]]));
      export const singular = await tf.train.SingularMonitoredSession.create();
      export const raw = await singular.rawSession().run(w);
      export const bare = await (await tf.train.MonitoredSession.create()).run(w);
    `);
    expect(found).toMatchObject({
      value: 'float32[20, 2]',
      step: 'float32[20, 2]',
      raw: 'float32[4, 2]',
      bare: 'float32[4, 2]',
    });
  });

  it('refuse what their runs would refuse', () => {
    const make = 'const sess = await tf.train.MonitoredTrainingSession();';
    expect(errorsOf(`${model}${make}\nawait sess.run(null, [[x, data]]);`)).toEqual(['fetch-invalid «null»']);
    expect(errorsOf(`${model}${make}\nawait sess.run(y, [[x, new tf.NdArray('float32', [2, 3])]]);`)).toHaveLength(1);
    expect(errorsOf(`${model}${make}\nawait sess.close();\nawait sess.run(w);`)).toEqual([
      expect.stringMatching(/^session-misuse/),
    ]);
  });

  it('miss a feed, unless a hook may feed it', () => {
    const fed = (hooks: string) =>
      told(
        analyzed(`${model}
          class Feeding extends tf.train.SessionRunHook {
            beforeRun() {
              return new tf.train.SessionRunArgs(null, [[x, data]]);
            }
          }
          const sess = await tf.train.MonitoredTrainingSession({ hooks: [${hooks}] });
          await sess.run(trainOp);
        `),
      ).map((text) => text.split(':')[0]);
    expect(fed('new tf.train.NanTensorHook(loss)')).toEqual(['feed-missing']);
    expect(fed('new tf.train.NanTensorHook(loss), new tf.train.FeedFnHook(() => [[x, data]])')).toEqual([]);
    expect(fed('new Feeding()')).toEqual([]);
    expect(fed('...JSON.parse(process.env.X)')).toEqual([]);
  });
});

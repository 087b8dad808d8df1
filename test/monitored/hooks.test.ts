/** What the hooks do, one by one, and the rules of the session that calls them. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { setRunDefaults, setRunReporter } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { recorder } from '../train/recording-reporter.ts';
import { temporaryFolder } from '../train/temporary-folder.ts';

afterEach(() => {
  setRunReporter(null);
  setRunDefaults({});
  vi.restoreAllMocks();
});

/** A model of one variable that counts up with the step, and a session for it. */
function counting(
  make: (model: {
    w: tf.Variable;
    x: tf.Tensor;
    fed: tf.Tensor;
    trainOp: tf.Operation;
  }) => Promise<tf.train.MonitoredSession>,
) {
  return new tf.Graph().asDefault(() => {
    const w = tf.getVariable('w', [], { initializer: tf.zerosInitializer() });
    const globalStep = tf.train.getOrCreateGlobalStep();
    const x = tf.placeholder('float32', [], { name: 'x' });
    const model = { w, x, fed: x.mul(2), trainOp: tf.group([w.assignAdd(1), globalStep.assignAdd(1)]), globalStep };
    return { ...model, making: make(model) };
  });
}

/** What is written to the standard error meanwhile. */
function errorLines(): string[] {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  return lines;
}

async function stepsUntilStop(session: tf.train.MonitoredSession, trainOp: tf.Operation): Promise<number> {
  let steps = 0;
  for (; !session.shouldStop(); steps++) await session.run(trainOp);
  return steps;
}

describe('StopAtStepHook', () => {
  it.each([
    [{ numSteps: 3 }, 3],
    [{ lastStep: 5 }, 5],
  ])('with %o ends after %d steps', async (options, steps) => {
    const { making, trainOp } = counting(() =>
      tf.train.MonitoredTrainingSession({ hooks: [new tf.train.StopAtStepHook(options)] }),
    );
    await using session = await making;
    expect(await stepsUntilStop(session, trainOp)).toBe(steps);
    await expect(session.run(trainOp)).rejects.toThrow('Run called even after should_stop requested.');
  });

  it('needs one of the two, and a global step', async () => {
    expect(() => new tf.train.StopAtStepHook({})).toThrow('One of numSteps or lastStep must be specified.');
    expect(() => new tf.train.StopAtStepHook({ numSteps: 1, lastStep: 1 })).toThrow('Only one of');
    const { making } = new tf.Graph().asDefault(() => {
      tf.getVariable('w', []);
      return { making: tf.train.MonitoredSession.create({ hooks: [new tf.train.StopAtStepHook({ numSteps: 1 })] }) };
    });
    await expect(making).rejects.toThrow('Global step should be created to use StopAtStepHook');
  });
});

describe('NanTensorHook', () => {
  const nan = (failOnNanLoss: boolean) =>
    counting(({ fed }) =>
      tf.train.MonitoredTrainingSession({ hooks: [new tf.train.NanTensorHook(fed, { failOnNanLoss })] }),
    );

  it('throws for a NaN, and for nothing else', async () => {
    const lines = errorLines();
    const { making, x, trainOp } = nan(true);
    await using session = await making;
    await session.run(trainOp, [[x, Number.POSITIVE_INFINITY]]);
    await expect(session.run(trainOp, [[x, Number.NaN]])).rejects.toThrow(tf.train.NanLossDuringTrainingError);
    expect(lines).toEqual(['Model diverged with loss = NaN.\n']);
  });

  it('or asks for a stop', async () => {
    errorLines();
    const { making, x, trainOp } = nan(false);
    await using session = await making;
    await session.run(trainOp, [[x, Number.NaN]]);
    expect(session.shouldStop()).toBe(true);
  });
});

describe('LoggingTensorHook', () => {
  async function logged(tensors: 'list' | 'record', options: tf.train.LoggingTensorOptions): Promise<string[]> {
    const lines = errorLines();
    const { making, trainOp } = counting(({ w }) => {
      const hook = new tf.train.LoggingTensorHook(tensors === 'list' ? [w] : { weight: w }, options);
      return tf.train.MonitoredTrainingSession({ hooks: [hook, new tf.train.StopAtStepHook({ numSteps: 5 })] });
    });
    const session = await making;
    await stepsUntilStop(session, trainOp);
    await session.close();
    return lines;
  }

  it('prints at the first run and every so many', async () => {
    const lines = await logged('list', { everyNIter: 2 });
    expect(lines.map((line) => line.replace(/\d+\.\d{3} sec/, 'T sec'))).toEqual([
      'w:0 = 1\n',
      'w:0 = 3 (T sec)\n',
      'w:0 = 5 (T sec)\n',
    ]);
  });

  it('prints what a formatter makes, at the end too', async () => {
    const formatter = ({ weight }: Record<string, unknown>) => `weighs ${weight}`;
    expect(await logged('record', { everyNIter: 4, atEnd: true, formatter })).toEqual([
      'weighs 1\n',
      'weighs 5\n',
      'weighs 5\n',
    ]);
    expect(await logged('record', { atEnd: true })).toEqual(['weight = 5\n']);
  });

  it('must know when', () => {
    expect(() => new tf.train.LoggingTensorHook([], {})).toThrow('exactly one of everyNIter and everyNSecs');
    expect(() => new tf.train.LoggingTensorHook([], { everyNIter: 1, everyNSecs: 1 })).toThrow(RangeError);
    expect(() => new tf.train.LoggingTensorHook([], { everyNIter: 0 })).toThrow('invalid everyNIter=0');
  });
});

describe('FeedFnHook and FinalOpsHook', () => {
  it('feed each run, and run once more at the end', async () => {
    let next = 0;
    let final!: tf.train.FinalOpsHook;
    const { making, fed } = counting(({ x, w }) => {
      final = new tf.train.FinalOpsHook({ w, twice: x.op.outputs[0] }, [[x, 7]]);
      return tf.train.MonitoredTrainingSession({ hooks: [new tf.train.FeedFnHook(async () => [[x, ++next]]), final] });
    });
    const session = await making;
    expect([await session.run(fed), await session.run(fed)]).toEqual([2, 4]);
    expect(final.finalOpsValues).toBe(null);
    await session.close();
    expect(final.finalOpsValues).toEqual({ w: 0, twice: 7 });
  });

  it('do not feed what the caller, or another hook, feeds', async () => {
    const feeding = (times: number) =>
      counting(() =>
        tf.train.MonitoredTrainingSession({
          hooks: Array.from({ length: times }, () => new tf.train.FeedFnHook(() => ({ 'x:0': 1 }))),
        }),
      );
    const once = feeding(1);
    await using one = await once.making;
    await expect(one.run(once.fed, [[once.x, 1]])).rejects.toThrow('Same tensor is fed by a SessionRunHook and user.');
    const twice = feeding(2);
    await using two = await twice.making;
    await expect(two.run(twice.fed)).rejects.toThrow('Same tensor is fed by two hooks.');
  });
});

describe('a monitored session', () => {
  it('names the variables that the init operation leaves out', async () => {
    const { making } = new tf.Graph().asDefault(() => {
      const a = tf.getVariable('a', [2]);
      tf.getVariable('scope/b', [3]);
      const scaffold = new tf.train.Scaffold({ initOp: a.initializer });
      return { making: tf.train.MonitoredTrainingSession({ scaffold }) };
    });
    await expect(making).rejects.toThrow('Variables not initialized: scope/b');
  });

  it('runs initFn and the local init operation', async () => {
    const { making, local } = new tf.Graph().asDefault(() => {
      const a = tf.getVariable('a', [], { initializer: tf.zerosInitializer() });
      const value = tf.placeholder('float32', []);
      const set = a.assign(value);
      const local = new tf.Variable(3, { collections: [tf.GraphKeys.LOCAL_VARIABLES] });
      const scaffold = new tf.train.Scaffold({
        initFn: async (_scaffold, session) => {
          await session.run(set, [[value, 5]]);
        },
      });
      return { making: tf.train.MonitoredTrainingSession({ scaffold }), local };
    });
    await using session = await making;
    expect(await session.run(['a:0', local])).toEqual([5, 3]);
    expect(() => session.graph.asDefault(() => tf.constant(1))).toThrow('Graph is finalized');
  });

  it('calls end on dispose after good runs, and not after a failed one', async () => {
    const ends: string[] = [];
    for (const fails of [false, true]) {
      const { making, fed, x } = counting(() => {
        const hook = new (class extends tf.train.SessionRunHook {
          override end(): void {
            ends.push(fails ? 'failed' : 'good');
          }
        })();
        return tf.train.MonitoredTrainingSession({ hooks: [hook] });
      });
      await using session = await making;
      if (fails) await expect(session.run(fed)).rejects.toThrow();
      else expect(await session.run(fed, [[x, 1]])).toBe(2);
    }
    expect(ends).toEqual(['good']);
  });

  it('gives its session without hooks to runStepFn, and alone to rawSession', async () => {
    const { making, fed } = counting(({ x }) =>
      tf.train.SingularMonitoredSession.create({ hooks: [new tf.train.FeedFnHook(() => [[x, 4]])] }),
    );
    const session = (await making) as tf.train.SingularMonitoredSession;
    expect(await session.runStepFn(({ runWithHooks }) => runWithHooks(fed))).toBe(8);
    expect(await session.rawSession().run(fed, { 'x:0': 1 })).toBe(2);
    await session.runStepFn((context) => context.requestStop());
    expect(session.shouldStop()).toBe(true);
    await session.close();
    await session.close();
    await expect(session.run(fed)).rejects.toThrow('Session is already closed.');
  });

  it('is the chief', async () => {
    await expect(tf.train.MonitoredTrainingSession({ isChief: false })).rejects.toThrow(tf.errors.UnimplementedError);
  });
});

describe('whoever runs the file', () => {
  const training = () =>
    counting(() => tf.train.MonitoredTrainingSession({ hooks: [new tf.train.StopAtStepHook({ numSteps: 3 })] }));

  it('is told of the steps', async () => {
    const { told } = recorder();
    const { making, trainOp } = training();
    const session = await making;
    await stepsUntilStop(session, trainOp);
    await session.close();
    expect(told).toEqual(['loop 0..3', 'done 1', 'done 2', 'done 3', 'end']);
  });

  it('can stop the loop, and what comes after it still runs', async () => {
    await using folder = await temporaryFolder();
    recorder(2);
    const { making, trainOp, w } = counting(() => tf.train.MonitoredTrainingSession({ checkpointDir: folder.path }));
    const session = await making;
    expect(await stepsUntilStop(session, trainOp)).toBe(2);
    expect(await session.run(w)).toBe(2);
    await session.close();
    await tf.summary.FileWriterCache.clear();
    expect(await tf.train.latestCheckpoint(folder.path)).toBe(folder.of('model.ckpt-2'));
  });

  it('can say how many steps there are at most', async () => {
    setRunDefaults({ stepsCap: 2 });
    const { told } = recorder();
    const { making, trainOp } = training();
    await using session = await making;
    expect(await stepsUntilStop(session, trainOp)).toBe(2);
    expect(told[0]).toBe('loop 0..2');
  });

  it('hears of a tf.train.steps loop around it, in its numbers', async () => {
    const { told } = recorder();
    const { making, trainOp } = training();
    const session = await making;
    for (const _ of tf.train.steps(2)) await session.run(trainOp);
    await session.close();
    expect(told).toEqual(['loop 0..3', 'loop 0..2', 'done 1', 'done 2', 'end', 'end']);
  });
});

describe('SecondOrStepTimer', () => {
  it('is due at once, and then every so many steps', () => {
    const timer = new tf.train.SecondOrStepTimer({ everySteps: 3 });
    expect(timer.shouldTriggerForStep(10)).toBe(true);
    expect(timer.updateLastTriggeredStep(10)).toEqual([null, null]);
    expect([10, 12, 13].map((step) => timer.shouldTriggerForStep(step))).toEqual([false, false, true]);
    expect(timer.updateLastTriggeredStep(14)).toEqual([expect.any(Number), 4]);
    expect(timer.lastTriggeredStep()).toBe(14);
    timer.reset();
    expect(timer.lastTriggeredStep()).toBe(null);
  });

  it('or every so many seconds', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
    const timer = new tf.train.SecondOrStepTimer({ everySecs: 2 });
    timer.updateLastTriggeredStep(1);
    now.mockReturnValue(6900);
    expect(timer.shouldTriggerForStep(2)).toBe(false);
    now.mockReturnValue(7000);
    expect(timer.shouldTriggerForStep(2)).toBe(true);
    expect(timer.updateLastTriggeredStep(5)).toEqual([2, 4]);
  });

  it('takes one of the two', () => {
    expect(() => new tf.train.SecondOrStepTimer({})).toThrow('Either everySecs or everySteps should be provided.');
    expect(() => new tf.train.SecondOrStepTimer({ everySecs: 1, everySteps: 1 })).toThrow('Can not provide both');
  });
});

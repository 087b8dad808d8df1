import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { modelFolder, stepsModule } from './model-folder.ts';
import { recordedRun, runToEnd } from './recorded-run.ts';

const importSteps = `import { steps } from ${JSON.stringify(stepsModule)};`;
const pause = 'await new Promise((done) => setTimeout(done, 2));';

const model = (source: string) => join(modelFolder({ 'model.ts': source }), 'model.ts');
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A process that ended but was not collected is still found: it is dead.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH' && process.platform !== 'linux';
  }
};

describe('a run', () => {
  it('reports its start, its loop from first to last step, and its end, in this order', async () => {
    const file = model(`${importSteps}\nfor (const step of steps(50)) { ${pause} }`);
    const { messages, done } = await runToEnd(file, { seed: 3 });
    expect(messages[0]).toMatchObject({ type: 'started', file, node: process.versions.node });
    expect(messages[1]).toMatchObject({ type: 'progress', step: 0, total: 50, ended: false });
    expect(messages.at(-2)).toMatchObject({ type: 'progress', step: 50, total: 50, ended: true });
    expect(done).toMatchObject({ exitCode: 0, reason: 'completed' });
  });

  it('hands seed, steps and log folder to the library', async () => {
    const file = model(`import * as tf from 'tensorloom';
      console.log(tf.getDefaultGraph().seed, [...tf.train.steps(100)].length);`);
    const { printed } = await runToEnd(file, { seed: 7, stepsCap: 3 });
    expect(printed.stdout).toBe('7 3\n');
  });

  it('gives the code and the line of a process.exit', async () => {
    const { done, fault } = await runToEnd(model('const f = () => {\n  process.exit(3);\n};\nf();'));
    expect(done).toMatchObject({ exitCode: 3, reason: 'exited', place: { line: 2, column: 11 } });
    expect(fault).toBeUndefined();
  });

  it('gives the code that the model sets for its end', async () => {
    expect((await runToEnd(model('process.exitCode = 4;'))).done).toMatchObject({ exitCode: 4, reason: 'completed' });
  });

  it('that can never end is told apart from one that ended', async () => {
    const { done, fault } = await runToEnd(model('await new Promise(() => {});'));
    expect(done).toMatchObject({ exitCode: 1, reason: 'stuck' });
    expect(fault!.message).toContain('awaits something that can never happen');
  });

  it('that crashes without a word is reported as a crash', async () => {
    const { done, fault } = await runToEnd(model('process.abort();'));
    expect(done).toMatchObject({ exitCode: 1, reason: 'failed' });
    expect(fault).toMatchObject({ name: 'Crash', message: expect.stringContaining('SIGABRT') });
  });

  it('that is killed from outside is reported as killed', async () => {
    const run = recordedRun(model('console.log("up"); setInterval(() => {}, 1000);'));
    await run.untilPrinted('up');
    process.kill(run.pid!, 'SIGKILL');
    expect(await run.ended).toMatchObject({ reason: 'killed', exitCode: 137 });
  });
});

describe('a stop', () => {
  it('ends the loop after the step in hand, and the lines after it run', async () => {
    const run = recordedRun(
      model(`${importSteps}
        let last = -1;
        for (const step of steps(1e9)) { if (step === 5) console.log('looping'); ${pause} last = step; }
        console.log('saved after', last);`),
    );
    await run.untilPrinted('looping');
    run.stop();
    expect(await run.until('stopping')).toMatchObject({ inLoop: true });
    expect(await run.ended).toMatchObject({ reason: 'stopped', exitCode: 0 });
    const step = run.messages.findLast((message) => message.type === 'progress')!.step;
    expect(run.printed.stdout).toContain(`saved after ${step - 1}\n`);
  });

  it('is heard by a loop that never lets the event loop turn', async () => {
    const run = recordedRun(
      model(
        `${importSteps}\nfor (const step of steps(1e12)) if (step === 5) console.log('looping');\nconsole.log('saved');`,
      ),
    );
    await run.untilPrinted('looping');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.printed.stdout).toContain('saved');
  });

  it('says when there is no loop to heed it; a second one kills even what never yields', async () => {
    const run = recordedRun(model('console.log("up"); for (;;);'));
    await run.untilPrinted('up');
    run.stop();
    expect(await run.until('stopping')).toMatchObject({ inLoop: false });
    await sleep(100);
    expect(isAlive(run.pid!)).toBe(true);
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'killed', exitCode: 130 });
    expect(isAlive(run.pid!)).toBe(false);
  });

  it('kills after its time of grace', async () => {
    const run = recordedRun(model('console.log("up"); for (;;);'));
    await run.untilPrinted('up');
    run.stop(100);
    expect(await run.ended).toMatchObject({ reason: 'killed', exitCode: 130 });
  });

  it('by a signal to the process itself counts once, together with the parent word for it', async () => {
    const run = recordedRun(
      model(`${importSteps}
      for (const step of steps(1e9)) { if (step === 5) console.log('looping'); ${pause} }
      await new Promise((done) => setTimeout(done, 200));
      console.log('saved');`),
    );
    await run.untilPrinted('looping');
    // What a terminal does with Ctrl-C: parent and child get it.
    process.kill(run.pid!, 'SIGINT');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped', exitCode: 0 });
    expect(run.printed.stdout).toContain('saved');
  });

  it('twice by signals kills', async () => {
    const run = recordedRun(model(`console.log('up'); setInterval(() => {}, 1000);`));
    await run.untilPrinted('up');
    process.kill(run.pid!, 'SIGTERM');
    await run.until('stopping');
    process.kill(run.pid!, 'SIGTERM');
    expect(await run.ended).toMatchObject({ reason: 'killed', exitCode: 130 });
  });
});

describe('a parent that vanishes', () => {
  it.each([
    ['never yields', 'for (;;);'],
    ['prints all the time', "for (;;) console.log('x'.repeat(1000));"],
    ['waits', 'setInterval(() => {}, 1000);'],
  ])('takes along a child that %s', async (_, body) => {
    const folder = modelFolder({ 'model.ts': `console.log('up');\n${body}` });
    const starter = join(folder, 'starter.ts');
    const runner = new URL('../../engine/runner/index.ts', import.meta.url).href;
    const order = {
      task: 'train',
      file: join(folder, 'model.ts'),
      args: [],
      seed: null,
      device: null,
      logdir: null,
      stepsCap: null,
      output: 'pipes',
    };
    writeFileSync(
      starter,
      `import { startRun } from ${JSON.stringify(runner)};
      const run = startRun(${JSON.stringify(order)}, () => {});
      run.stdout.once('data', () => console.log('pid ' + run.pid)).resume();`,
    );
    const parent = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    parent.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    while (!/pid \d+\n/.test(text)) await once(parent.stdout, 'data');
    const pid = Number(/pid (\d+)\n/.exec(text)![1]);
    expect(isAlive(pid)).toBe(true);
    process.kill(parent.pid!, 'SIGKILL');
    for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) await sleep(50);
    expect(isAlive(pid)).toBe(false);
  });

  it('is noticed by a loop, which ends and lets the file save', async () => {
    const folder = modelFolder({
      'model.ts': `${importSteps}
        import { writeFileSync } from 'node:fs';
        for (const step of steps(1e9)) { if (step === 5) console.log('looping'); ${pause} }
        for (let i = 0; i < 100; i++) process.stdout.write('nobody reads this');
        await new Promise((done) => setTimeout(done, 50));
        writeFileSync(new URL('./saved.txt', import.meta.url), 'saved');`,
      'starter.ts': `import { startRun } from ${JSON.stringify(new URL('../../engine/runner/index.ts', import.meta.url).href)};
        import { fileURLToPath } from 'node:url';
        const file = fileURLToPath(new URL('./model.ts', import.meta.url));
        const run = startRun({ task: 'train', file, args: [], seed: null, device: null, logdir: null, stepsCap: null, output: 'pipes' }, () => {});
        run.stdout.on('data', () => process.kill(process.pid, 'SIGKILL'));`,
    });
    const parent = spawn(process.execPath, [join(folder, 'starter.ts')], { stdio: 'inherit' });
    await once(parent, 'exit');
    const saved = () => {
      try {
        return readFileSync(join(folder, 'saved.txt'), 'utf8');
      } catch {
        return '';
      }
    };
    for (let waited = 0; saved() === '' && waited < 5000; waited += 50) await sleep(50);
    expect(saved()).toBe('saved');
  });
});

describe('output as messages', () => {
  it('keeps order and streams, to the last word before an exit', async () => {
    const { messages } = await runToEnd(
      model(`console.log('a'); console.error('b'); console.log('c'); process.exit(0);`),
      {
        output: 'messages',
      },
    );
    const logs = messages.filter((message) => message.type === 'log');
    expect(logs.map(({ stream, text }) => `${stream}:${text}`).join('')).toBe('stdout:a\nstderr:b\nstdout:c\n');
  });

  it('bounds a flood of 200 MB in memory and on the line, and says how much it left out', async () => {
    const file = model(`import { writeFileSync } from 'node:fs';
      const line = 'x'.repeat(999);
      for (let i = 0; i < 200_000; i++) console.log(line);
      writeFileSync(new URL('./rss.txt', import.meta.url), String(process.memoryUsage().rss));`);
    const { messages, done } = await runToEnd(file, { output: 'messages' });
    const logs = messages.filter((message) => message.type === 'log');
    const kept = logs.reduce((sum, { text }) => sum + text.length, 0);
    const dropped = logs.reduce((sum, each) => sum + each.dropped, 0);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(20e6);
    expect(kept + dropped).toBe(200_000_000);
    expect(Number(readFileSync(file.replace('model.ts', 'rss.txt'), 'utf8'))).toBeLessThan(500e6);
    expect(done.exitCode).toBe(0);
  });
});

describe('the task graph', () => {
  const source = `import * as tf from 'tensorloom';
    const x = tf.placeholder('float32', [null, 3], { name: 'x' });
    tf.nameScope('layer', () => tf.matmul(x, tf.zeros([3, 2])));
    for (const _ of tf.train.steps(1000)) throw new Error('trained');
    throw new Error('after');`;

  it('ends before the first step and hands over the graph with source lines', async () => {
    const { messages, done } = await runToEnd(model(source), { task: 'graph' });
    expect(done).toMatchObject({ reason: 'completed', exitCode: 0 });
    const { description } = messages.find((message) => message.type === 'graph')!;
    expect(description!.nodes.map(({ name, op }) => `${name} ${op}`)).toEqual([
      'x Placeholder',
      'layer/zeros Const',
      'layer/MatMul MatMul',
    ]);
    expect(description!.nodes[2]).toMatchObject({ inputs: ['x', 'layer/zeros'], source: { line: 3 } });
  });

  it('hands over a GraphDef in text form', async () => {
    const { messages } = await runToEnd(model(source), { task: 'pbtxt' });
    expect(messages.find((message) => message.type === 'pbtxt')?.text).toMatch(
      /node \{\s+name: "x"\s+op: "Placeholder"/,
    );
  });

  it('takes the lines from the source where enums were transformed', async () => {
    const enums = `enum A {\n  x,\n  y,\n}\nimport * as tf from 'tensorloom';\n\ntf.constant(A.y);\n`;
    const { messages } = await runToEnd(model(enums), { task: 'graph' });
    const { description } = messages.find((message) => message.type === 'graph')!;
    expect(description!.nodes[0]!.source).toMatchObject({ line: 7, column: 4 });
  });
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { modelFolder, stepsModule } from '../runner/model-folder.ts';
import { command, startCommand } from './command.ts';

const importSteps = `import { steps } from ${JSON.stringify(stepsModule)};`;
const pause = 'await new Promise((done) => setTimeout(done, 2));';
const folderOf = (source: string) => modelFolder({ 'model.ts': source });

describe('tensorloom train', () => {
  it('keeps what the model prints on stdout, and its own words on stderr', async () => {
    const folder = folderOf(`${importSteps}
      for (const step of steps(1000)) if (step % 2 === 0) console.log('step', step);
      console.error('a warning');`);
    const { exitCode, stdout, stderr } = await command(['train', 'model.ts', '--steps', '5'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('step 0\nstep 2\nstep 4\n');
    expect(stderr).toMatch(/^5\/5 .*steps\/s/m);
    expect(stderr).toContain('a warning\n');
    expect(stderr).toMatch(/model\.ts: completed after \d+s\.\n$/);
  });

  it('is silent with --quiet but for the model', async () => {
    const folder = folderOf(`${importSteps}\nfor (const step of steps(3)) console.log(step);`);
    const { stdout, stderr } = await command(['train', '--quiet', 'model.ts'], folder);
    expect({ stdout, stderr }).toEqual({ stdout: '0\n1\n2\n', stderr: '' });
  });

  it('prints one JSON event a line with --json, the model output among them', async () => {
    const folder = folderOf(`${importSteps}\nfor (const step of steps(3)) console.log('at', step);`);
    const { exitCode, stdout, stderr } = await command(['train', '--json', 'model.ts'], folder);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ type: 'started', file: join(folder, 'model.ts') });
    expect(events.at(-1)).toMatchObject({ type: 'done', exitCode: 0, reason: 'completed' });
    expect(events.flatMap((event) => (event.type === 'log' ? event.text : [])).join('')).toBe('at 0\nat 1\nat 2\n');
    expect(events.filter(({ type, ended }) => type === 'progress' && ended)).toMatchObject([{ step: 3, total: 3 }]);
  });

  it('shows a fault with the lines around it and ends with 1', async () => {
    const folder = folderOf(
      `const shapes = [1, 2];\n\nfunction check() {\n\tthrow new RangeError('no such layer');\n}\ncheck();\n`,
    );
    const { exitCode, stderr } = await command(['train', 'model.ts'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      [
        'model.ts:4:8: RangeError: no such layer',
        '',
        '  2 |',
        '  3 | function check() {',
        "> 4 | \tthrow new RangeError('no such layer');",
        '    | \t      ^',
        '  5 | }',
        '  6 | check();',
        '',
        `    at check (file://${folder}/model.ts:4:8)`,
        `    at file://${folder}/model.ts:6:1`,
        '',
      ].join('\n'),
    );
  });

  it('points at the line that builds what cannot be', async () => {
    const folder = folderOf(`import * as tf from 'tensorloom';
const a = tf.placeholder('float32', [2, 3], { name: 'a' });
tf.matmul(a, a);`);
    const { exitCode, stderr } = await command(['train', 'model.ts'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^model\.ts:3:4: ShapeError: /);
    expect(stderr).toContain('> 3 | tf.matmul(a, a);');
  });

  it('names, for a fault of a run, the line of the run and the line that made the operation', async () => {
    const folder = folderOf(`import * as tf from 'tensorloom';
const w = new tf.Variable(tf.zeros([3]), { name: 'w' });
using sess = new tf.Session();

await sess.run(w);`);
    const { exitCode, stderr } = await command(['train', 'model.ts'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^model\.ts:5:12: FailedPreconditionError: /);
    expect(stderr).toContain('> 5 | await sess.run(w);');
    expect(stderr).toMatch(/The operation 'w\S*' \(\w+\) was made at model\.ts:2:\d+\./);
  });

  it('tells scalars, event files and checkpoints as they are written, with --logdir in place of the folder', async () => {
    const folder = folderOf(`import * as tf from 'tensorloom';
const w = new tf.Variable(tf.zeros([]), { name: 'w' });
const grow = w.assignAdd(0.5);
tf.summary.scalar('Weight', w);
const merged = tf.summary.mergeAll()!;
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/mine', sess.graph);
for (const step of tf.train.steps(4)) {
  await sess.run(grow);
  writer.addSummary(await sess.run(merged), step);
}
await writer.close();
console.log('saved', await new tf.train.Saver().save(sess, 'saved/model.ckpt'));`);
    const { exitCode, stdout } = await command(['train', 'model.ts', '--json', '--logdir', 'out'], folder);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ type }) => type === 'fault')).toEqual([]);
    expect(exitCode).toBe(0);
    const last = (type: string) => events.findLast((event) => event.type === type);
    expect(last('scalars').points).toEqual([{ tag: 'Weight', step: 3, value: 2 }]);
    expect(last('eventFile').path.startsWith(join(folder, 'out', 'events.out.tfevents.'))).toBe(true);
    expect(last('checkpoint').prefix).toMatch(/saved[\\/]model\.ckpt$/);
    expect(last('graph').operations).toBeGreaterThan(4);
  });

  it('points at a syntax error', async () => {
    const { exitCode, stderr } = await command(['train', 'model.ts'], folderOf('const a = 1;\nlet b: number = );\n'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('model.ts:2:17: SyntaxError: Expression expected\n');
    expect(stderr).toContain('> 2 | let b: number = );\n    |                 ^\n');
  });

  it('reports a model that exits by itself, and ends with 1 whatever code that chose', async () => {
    const { exitCode, stderr } = await command(['train', 'model.ts'], folderOf('\nprocess.exit(3);'));
    expect(exitCode).toBe(1);
    expect(stderr).toBe('The model called process.exit(3) at model.ts:2:9.\n');
    expect(await command(['train', 'model.ts'], folderOf('process.exit(0);'))).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });

  it('hands arguments to the model', async () => {
    const folder = folderOf('console.log(process.argv.slice(2).join());');
    expect((await command(['train', 'model.ts', 'a', '--', '--rate', '1'], folder)).stdout).toBe('a,--rate,1\n');
  });

  it('ends after the step in hand on one SIGINT, and lets the file save', async () => {
    const folder = folderOf(`${importSteps}
      for (const step of steps(1e9)) { if (step === 5) console.log('looping'); ${pause} }
      console.log('saved');`);
    const run = startCommand(['train', 'model.ts'], folder);
    await run.until('stdout', 'looping');
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(run.printed.stdout).toBe('looping\nsaved\n');
    expect(run.printed.stderr).toContain('Press Ctrl-C again to kill.');
    expect(run.printed.stderr).toContain('model.ts: stopped after');
  });

  it('kills an endless loop on the second SIGINT, with 130', async () => {
    const run = startCommand(['train', 'model.ts'], folderOf('console.log("up"); for (;;);'));
    await run.until('stdout', 'up');
    run.process.kill('SIGINT');
    await run.until('stderr', 'in no tf.train.steps loop');
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(run.printed.stderr).toMatch(/Killed\.\n$/);
  });

  it('takes the model along when it is killed itself', async () => {
    const run = startCommand(['train', 'model.ts'], folderOf('console.log("pid", process.pid); for (;;);'));
    await run.until('stdout', '\n');
    const pid = Number(/pid (\d+)/.exec(run.printed.stdout)![1]);
    run.process.kill('SIGKILL');
    expect(await run.ended).toBe('SIGKILL');
    const alive = () =>
      execFileSync('ps', ['-A', '-o', 'pid=,stat='])
        .toString()
        .split('\n')
        .some((line) => {
          const [id, state] = line.trim().split(/\s+/);
          return Number(id) === pid && !state?.startsWith('Z');
        });
    for (let waited = 0; alive() && waited < 10_000; waited += 100) await sleep(100);
    expect(alive()).toBe(false);
  });

  it('passes 200 MB on, complete, in bounded memory', async () => {
    const folder = folderOf(`const line = 'x'.repeat(999);
      for (let i = 0; i < 200_000; i++) console.log(line);`);
    const run = startCommand(['train', 'model.ts', '--quiet'], folder);
    const { stdout, pid } = run.process;
    stdout!.removeAllListeners('data');
    const hash = createHash('sha256');
    let length = 0;
    let most = 0;
    for await (const text of stdout!) {
      hash.update(text);
      length += text.length;
      // A reader slower than the model, for a while.
      if (length < 5e6) await sleep(5);
      if (process.platform === 'linux') most = Math.max(most, residentBytes(pid!));
    }
    expect(await run.ended).toBe(0);
    expect(length).toBe(200_000_000);
    const expected = createHash('sha256');
    const line = `${'x'.repeat(999)}\n`;
    for (let i = 0; i < 200_000; i++) expected.update(line);
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
    expect(most).toBeLessThan(300e6);
  });
});

function residentBytes(pid: number): number {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

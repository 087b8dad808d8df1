import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRun } from '../../engine/runner/index.ts';
import { attachDebugger } from './debugger.ts';
import { modelFolder } from './model-folder.ts';
import { recordedRun, runToEnd } from './recorded-run.ts';

const model = (source: string) => join(modelFolder({ 'model.ts': source }), 'model.ts');

describe('where a run happens', () => {
  it('is the folder it is given', async () => {
    const cwd = modelFolder({ 'data.txt': 'here' });
    const file = model(`import { readFileSync } from 'node:fs'; console.log(readFileSync('data.txt', 'utf8'));`);
    expect((await runToEnd(file, { cwd })).printed.stdout).toBe('here\n');
  });

  it('is the Node it is given', async () => {
    const node = join(modelFolder({ node: `#!/bin/sh\nOTHER_NODE=yes exec '${process.execPath}' "$@"\n` }), 'node');
    chmodSync(node, 0o755);
    const file = model('console.log(process.env.OTHER_NODE);');
    expect((await runToEnd(file, { execPath: node })).printed.stdout).toBe('yes\n');
  });

  it('that is none is told by a promise, not by a crash', async () => {
    const run = startRun(
      {
        task: 'train',
        file: model(''),
        args: [],
        seed: null,
        device: null,
        logdir: null,
        stepsCap: null,
        output: 'messages',
        execPath: '/nowhere/node',
      },
      () => {},
    );
    await expect(run.ended).rejects.toThrow('ENOENT');
  });

  it('has the variables it is given, and none that is taken away', async () => {
    process.env.FROM_PARENT = 'parent';
    onTestFinished(() => {
      delete process.env.FROM_PARENT;
    });
    const file = model(`console.log(process.env.ADDED, process.env.FROM_PARENT);`);
    const env = { ADDED: 'added', FROM_PARENT: undefined };
    expect((await runToEnd(file, { env })).printed.stdout).toBe('added undefined\n');
  });
});

describe('a run under a debugger', () => {
  const source = `console.error('running');\nconst answer = 42;\nconsole.log(answer);\n`;

  it('waits for it before the first line, stops at breakpoints, and ends without a word of the inspector', async () => {
    const file = model(source);
    const run = recordedRun(file, { inspect: true });
    const { port } = await run.until('inspector');
    expect(port).toBeGreaterThan(0);
    const tool = await attachDebugger(port);
    await sleep(200);
    expect(run.printed.stderr).toBe('');
    await tool.send('Runtime.enable');
    await tool.send('Debugger.enable');
    await tool.send('Debugger.setBreakpointByUrl', { lineNumber: 1, urlRegex: '.*/model\\.ts$' });
    await tool.send('Runtime.runIfWaitingForDebugger');
    while (!tool.events.some(({ method }) => method === 'Debugger.paused')) await sleep(20);
    const paused = tool.events.find(({ method }) => method === 'Debugger.paused')!;
    expect((paused.params.callFrames as { location: object }[])[0]!.location).toMatchObject({ lineNumber: 1 });
    expect(run.printed.stdout).toBe('');
    await tool.send('Debugger.resume');
    await run.untilPrinted('42');
    tool.close();
    expect(await run.ended).toMatchObject({ exitCode: 0, reason: 'completed' });
    expect(run.printed).toEqual({ stdout: '42\n', stderr: 'running\n' });
  });

  it('ends although the debugger never lets go', async () => {
    const run = recordedRun(model(source), { inspect: true });
    const tool = await attachDebugger((await run.until('inspector')).port);
    await tool.send('Runtime.enable');
    await tool.send('Runtime.runIfWaitingForDebugger');
    expect(await run.ended).toMatchObject({ exitCode: 0, reason: 'completed' });
    tool.close();
  });

  it('can be killed while it waits', async () => {
    const run = recordedRun(model(source), { inspect: true });
    await run.until('inspector');
    run.kill();
    expect(await run.ended).toMatchObject({ reason: 'killed' });
  });

  it('does not outlive a parent that vanishes before a debugger came', async () => {
    const folder = modelFolder({ 'model.ts': source });
    const runner = new URL('../../engine/runner/index.ts', import.meta.url).href;
    writeFileSync(
      join(folder, 'starter.ts'),
      `import { startRun } from ${JSON.stringify(runner)};
      const file = ${JSON.stringify(join(folder, 'model.ts'))};
      const order = { task: 'train', file, args: [], seed: null, device: null, logdir: null, stepsCap: null };
      const run = startRun({ ...order, output: 'messages', inspect: true }, ({ type }) => {
        if (type === 'inspector') console.log('pid ' + run.pid);
      });`,
    );
    const parent = spawn(process.execPath, [join(folder, 'starter.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = await once(parent.stdout.setEncoding('utf8'), 'data');
    const pid = Number(/pid (\d+)/.exec(text)![1]);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) await sleep(50);
    expect(isAlive(pid)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

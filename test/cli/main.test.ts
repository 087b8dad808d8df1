import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../engine/cli/main.ts';
import { modelFolder } from '../runner/model-folder.ts';
import { captured } from './captured.ts';

const mainPrinting = (args: string[]) => captured(() => main(args));

describe('wrong usage ends with 2 and one sentence', () => {
  it.each([
    [['train', 'DIR/gone.ts'], /gone\.ts: there is no such file\.\n$/],
    [['train', 'DIR/notes.txt'], /notes\.txt is no model file: .*\.ts.*\n$/],
    [['train', 'DIR'], /is a folder; name the model file in it\.\n$/],
    [['train', 'DIR/model.ts', '--steps', 'many'], /Give the number of steps as a whole number/],
    [['train', 'DIR/model.ts', '--seed', '1.5'], /Give the seed as a whole number/],
    [['train', 'DIR/model.ts', '--device', '/tpu:x'], /Could not parse/],
    [['train', 'DIR/model.ts', '--json', '--quiet'], /cannot be used with/],
    [['train'], /missing required argument 'model'/],
    [['tarin', 'DIR/model.ts'], /unknown command 'tarin'\n\(Did you mean train\?\)/],
    [['check'], /missing required argument 'paths'/],
    [['check', 'DIR/gone.ts'], /gone\.ts: there is no such file or folder\.\n$/],
    [['check', 'DIR/notes.txt'], /notes\.txt is no model file: .*\n$/],
    [['check', 'DIR'], /holds no model file: none in it imports tensorloom\.\n$/],
    [['check', 'DIR/model.ts', '--json', '--github'], /cannot be used with/],
    [['check', 'DIR/model.ts', '--max-warnings', 'few'], /Give the number of warnings as a whole number/],
    [['graph', 'DIR/model.ts', '--plan'], /needs --run\.\n$/],
    [['graph', 'DIR/model.ts', 'argument'], /Arguments for the model need --run/],
    [['graph', 'DIR/model.ts', '--run', '--dot', '--json'], /cannot be used with/],
    [['inspect', 'DIR/gone.pb'], /gone\.pb: there is no such file\.\n$/],
    [['inspect', 'DIR/notes.txt'], /is of no kind that can be inspected/],
    [['inspect', 'DIR'], /is a folder; name a file in it/],
  ])('%j', async (args, message) => {
    const folder = modelFolder({ 'model.ts': '', 'notes.txt': '' });
    const { exitCode, stdout, stderr } = await mainPrinting(args.map((arg) => arg.replace('DIR', folder)));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^tensorloom: /);
    expect(stderr).toMatch(message);
  });

  it('also without a subcommand, with the help', async () => {
    const { exitCode, stderr } = await mainPrinting([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Usage: tensorloom/);
  });
});

describe('--help', () => {
  it.each(['', 'train', 'graph', 'check', 'export', 'devices', 'inspect'])('of %s', async (name) => {
    const { exitCode, stdout, stderr } = await mainPrinting([name, '--help'].filter(Boolean));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: tensorloom ${name}`));
  });
});

describe('tensorloom devices', () => {
  it('lists the processor, and says why there is no GPU', async () => {
    const { exitCode, stdout } = await mainPrinting(['devices']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^device +type +memory +what it is\n\/device:CPU:0 +CPU +\d/);
    const json = JSON.parse((await mainPrinting(['devices', '--json'])).stdout);
    expect(json.devices[0]).toMatchObject({ name: '/device:CPU:0', deviceType: 'CPU' });
    for (const { device, reason } of json.missing) expect(stdout).toContain(`${device} is not available: ${reason}\n`);
  });
});

it('loads TypeScript for no command that analyses nothing', () => {
  const program = `
    import { registerHooks } from 'node:module';
    let loaded = false;
    registerHooks({ resolve(name, context, next) { loaded ||= name === 'typescript6'; return next(name, context); } });
    const { main } = await import(${JSON.stringify(new URL('../../engine/cli/main.ts', import.meta.url).href)});
    await main(['devices', '--json']);
    const before = loaded;
    await main(['check', ${JSON.stringify(fileURLToPath(import.meta.url))}]);
    console.log(before, loaded);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  expect(printed.trimEnd().split('\n').at(-1)).toBe('false true');
});

describe('tensorloom graph', () => {
  const model = `import * as tf from 'tensorloom';
const x = tf.placeholder('float32', [2, 3], { name: 'x' });
tf.matmul(x, tf.zeros([3, 2]));
console.log('built');
for (const _ of tf.train.steps(10)) throw new Error('trained');`;
  const table = [
    'operation  type         outputs        inputs   made at',
    'x          Placeholder  float32[2, 3]           model.ts:2',
    'zeros      Const        float32[3, 2]           model.ts:3',
    'MatMul     MatMul       float32[2, 2]  x zeros  model.ts:3',
    '',
  ].join('\n');

  it('shows the graph as a table, and runs nothing', async () => {
    const folder = modelFolder({ 'model.ts': model });
    expect(await mainPrinting(['graph', join(folder, 'model.ts')])).toEqual({ exitCode: 0, stdout: table, stderr: '' });
  });

  it.each(['--json', '--dot', '--svg', '--pbtxt'])('says with %s what a run says', async (form) => {
    const path = join(modelFolder({ 'model.ts': model }), 'model.ts');
    const args = form === '--svg' || form === '--pbtxt' ? [form, '-'] : [form];
    const found = await mainPrinting(['graph', path, ...args]);
    expect(found.exitCode).toBe(0);
    expect(found.stdout).toBe((await mainPrinting(['graph', path, '--run', ...args])).stdout);
  });

  it('shows as much as can be built of a file with an error, which goes to stderr, and ends with 1', async () => {
    const broken = model.replace('[3, 2]', '[4, 2]');
    const { exitCode, stdout, stderr } = await mainPrinting([
      'graph',
      join(modelFolder({ 'model.ts': broken }), 'model.ts'),
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('\nzeros      Const        float32[4, 2]');
    expect(stderr).toMatch(/model\.ts:3:\d+ error shape-mismatch .*3 and 4/);
  });

  it('shows the graph that a file makes and runs where the default one is empty', async () => {
    const other = `import * as tf from 'tensorloom';
const graph = new tf.Graph();
graph.asDefault(() => tf.constant(3, { name: 'three' }));
using sess = new tf.Session({ graph });
await sess.run('three:0');`;
    const { exitCode, stdout } = await mainPrinting(['graph', join(modelFolder({ 'model.ts': other }), 'model.ts')]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('\nthree ') });
  });

  it('ends with 1 for a file that imports something else', async () => {
    const path = join(modelFolder({ 'model.ts': 'export const a = 1;' }), 'model.ts');
    const { exitCode, stdout, stderr } = await mainPrinting(['graph', path]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/does not import tensorloom, so it builds no graph\.\n$/);
  });
});

describe('tensorloom graph --run', () => {
  it('shows the graph as a table, the model output apart', async () => {
    const folder = modelFolder({
      'model.ts': `import * as tf from 'tensorloom';
const x = tf.placeholder('float32', [2, 3], { name: 'x' });
tf.matmul(x, tf.zeros([3, 2]));
console.log('built');
for (const _ of tf.train.steps(10)) throw new Error('trained');`,
    });
    const { exitCode, stdout, stderr } = await mainPrinting(['graph', '--run', join(folder, 'model.ts')]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'built\n' });
    expect(stdout).toBe(
      [
        'operation  type         outputs        inputs   made at',
        'x          Placeholder  float32[2, 3]           model.ts:2',
        'zeros      Const        float32[3, 2]           model.ts:3',
        'MatMul     MatMul       float32[2, 2]  x zeros  model.ts:3',
        '',
      ].join('\n'),
    );
  });

  it('ends with 1 and the fault where the file fails', async () => {
    const folder = modelFolder({ 'model.ts': 'throw new Error("no graph");' });
    const { exitCode, stdout, stderr } = await mainPrinting(['graph', '--run', '--json', join(folder, 'model.ts')]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('Error: no graph');
  });
});

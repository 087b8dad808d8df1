import { join } from 'node:path';
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
    [['check', 'DIR/model.ts'], /not in this version/],
    [['graph', 'DIR/model.ts'], /add --run/],
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
  it.each(['', 'train', 'graph', 'check', 'devices', 'inspect'])('of %s', async (name) => {
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

/** The tutorial's listings and the small models print what they should, and leave the files they say. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listVariables, loadVariable } from '../../engine/train/index.ts';
import { eventsOf } from './events-of.ts';
import { emptyFolder, expectedOutput, runWithNode, runWithTensorloom } from './run-example.ts';
import { expectSameOutput } from './same-output.ts';

/** What a machine with a GPU says besides. */
const gpuLines = /^\/device:GPU:\d+ .*\n/gm;

describe.concurrent('examples', () => {
  it.each([
    'variables',
    'sharing-variables',
    'placeholders',
    'lazy-evaluation',
    'linear-regression',
    'word-softmax',
    'adding-problem',
    'word2vec',
  ])('%s prints what it should', async (name) => {
    expectSameOutput(await runWithNode(name, emptyFolder()), expectedOutput(name));
  });

  it('devices runs on whatever is there', async () => {
    const printed = await runWithNode('devices', emptyFolder());
    expectSameOutput(printed.replace(gpuLines, ''), expectedOutput('devices'));
  });

  it('scopes leaves a graph whose names it printed', async () => {
    const folder = emptyFolder();
    expectSameOutput(await runWithNode('scopes', folder), expectedOutput('scopes'));
    const { nodes } = await eventsOf(join(folder, 'logs/scopes'));
    expect(nodes).toEqual(expect.arrayContaining(['hidden/alpha', 'hidden/weights', 'hidden_1/alpha', 'math/mul']));
  });

  it('changing-number leaves a curve', async () => {
    const folder = emptyFolder();
    expectSameOutput(await runWithNode('changing-number', folder), expectedOutput('changing-number'));
    const { data, nodes } = await eventsOf(join(folder, 'logs/changing-number'));
    expect(nodes).toContain('ChangingNumber_1');
    const points = data.points('scalars', 'ChangingNumber_1');
    expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    let number = 6;
    for (const { step, value } of points) {
      number += Math.sin(step / 10);
      expect(value).toBeCloseTo(number, 3);
    }
  });

  it('saving leaves a checkpoint, from which loading takes its values', async () => {
    const folder = emptyFolder();
    expectSameOutput(await runWithNode('saving', folder), expectedOutput('saving'));
    const checkpoint = join(folder, 'checkpoints/numbers.ckpt');
    expect(await listVariables(checkpoint)).toEqual([
      ['a', []],
      ['b', [3]],
    ]);
    expect((await loadVariable(checkpoint, 'b')).toArray()).toEqual([11, 12, 13]);
    expectSameOutput(await runWithNode('loading', folder), expectedOutput('loading'));
  });

  it('loading without saving says which file is missing', async () => {
    await expect(runWithNode('loading', emptyFolder())).rejects.toThrow(/NotFoundError.*checkpoints\/numbers\.ckpt/);
  });

  it('convolutional learns within 20 steps', async () => {
    const printed = await runWithTensorloom('convolutional', emptyFolder(), ['--steps', '20']);
    expectSameOutput(printed, 'step 0 loss 2.358\ntest accuracy: 0.402\n');
  });

  it('digits leaves curves, its graph and a checkpoint, and restores it', async () => {
    const folder = emptyFolder();
    const printed = await runWithTensorloom('digits', folder, ['--steps', '5']);
    expect(printed).toMatch(/^event file in {2}logs\/digits\ncheckpoint {5}checkpoints\/digits\.ckpt \(restored\)\n/);
    expect(printed).toMatch(/Final Test Accuracy: 0\.\d{4}\n$/);
    const { data, nodes } = await eventsOf(join(folder, 'logs/digits'));
    expect(data.tags('scalars')).toEqual(['Accuracy', 'Loss']);
    expect(nodes).toContain('model/fc1/softmax_activation/Softmax');
    const names = (await listVariables(join(folder, 'checkpoints/digits.ckpt'))).map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['model/fc1/weights', 'model/fc1/weights/Adam', 'global_step', 'train/beta1_power']),
    );
  });
});

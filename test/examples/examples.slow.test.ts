/** The examples that train for long, from start to end. */

import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listVariables } from '../../engine/train/index.ts';
import { eventsOf } from './events-of.ts';
import { emptyFolder, expectedOutput, runWithNode, runWithTensorloom } from './run-example.ts';
import { expectSameOutput } from './same-output.ts';

const mnist = fileURLToPath(new URL('../../../shared/data/mnist', import.meta.url));
const minutes = 60_000;

it('convolutional tells the digits apart', { timeout: 5 * minutes }, async () => {
  expectSameOutput(await runWithNode('convolutional', emptyFolder()), expectedOutput('convolutional'));
});

it('digits learns what the demo promises', { timeout: 10 * minutes }, async () => {
  const folder = emptyFolder();
  const printed = await runWithNode('digits', folder);
  expect(Number(/Final Test Accuracy: (\S+)/.exec(printed)?.[1])).toBeGreaterThan(0.97);
  const { data } = await eventsOf(join(folder, 'logs/digits'));
  const curve = data.points('scalars', 'Accuracy').map(({ value }) => value);
  expect(curve).toHaveLength(40);
  expect(curve[0]).toBeLessThan(0.2);
  expect(curve.at(-1)).toBeGreaterThan(0.97);
});

if (!existsSync(mnist)) console.log(`The MNIST example is not run: there is no MNIST in ${mnist}.`);

it.skipIf(!existsSync(mnist))('mnist reads MNIST_data and leaves curves and a checkpoint', async () => {
  const folder = emptyFolder();
  symlinkSync(mnist, join(folder, 'MNIST_data'));
  const printed = await runWithTensorloom('mnist', folder, ['--steps', '2', '--seed', '1']);
  expect(printed).toMatch(/^mid train accuracy: 0\.\d+ at step: 0\nFinal Test Accuracy: 0\.\d+\n$/);
  const { data } = await eventsOf(join(folder, 'logs/mnist'));
  expect(data.tags('scalars')).toEqual(['Accuracy', 'Loss']);
  const variables = await listVariables(join(folder, 'checkpoints/mnist.ckpt'));
  expect(variables).toContainEqual(['model/fc1/weights', [784, 500]]);
});

/** The first 1,000 steps of examples/mnist.ts on the real MNIST, against the curve of the whole run (docs/mnist.md). */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { RunReader } from '../engine/summary/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = join(root, '..', 'shared', 'data', 'mnist');
const folder = mkdtempSync(join(tmpdir(), 'tensorloom-mnist-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Kernels of another processor round otherwise, and rounding grows: far less than what a wrong gradient would show. */
const tolerance = 0.02;

const curve = readFileSync(join(root, 'test/fixtures/mnist/curve.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

if (!existsSync(data)) console.log(`The MNIST curve is not tested: there is no MNIST in ${data}.`);

it.skipIf(!existsSync(data))('follows the curve for 1,000 steps', { timeout: 600_000 }, async () => {
  symlinkSync(data, join(folder, 'MNIST_data'));
  const model = join(root, 'examples/mnist.ts');
  const flags = ['--seed', '1', '--steps', '1001', '--quiet'];
  await promisify(execFile)(process.execPath, [join(root, 'engine/bin/tensorloom.js'), 'train', model, ...flags], {
    cwd: folder,
  });
  const reader = new RunReader(join(folder, 'logs/mnist'));
  await reader.poll();
  const points = reader.data.points('scalars', 'Accuracy');
  expect(points.map(({ step }) => Number(step))).toEqual(curve.slice(0, 11).map(([step]) => step));
  for (const [index, { value }] of points.entries()) {
    expect(Math.abs(Number(value) - curve[index][1]), `accuracy at step ${index * 100}`).toBeLessThan(tolerance);
  }
});

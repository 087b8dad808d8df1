/** Every example and every template: the graph and the shapes that the analysis finds are those of a run. */

import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Analysis, analyze } from '../../../engine/analysis/index.ts';
import { describeGraph } from '../../../engine/graphdef/index.ts';
import { DiskHost } from '../../../engine/source-files/index.ts';
import { emptyFolder } from '../../examples/run-example.ts';
import { SymbolSizes } from '../../ops/symbol-sizes.ts';
import { isComplaint } from './compare.ts';
import type { Recording } from './record-shapes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const recorder = fileURLToPath(new URL('./record-shapes.ts', import.meta.url));
const mnist = fileURLToPath(new URL('../../../../shared/data/mnist', import.meta.url));
const models = globSync(['examples/*.ts', 'extension/templates/*.ts'], { cwd: root }).sort();
const runs = promisify(execFile);

const analyzed = (model: string): Analysis => analyze(join(root, model), new DiskHost());

/** Files that need what another leaves, and the other. */
const before: Readonly<Record<string, string>> = { 'examples/loading.ts': 'examples/saving.ts' };

async function recordingOf(model: string): Promise<Recording> {
  const folder = emptyFolder();
  if (basename(model) === 'mnist.ts') symlinkSync(mnist, join(folder, 'MNIST_data'));
  for (const each of [before[model], model]) {
    if (each)
      await runs(process.execPath, [recorder, join(root, each), join(folder, 'recording.json')], { cwd: folder });
  }
  return JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8'));
}

it('there are files to compare', () => {
  expect(models.length).toBeGreaterThan(15);
});

describe('of a file that runs, nothing is complained', () => {
  it.each(models)('%s', (model) => {
    const { diagnostics, isModel, program } = analyzed(model);
    expect(diagnostics.filter(isComplaint)).toEqual([]);
    expect({ isModel, isComplete: program.isComplete }).toEqual({ isModel: true, isComplete: true });
  });
});

if (!existsSync(mnist)) console.log(`Models of MNIST are not run: there is no MNIST in ${mnist}.`);

/** A process each: seconds of work, and on a busy machine minutes. */
const timeout = 180_000;

describe.concurrent('the graph that is found is the one that is built', { timeout }, () => {
  it.each(models.filter((model) => basename(model) !== 'mnist.ts' || existsSync(mnist)))('%s', async (model) => {
    const { program } = analyzed(model);
    const { nodes, shapes, runs } = await recordingOf(model);
    const plain = ({ name, op, inputs, controlInputs, device, outputs }: (typeof nodes)[number]) => ({
      name,
      op,
      inputs,
      controlInputs,
      device,
      outputs,
    });
    const [graph] = program.graphs;
    expect(describeGraph(graph).nodes.map(plain)).toEqual(nodes.map(plain));
    const sizes = new SymbolSizes();
    const found = shapes.map(([name, shape]) => [graph.getTensorByName(name), shape] as const);
    for (const [tensor, shape] of found) sizes.learn(tensor.shape, shape);
    expect(found.flatMap(([tensor, shape]) => sizes.shapeFault(tensor.shape, shape) ?? [])).toEqual([]);
    // Where a model feeds what it runs in parts, no run of everything tells shapes.
    expect(runs > 0 || shapes.length === 0).toBe(true);
  });
});

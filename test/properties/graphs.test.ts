/**
 * Some of the random graphs: shapes inferred are those computed, gradients are slopes, a graph written and read again is
 * the same. Ten thousand are in the slow tests beside.
 */

import { expect, it } from 'vitest';
import { errors, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { registeredOps } from '../../engine/ops/index.ts';
import { expectGraphs } from './expect-graphs.ts';
import { grow, ownSteps } from './growth.ts';

it('holds what inference, gradients and GraphDefs say, in 200 random graphs', { timeout: 120_000 }, async () => {
  await expectGraphs(0, 200);
});

/** What a Saver does with files, and what only closes a list before its run ends. */
const withFiles = ['MergeV2Checkpoints', 'RestoreV2', 'SaveV2', 'ShardedFilename', 'StaticRegexFullMatch'];
const closing = ['StackCloseV2', 'TensorArrayCloseV3'];

it('has steps, with their gradients, for every type of operation that needs no file', { timeout: 120_000 }, () => {
  const reached = new Set<string>();
  for (const [name, step] of Object.entries(ownSteps)) {
    for (let seed = 1; seed <= 4; seed++) {
      const { open, twins } = grow(seed, { steps: { [name]: step } }).grower.graphs;
      open.asDefault(() => differentiate(twins.map((twin) => twin.open)));
      for (const { type } of open.getOperations()) reached.add(type);
    }
  }
  const missing = registeredOps()
    .map(({ type }) => type)
    .filter((type) => !reached.has(type));
  expect(missing).toEqual([...withFiles, ...closing].sort());
});

function differentiate(made: readonly Tensor[]): void {
  const floats = made.filter(({ dtype }) => dtype === 'float64');
  const xs = floats.filter(({ op }) => op.type === 'Placeholder');
  for (const y of floats.slice(-2)) {
    try {
      tf.gradients(y, xs);
    } catch (error) {
      // It has no gradient, or asks for more than the graph says of shapes.
      if (!(error instanceof errors.TensorloomError)) throw error;
    }
  }
}

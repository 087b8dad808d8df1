/**
 * Writes the programs of test/golden/control-programs.ts, branches and loops with their gradients, as GraphDefs, with
 * what a run of each gives here, for TensorFlow to run.
 *   node test/interop/control-write.ts FOLDER && python test/interop/control.py FOLDER
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NdArray, Tensor } from '../../engine/graph/index.ts';
import { encodeGraph } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';
import { programs } from '../golden/control-programs.ts';
import { readFixture, type TensorJson, toArray } from '../golden/fixture.ts';
import { toWire } from './random-graphs/wire.ts';

interface Recorded {
  readonly name: string;
  readonly runs: readonly { readonly feeds: readonly (readonly [string, TensorJson])[] }[];
}

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
mkdirSync(folder, { recursive: true });

const lines: string[] = [];
for (const { name, runs } of readFixture<{ programs: readonly Recorded[] }>('control').programs) {
  const graph = new tf.Graph();
  const { fetches, initializer } = graph.asDefault(() => ({
    fetches: programs[name](tf) as Tensor[],
    initializer: tf.globalVariablesInitializer(),
  }));
  const made = [];
  using session = new tf.Session({ graph });
  for (const { feeds } of runs) {
    await session.run(initializer);
    const fed = feeds.map(([tensor, value]): [Tensor, NdArray] => [graph.getTensorByName(tensor), toArray(value)]);
    const values: unknown[] = await session.run(fetches, fed);
    made.push({
      feeds: fed.map(([tensor, value]) => [tensor.name, toWire(value, tensor.dtype)]),
      results: values.map((value, i) => toWire(value, fetches[i].dtype)),
    });
  }
  lines.push(
    JSON.stringify({
      name,
      graph: Buffer.from(encodeGraph(graph)).toString('base64'),
      initializer: initializer.name,
      fetches: fetches.map((fetch) => fetch.name),
      runs: made,
    }),
  );
}
writeFileSync(join(folder, 'control.ndjson'), lines.join('\n'));

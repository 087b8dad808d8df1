/**
 * Frozen graphs of networks, with what these give here, for TensorFlow to run without a checkpoint.
 *   node test/interop/frozen-write.ts FOLDER && python test/interop/frozen.py FOLDER
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '../../engine/index.ts';
import { networks } from './onnx-models/networks.ts';
import { toWire } from './random-graphs/wire.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
await mkdir(folder, { recursive: true });
const lines: string[] = [];

for (const make of networks) {
  const { name, session, inputs, outputs, feeds = [], runs } = await make();
  const tensors = Object.values(outputs);
  const names = tensors.map(({ op }) => op.name);
  const frozen = await tf.graphUtil.convertVariablesToConstants(session, session.graph, names);
  for (const [form, graph] of [
    ['frozen', frozen],
    ['smaller', tf.graphUtil.removeTrainingNodes(frozen, names)],
  ] as const) {
    const path = await tf.train.writeGraph(graph, folder, `${name}-${form}.pb`, false);
    for (const run of runs) {
      const fed = Object.entries(run).map(([key, array]) => [inputs[key], array] as const);
      const values = (await session.run(tensors, [...fed, ...feeds] as tf.Feeds)) as unknown[];
      lines.push(
        JSON.stringify({
          path,
          feeds: [
            ...fed.map(([tensor, array]) => [tensor.name, toWire(array, tensor.dtype)]),
            ...feeds.map(([tensor, value]) => [tensor.name, toWire(value, tensor.dtype)]),
          ],
          outputs: tensors.map((tensor, i) => [tensor.name, toWire(values[i], tensor.dtype)]),
        }),
      );
    }
  }
  session.close();
}

await writeFile(join(folder, 'frozen.ndjson'), `${lines.join('\n')}\n`);

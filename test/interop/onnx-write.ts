/**
 * Graphs exported to ONNX, with what they give here: networks, operations in all their varieties, and random graphs.
 *   node test/interop/onnx-write.ts FOLDER [COUNT [SEED]] && python test/interop/onnx_run.py FOLDER
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '../../engine/index.ts';
import { onnxOperationTypes } from '../../engine/onnx/index.ts';
import { exportProgram } from './onnx-models/export-program.ts';
import type { ExportedModel } from './onnx-models/model.ts';
import { networks } from './onnx-models/networks.ts';
import { operationPrograms } from './onnx-models/operations.ts';
import { arraySteps } from './random-graphs/array-steps.ts';
import { casePrograms } from './random-graphs/case-programs.ts';
import { elementwiseSteps } from './random-graphs/elementwise-steps.ts';
import { neuralSteps } from './random-graphs/neural-steps.ts';
import type { Program } from './random-graphs/program.ts';
import { pureProgram } from './random-graphs/pure-program.ts';
import { reductionSteps } from './random-graphs/reduction-steps.ts';
import { toWire } from './random-graphs/wire.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
await mkdir(folder, { recursive: true });
const count = Number(process.argv[3] ?? 150);
const firstSeed = Number(process.argv[4] ?? 0);

const steps = { ...elementwiseSteps, ...arraySteps, ...reductionSteps, ...neuralSteps };
const used = new Map<string, number>();
const refused = new Map<string, number>();
const failures: string[] = [];
const lines = [JSON.stringify({ types: count >= 150 ? onnxOperationTypes : [] })];

for (let seed = firstSeed; seed < firstSeed + count; seed++) await add(() => pureProgram(seed, steps, used));
if (count > 1) {
  for (const make of operationPrograms()) await add(make);
  for (const make of casePrograms()) await add(make);
  for (const make of networks) await addNetwork(make);
}

await writeFile(join(folder, 'models.ndjson'), `${lines.join('\n')}\n`);
console.log(`${lines.length - 1} models written`);
if (refused.size > 0) console.log('Left out:', [...refused].map(([reason, n]) => `${reason} (${n})`).join('; '));
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;

async function add(make: () => Program): Promise<void> {
  let program: Program | undefined;
  try {
    program = make();
    const written = await exportProgram(program, refused);
    if (written) lines.push(JSON.stringify(written));
  } catch (error) {
    failures.push(`${program?.name ?? 'building'}: ${(error as Error).stack}`);
  }
}

/** Each run of it is one line. */
async function addNetwork(make: () => Promise<ExportedModel>): Promise<void> {
  const { name, session, inputs, outputs, feeds = [], runs } = await make();
  const path = join(folder, `${name}.onnx`);
  await tf.train.saveOnnx(session, path, { inputs, outputs, feeds, name });
  const tensors = Object.values(outputs);
  for (const run of runs) {
    const fed = Object.entries(run).map(([key, array]) => [inputs[key], array] as const);
    const values = (await session.run(tensors, [...fed, ...feeds] as tf.Feeds)) as unknown[];
    lines.push(
      JSON.stringify({
        name: `${name} ${fed.map(([, { shape }]) => `[${shape}]`).join()}`,
        path,
        feeds: Object.entries(run).map(([key, array]) => [key, toWire(array, array.dtype)]),
        outputs: Object.entries(outputs).map(([key, { op, dtype }], i) => ({
          name: key,
          type: op.type,
          live: true,
          result: toWire(values[i], dtype),
        })),
      }),
    );
  }
  session.close();
}

/**
 * Random graphs over the whole registry, run here: graphs, feeds and everything fetched, for TensorFlow to run again.
 *   node test/interop/graphs-write.ts FOLDER [COUNT [SEED]] && python test/interop/graphs.py FOLDER
 * The same numbers give the same graphs. With COUNT 1, SEED names the one graph to look at.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeGraph } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';
import { registeredOps } from '../../engine/ops/index.ts';
import { cellsOf, rows } from '../conformity/rows.ts';
import { allSteps } from './random-graphs/all-steps.ts';
import { casePrograms } from './random-graphs/case-programs.ts';
import type { Program } from './random-graphs/program.ts';
import { pureProgram } from './random-graphs/pure-program.ts';
import { branchProgram, kernelProgram, trainingProgram, updateProgram } from './random-graphs/state-programs.ts';
import { typedPrograms } from './random-graphs/typed-programs.ts';
import { updateKernels } from './random-graphs/update-kernels.ts';
import { toWire, type WireArray } from './random-graphs/wire.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
await mkdir(folder, { recursive: true });
const count = Number(process.argv[3] ?? 500);
const firstSeed = Number(process.argv[4] ?? 0);

/** Only a Saver does these, not a run; test/interop/model.py runs them in TensorFlow. The last one TensorFlow has removed. */
const notRun = ['SaveV2', 'MergeV2Checkpoints', 'RestoreV2', 'ShardedFilename', 'StaticRegexFullMatch', 'TopK'];
/** Loops and lists, which test/interop/control-write.ts covers, but for their closing. */
const ofLoops = /^(?:ControlTrigger|(?:Ref)?Enter|Exit|LoopCond|NextIteration|Stack\w*V2|TensorArray\w*V3)$/;

const used = new Map<string, number>();
const covered = new Set<string>();
const cells = new Set<string>();
const failures: string[] = [];
const lines: string[] = [];

for (let seed = firstSeed; seed < firstSeed + count; seed++) await add(() => pureProgram(seed, allSteps, used));
for (let seed = firstSeed; seed < firstSeed + count / 12; seed++) {
  await add(() => updateProgram(seed));
  await add(() => branchProgram(seed));
}
for (let seed = firstSeed; seed < firstSeed + count / 6; seed++) await add(() => trainingProgram(seed));
for (let seed = firstSeed; seed < firstSeed + Math.min(2, count); seed++) {
  for (const def of updateKernels) await add(() => kernelProgram(def, seed));
}
// They know no numbers: with them, a graph that is looked for by its number would not be found.
if (count > 1) {
  for (const make of casePrograms()) await add(make);
  for (const program of typedPrograms(firstSeed + 3, cells)) await add(() => program);
}

await writeFile(join(folder, 'rows.json'), JSON.stringify(rows));
await writeFile(join(folder, 'graphs.ndjson'), `${lines.join('\n')}\n`);
const missing = registeredOps().filter(
  ({ type }) => !covered.has(type) && !notRun.includes(type) && !ofLoops.test(type),
);
const unused = Object.keys(allSteps).filter((name) => !used.has(name));
console.log(`${lines.length} graphs written; ${covered.size} of ${registeredOps().length} operation types`);
if (count >= 150 && missing.length > 0) failures.push(`No graph has ${missing.map(({ type }) => type).join(', ')}.`);
if (count >= 150 && unused.length > 0) failures.push(`No graph has a step ${unused.join(', ')}.`);
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;

async function add(make: () => Program): Promise<void> {
  let program: Program | undefined;
  try {
    program = make();
    lines.push(JSON.stringify(await ran(program)));
    for (const op of program.graph.getOperations()) {
      covered.add(op.type);
      for (const cell of cellsOf(op)) cells.add(cell);
    }
  } catch (error) {
    failures.push(`${program?.name ?? 'building'}: ${(error as Error).stack}`);
  }
}

async function ran(program: Program) {
  const { graph } = program;
  const fetch = async (session: tf.Session, fetches: readonly string[], targets: readonly string[] = []) => {
    const tensors = fetches.map((name) => graph.getTensorByName(name));
    const operations = targets.map((name) => graph.getOperationByName(name));
    const values = (await session.run([...tensors, ...operations], program.feeds as tf.Feeds)) as unknown[];
    return tensors.map((tensor, i) => toWire(values[i], tensor.dtype));
  };
  const results: WireArray[][] = [];
  using session = new tf.Session({ graph });
  for (const { fetches, targets } of program.phases) results.push(await fetch(session, fetches, targets));
  using another = new tf.Session({ graph });
  return {
    name: program.name,
    graph: Buffer.from(encodeGraph(graph)).toString('base64'),
    feeds: program.feeds.map(([tensor, array]) => [tensor.name, toWire(array, tensor.dtype)]),
    phases: program.phases.map((phase, i) => ({ targets: [], ...phase, results: results[i] })),
    ...(program.ends && { ends: { fetches: program.ends, results: await fetch(another, program.ends) } }),
    ...(program.gradients && { gradients: program.gradients }),
  };
}

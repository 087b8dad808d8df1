/**
 * Runs here the random graphs that test/interop/graphs_make.py made with TensorFlow's own operations, and compares
 * everything fetched.
 *   python test/interop/graphs_make.py FOLDER [COUNT [SEED]] && node test/interop/graphs-read.ts FOLDER
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeGraphDef } from '../../engine/formats/index.ts';
import { type DType, Graph, type NdArray, type Tensor, TensorShape } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { registeredOps } from '../../engine/ops/index.ts';
import { fromWire, toWire, type WireArray } from './random-graphs/wire.ts';

interface MadeGraph {
  readonly name: string;
  readonly graph: string;
  readonly feeds: readonly (readonly [string, WireArray])[];
  /** In one session, in order. */
  readonly phases: readonly {
    readonly targets: readonly string[];
    readonly fetches: readonly string[];
    readonly results: readonly WireArray[];
  }[];
}

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to read from.');

/** Whole graphs, in which doubles may come from floats. */
const tolerances: Partial<Record<DType, number>> = { float32: 1e-4, float64: 1e-5 };
const registered = new Set(registeredOps().map(({ type }) => type));
const types = new Set<string>();
const unknown = new Map<string, number>();
let failed = 0;
let compared = 0;

for (const line of readFileSync(join(folder, 'made.ndjson'), 'utf8').trim().split('\n')) {
  const made: MadeGraph = JSON.parse(line);
  try {
    const problems = await problemsOf(made);
    if (problems.length === 0) continue;
    failed++;
    console.log(`FAILED ${made.name}`);
    for (const problem of problems.slice(0, 3)) console.log(`  ${problem}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${made.name}: ${(error as Error).message}`);
  }
}
console.log(
  `${compared} tensors of TensorFlow's graphs compared, ${types.size} operation types, ${failed} graphs failed`,
);
if (unknown.size > 0) console.log(`not known here: ${[...unknown].map(([type, n]) => `${type} (${n})`).join(', ')}`);
if (failed > 0) process.exitCode = 1;

async function problemsOf(made: MadeGraph): Promise<string[]> {
  const graphDef = decodeGraphDef(Buffer.from(made.graph, 'base64'));
  const foreign = graphDef.node.filter(({ op }) => !registered.has(op));
  for (const { op } of foreign) unknown.set(op, (unknown.get(op) ?? 0) + 1);
  if (foreign.length > 0) return [`operation types that are not known here: ${foreign.map(({ op }) => op).join(', ')}`];
  const graph = new Graph();
  graph.asDefault(() => tf.importGraphDef(graphDef, { name: '' }));
  for (const { type } of graph.getOperations()) types.add(type);
  const feeds = made.feeds.map(([name, array]): [Tensor, NdArray] => [graph.getTensorByName(name), fromWire(array)]);
  const problems: string[] = [];
  using session = new tf.Session({ graph });
  for (const { targets, fetches, results } of made.phases) {
    const tensors = fetches.map((name) => graph.getTensorByName(name));
    const operations = targets.map((name) => graph.getOperationByName(name));
    const values = (await session.run([...tensors, ...operations], feeds)) as unknown[];
    tensors.forEach((tensor, i) => {
      const theirs = fromWire(results[i]);
      const ours = fromWire(toWire(values[i], tensor.dtype));
      compared++;
      const inputs = tensor.op.inputs.map((input) => input.name).join(', ');
      const text = difference(ours, theirs);
      if (text) problems.push(`${tensor.op.type} ${tensor.name} of ${inputs}: ${text}`);
      if (!tensor.shape.isCompatibleWith(new TensorShape(theirs.shape))) {
        problems.push(`${tensor.op.type} ${tensor.name} has static shape ${tensor.shape}, is [${theirs.shape}]`);
      }
    });
  }
  return problems;
}

function difference(ours: NdArray, theirs: NdArray): string | undefined {
  if (ours.dtype !== theirs.dtype || ours.shape.join() !== theirs.shape.join()) {
    return `${ours.dtype}[${ours.shape}], TensorFlow ${theirs.dtype}[${theirs.shape}]`;
  }
  const tolerance = tolerances[ours.dtype] ?? 0;
  const magnitude = tolerance
    ? Math.max(1, ...Array.from(theirs.data as Float32Array, Math.abs).filter(Number.isFinite))
    : 0;
  for (let i = 0; i < ours.size; i++) {
    const [a, b] = [ours.data[i], theirs.data[i]];
    if (Object.is(a, b) || a === b) continue;
    if (tolerance && Math.abs(Number(a) - Number(b)) <= tolerance * (Math.abs(Number(b)) + 0.01 * magnitude)) continue;
    return `element ${i} is ${a}, TensorFlow ${b}`;
  }
  return undefined;
}

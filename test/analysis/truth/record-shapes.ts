/**
 * A program for Node: runs a model file for at most two steps of each loop, and writes as JSON what its graph is and
 * which shapes the tensors of it have: all that can be had from what the file itself feeds.
 */

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Graph, NdArray, setRunDefaults, type Tensor } from '../../../engine/graph/index.ts';
import { describeGraph, type NodeDescription } from '../../../engine/graphdef/index.ts';
import * as tf from '../../../engine/index.ts';

export interface Recording {
  readonly nodes: readonly NodeDescription[];
  readonly shapes: readonly (readonly [tensor: string, shape: readonly number[]])[];
  /** How often a session ran. */
  readonly runs: number;
}

/** Of one session: what is fed to the first runs is fed to the later ones. */
const mostRuns = 4;
const [file, target] = process.argv.slice(2);
const shapes = new Map<string, readonly number[]>();
const counts = new WeakMap<tf.Session, number>();
let runs = 0;
let isRecording = false;

type Run = (this: tf.Session, fetches: unknown, feeds?: tf.Feeds | null, ...rest: unknown[]) => Promise<unknown>;

const run = tf.Session.prototype.run as Run;
(tf.Session.prototype as { run: unknown }).run = async function (this: tf.Session, ...args: Parameters<Run>) {
  const result = await run.apply(this, args);
  const count = counts.get(this) ?? 0;
  counts.set(this, count + 1);
  if (!isRecording) {
    runs++;
    isRecording = true;
    if (count < mostRuns) await record(this, args[1]);
    isRecording = false;
  }
  return result;
};

async function record(session: tf.Session, feeds: tf.Feeds | null | undefined): Promise<void> {
  const tensors = fetchable(session.graph, new Set(fedNames(session.graph, feeds))).filter(
    ({ name }) => !shapes.has(name),
  );
  if (tensors.length === 0) return;
  try {
    const values = (await session.run(tensors, feeds)) as unknown[];
    for (const [i, { name }] of tensors.entries()) {
      const value = values[i];
      shapes.set(name, value instanceof NdArray ? value.shape : []);
    }
  } catch {
    // Variables may not be initialised yet: a later run will tell.
  }
}

function fedNames(graph: Graph, feeds: tf.Feeds | null | undefined): string[] {
  if (!feeds) return [];
  const keys =
    feeds instanceof Map ? [...feeds.keys()] : Array.isArray(feeds) ? feeds.map(([key]) => key) : Object.keys(feeds);
  return keys.map((key) => (graph.asGraphElement(key) as Tensor).name);
}

/** Tensors that need no other feed and change nothing. */
function fetchable(graph: Graph, fed: ReadonlySet<string>): Tensor[] {
  const missing = new Set<string>();
  const found: Tensor[] = [];
  for (const op of graph.getOperations()) {
    const changes = /^(?:Assign|Apply|Scatter|Save|Restore|MergeV2|Print|Assert|MergeSummary)/.test(op.type);
    const needs = op.type === 'Placeholder' && !fed.has(`${op.name}:0`);
    const inputs = [...op.inputs.map((input) => input.op.name), ...op.controlInputs.map(({ name }) => name)];
    if (changes || needs || inputs.some((name) => missing.has(name))) missing.add(op.name);
    else found.push(...op.outputs.filter(({ isRef }) => !isRef));
  }
  return found;
}

setRunDefaults({ seed: null, device: null, logdir: null, stepsCap: 2 });
await import(pathToFileURL(file).href);
const graph = tf.getDefaultGraph();
const recording: Recording = { nodes: describeGraph(graph).nodes, shapes: [...shapes], runs };
writeFileSync(target, JSON.stringify(recording));

/** The answers to `graph` and `trace`: a file's or run's graph and traces as the graph page gets them. */

import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import {
  decodeEvent,
  decodeMessage,
  decodeRecord,
  isEventFileName,
  RunMetadataSchema,
} from '../../engine/formats/index.ts';
import { describeGraphDef } from '../../engine/graphdef/index.ts';
import { type GraphData, type GraphNode, limits, type NodeStats } from '../../webview/protocol.ts';
import { boundedName } from './bounded-name.ts';
import { type EventIndex, indexEvents } from './event-index.ts';
import { graphFromBytes } from './graph-bytes.ts';
import { nodeStats } from './node-stats.ts';
import type { GraphFile } from './protocol.ts';
import { readRecord } from './record-file.ts';

/** What a protobuf message may have at most. */
const mostBytes = 2 ** 31 - 1;

/** @throws Error with one sentence for the user */
export async function readGraph(from: GraphFile, isCancelled: () => boolean): Promise<GraphData> {
  if (from.kind === 'events') return graphOfEvents({ folder: from.folder }, from.folder, isCancelled);
  if (isEventFileName(basename(from.path))) return graphOfEvents({ file: from.path }, from.path, isCancelled);
  const { size } = await stat(from.path);
  if (size > mostBytes) throw new Error(`${from.path} has ${size} bytes; a graph has ${mostBytes} at most.`);
  const bytes = await readFile(from.path);
  if (isCancelled()) return nothing;
  // An event file by another name.
  if (decodeRecord(bytes).kind === 'record') return graphOfEvents({ file: from.path }, from.path, isCancelled);
  return dataOf(bytes, from.path, []);
}

/** @throws Error with one sentence for the user */
export async function readTrace(folder: string, tag: string, isCancelled: () => boolean): Promise<NodeStats[]> {
  const { traces } = await indexEvents({ folder }, isCancelled);
  const place = [...traces].find(([each]) => boundedName(each) === tag)?.[1];
  const event = place && (await readRecord(place.path, place.offset));
  const what = event && decodeEvent(event).what;
  if (what?.case !== 'taggedRunMetadata') throw new Error(`There is no trace '${tag}' in ${folder} any more.`);
  return nodeStats(decodeMessage(RunMetadataSchema, what.value.runMetadata, `the trace '${tag}'`));
}

const nothing: GraphData = { nodes: [], traces: [] };

async function graphOfEvents(
  from: Parameters<typeof indexEvents>[0],
  name: string,
  isCancelled: () => boolean,
): Promise<GraphData> {
  const { graph, traces }: EventIndex = await indexEvents(from, isCancelled);
  if (isCancelled()) return nothing;
  const record = graph && (await readRecord(graph.path, graph.offset));
  const what = record && decodeEvent(record).what;
  if (what?.case !== 'graphDef' && what?.case !== 'metaGraphDef') {
    throw new Error(
      `There is no graph in ${name}. Give the graph to the run's tf.summary.FileWriter to have it there.`,
    );
  }
  // By its name a meta graph is known as one.
  const path = what.case === 'metaGraphDef' ? `${graph!.path}.meta` : graph!.path;
  return dataOf(what.value, path, [...traces.keys()].map(boundedName));
}

function dataOf(bytes: Uint8Array, path: string, traces: readonly string[]): GraphData {
  const { nodes } = describeGraphDef(graphFromBytes(bytes, path), { attributeLength: limits.attribute });
  const fileOf = sourceFinder(dirname(path));
  return { nodes: nodes.map((node) => bounded(node, fileOf)), traces };
}

function bounded(node: GraphNode, fileOf: (file: string) => string): GraphNode {
  const { name, op, inputs, controlInputs, device, source, ...rest } = node;
  return {
    ...rest,
    name: boundedName(name),
    op: boundedName(op),
    inputs: inputs.map(boundedInput),
    controlInputs: controlInputs.map(boundedName),
    device: boundedName(device),
    ...(source && { source: { ...source, file: fileOf(source.file) } }),
  };
}

/** A tensor's name with its node's name cut as the node's is. */
function boundedInput(input: string): string {
  if (input.length <= limits.name) return input;
  const [, name, output = ''] = /^(.*?)(:\d+)?$/s.exec(input)!;
  return boundedName(name) + output;
}

/**
 * Event files name source files relative to the folder that the run was started in, which as a rule is above the run's
 * own: the nearest that has the file.
 */
function sourceFinder(folder: string): (file: string) => string {
  const found = new Map<string, string>();
  return (file) => {
    let path = found.get(file);
    if (path === undefined) {
      const isWhole = isAbsolute(file) || /^[A-Za-z]:[\\/]/.test(file);
      path = isWhole || found.size >= mostFiles ? file : (above(folder, file) ?? file);
      found.set(file, path);
    }
    return path;
  };
}

const mostFiles = 1000;

function above(folder: string, file: string): string | undefined {
  if (file.length > limits.name) return undefined;
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, file);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}

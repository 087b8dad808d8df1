/** Reads a model, and writes the files that were asked for. */

import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { FormatError } from '../../formats/index.ts';
import { type ArrayLike, type Graph, type Operation, type Tensor, TensorloomError } from '../../graph/index.ts';
import { convertVariablesToConstants } from '../../train/graph-util/index.ts';
import { saveOnnx, writeGraph } from '../../train/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatBytes } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import type { ExportArguments } from './index.ts';
import { type Names, openModel } from './source.ts';

/** Gives the exit code: 1 for a model that cannot be read or converted. @throws UsageError */
export async function exportModel(source: string, options: ExportArguments): Promise<number> {
  if (options.onnx === undefined && options.frozen === undefined) {
    throw new UsageError('Say what to write: --onnx FILE, or --frozen FILE.');
  }
  try {
    for (const line of await write(source, options)) process.stdout.write(`${line}\n`);
    return exitCodes.fine;
  } catch (error) {
    if (!(error instanceof TensorloomError || error instanceof FormatError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exitCodes.failed;
  }
}

async function write(source: string, options: ExportArguments): Promise<string[]> {
  using model = await openModel(source, options);
  const { session } = model;
  const { graph } = session;
  const feeds = new Map(options.feed.map((text) => feedOf(graph, text)));
  const outputs = tensorsOf(graph, options.outputs, '--outputs') ?? byName(graph, model.outputs) ?? onlyEnd(graph);
  const needed = operationsOf(Object.values(outputs));
  const inputs = tensorsOf(graph, options.inputs, '--inputs') ?? byName(graph, model.inputs) ?? fedOf(needed, feeds);
  const both = Object.values(inputs).find((tensor) => feeds.has(tensor));
  if (both) throw new UsageError(`--feed gives '${both.name}' a value, so it is no input: take it out of --inputs.`);
  if (options.frozen !== undefined && options.onnx === undefined && feeds.size > 0) {
    throw new UsageError('--feed is for --onnx: a frozen graph keeps its placeholders, for whoever runs it to feed.');
  }
  await model.restore(needed);
  const written: string[] = [];
  if (options.onnx !== undefined) {
    const { opset } = options;
    await saveOnnx(session, options.onnx, { inputs, outputs, feeds, ...(opset !== undefined && { opset }) });
    written.push(
      `${summary(options.onnx)}: inputs ${Object.keys(inputs).join(', ') || 'none'}; outputs ${Object.keys(outputs).join(', ')}`,
    );
  }
  if (options.frozen !== undefined) {
    const names = [...new Set(Object.values(outputs).map(({ op }) => op.name))];
    const frozen = await convertVariablesToConstants(session, graph, names);
    await writeGraph(frozen, dirname(options.frozen), basename(options.frozen), options.frozen.endsWith('.pbtxt'));
    written.push(`${summary(options.frozen)}: ${frozen.node.length} operations; outputs ${names.join(', ')}`);
  }
  return written;
}

const summary = (path: string): string => `${path} (${formatBytes(statSync(path).size)})`;

type Tensors = Readonly<Record<string, Tensor>>;

/** `a:0,key=b`: tensors by the names that they are to have. */
function tensorsOf(graph: Graph, text: string | undefined, flag: string): Tensors | undefined {
  if (text === undefined) return undefined;
  const entries = text.split(',').map((part): [string, Tensor] => {
    const [, key, name] = /^(?:([^=]*)=)?(.*)$/.exec(part.trim()) ?? [];
    const tensor = tensorNamed(graph, name ?? '', flag);
    return [key ?? (tensor.valueIndex === 0 ? tensor.op.name : tensor.name), tensor];
  });
  return Object.fromEntries(entries);
}

function byName(graph: Graph, names: Names | undefined): Tensors | undefined {
  return names && Object.fromEntries(Object.entries(names).map(([key, name]) => [key, graph.getTensorByName(name)]));
}

/** @throws UsageError where the graph has none of the name */
function tensorNamed(graph: Graph, name: string, flag: string): Tensor {
  const op = graph.findOperation(name.replace(/:\d+$/, ''));
  const tensor = op?.outputs[Number(/:(\d+)$/.exec(name)?.[1] ?? 0)];
  if (!tensor) throw new UsageError(`${flag}: the graph has no tensor '${name}'.`);
  return tensor;
}

function feedOf(graph: Graph, text: string): [Tensor, ArrayLike] {
  const [, name, value] = /^(.*)=(.*)$/.exec(text) ?? [];
  const parsed = value === 'true' ? true : value === 'false' ? false : Number(value || Number.NaN);
  if (name === undefined || Number.isNaN(parsed)) {
    throw new UsageError(`--feed takes a tensor and a number or truth value, as keepProb=1, not '${text}'.`);
  }
  return [tensorNamed(graph, name, '--feed'), parsed];
}

/** All operations that some tensors need. */
function operationsOf(tensors: readonly Tensor[]): Operation[] {
  const found = new Set<Operation>(tensors.map(({ op }) => op));
  for (const op of found) {
    for (const input of op.inputs) found.add(input.op);
    for (const input of op.controlInputs) found.add(input);
  }
  return [...found];
}

/** The placeholders among operations that are not fed beforehand. */
function fedOf(operations: readonly Operation[], feeds: ReadonlyMap<Tensor, unknown>): Tensors {
  const placeholders = operations.filter(({ type, outputs: [tensor] }) => type === 'Placeholder' && !feeds.has(tensor));
  return Object.fromEntries(
    placeholders.sort((a, b) => a.id - b.id).map(({ name, outputs: [tensor] }) => [name, tensor]),
  );
}

const mostEnds = 8;

/** What a graph gives that has one end. @throws UsageError where there are several, or none */
function onlyEnd(graph: Graph): Tensors {
  const isEnd = ({ type, outputs }: Operation) =>
    outputs.length > 0 && type !== 'Const' && outputs.every((y) => y.consumers().length === 0);
  const ends = graph.getOperations().filter(isEnd);
  if (ends.length === 1) return Object.fromEntries(ends[0].outputs.map((y, i) => [i === 0 ? y.op.name : y.name, y]));
  const names = ends.slice(-mostEnds).map(({ name }) => name);
  const more = ends.length > mostEnds ? ` and ${ends.length - mostEnds} more` : '';
  throw new UsageError(`Say with --outputs what the model gives. Nothing reads ${names.join(', ')}${more}.`);
}

/** Exports of a graph of which every tensor that can be exported is an output. */

import { GraphError, type NdArray, type Operation, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { onnxOperationTypes } from '../../../engine/onnx/index.ts';
import { getOp } from '../../../engine/ops/index.ts';
import type { Program } from '../random-graphs/program.ts';
import { toWire, type WireArray } from '../random-graphs/wire.ts';

/** One output: which operation gave it, what it is here, and a file of that operation alone. */
export interface WrittenOutput {
  readonly name: string;
  readonly type: string;
  /** Computed in the file, rather than a constant of it. */
  readonly live: boolean;
  readonly result: WireArray;
  /** From what it has here as inputs. */
  readonly alone?: { readonly model: string; readonly inputs: readonly string[] };
}

export interface WrittenProgram {
  readonly name: string;
  readonly model: string;
  readonly feeds: readonly (readonly [name: string, value: WireArray])[];
  readonly outputs: readonly WrittenOutput[];
}

const types = new Set(onnxOperationTypes);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** @param refused - Counts the reasons for which operations with a counterpart were left out. */
export async function exportProgram(
  { name, graph, feeds }: Program,
  refused: Map<string, number>,
): Promise<WrittenProgram | undefined> {
  using session = new tf.Session({ graph });
  const inputs = feeds.map(([tensor]) => tensor).filter(hasRank);
  const left = new Set(exportable(graph, inputs));
  for (;;) {
    const outputs = [...left].flatMap((op) => op.outputs).filter((tensor) => hasRank(tensor) && !dropped.has(tensor));
    if (outputs.length === 0) return undefined;
    try {
      const model = await tf.train.encodeOnnx(session, { inputs, outputs });
      return { name, model: base64(model), ...(await ran(session, feeds, outputs)) };
    } catch (error) {
      leaveOut(graph, left, error, refused);
    }
  }
}

/** ONNX wants that of inputs and outputs. */
const hasRank = ({ shape }: Tensor): boolean => shape.rank !== null;

/** Outputs that no conversion gives. */
const dropped = new Set<Tensor>();

/** Operations all of whose inputs come from operations with a counterpart. */
function exportable(graph: tf.Graph, inputs: readonly Tensor[]): Operation[] {
  const can = new Set<Operation>();
  for (const op of graph.getOperations()) {
    if (inputs.some((input) => input.op === op)) can.add(op);
    else if ((types.has(op.type) || op.type === 'Const') && op.inputs.every((input) => can.has(input.op))) can.add(op);
  }
  return [...can].filter(({ type }) => type !== 'Placeholder');
}

function leaveOut(graph: tf.Graph, left: Set<Operation>, error: unknown, refused: Map<string, number>): void {
  const at = error instanceof GraphError ? error.operation?.name : undefined;
  const op = at === undefined ? undefined : graph.findOperation(at);
  if (!op) throw error;
  const [, reason] = /written to ONNX: ([^.]*?)(?: \d+)?(?: is|:|\.|$)/.exec((error as Error).message) ?? [];
  const key = `${op.type}: ${reason ?? (error as Error).message}`;
  refused.set(key, (refused.get(key) ?? 0) + 1);
  const output = /its output (\d+) has no counterpart/.exec((error as Error).message);
  if (output) dropped.add(op.outputs[Number(output[1])]);
  const gone = new Set(output ? [] : [op]);
  for (const each of left) {
    if (each.inputs.some((input) => gone.has(input.op) || dropped.has(input))) gone.add(each);
  }
  for (const each of gone) left.delete(each);
}

async function ran(session: tf.Session, feeds: Program['feeds'], outputs: readonly Tensor[]) {
  const values = (await session.run(outputs, feeds as tf.Feeds)) as unknown[];
  const live = liveTensors(session.graph, feeds);
  const written: WrittenOutput[] = [];
  for (const [i, tensor] of outputs.entries()) {
    written.push({
      name: outputName(tensor),
      type: tensor.op.type,
      live: live.has(tensor),
      result: toWire(values[i], tensor.dtype),
      ...(live.has(tensor) && (await alone(session, tensor, live, outputs))),
    });
  }
  return {
    feeds: feeds.map(([tensor, array]) => [tensor.op.name, toWire(array as NdArray, tensor.dtype)] as const),
    outputs: written,
  };
}

const outputName = (tensor: Tensor): string => (tensor.valueIndex === 0 ? tensor.op.name : tensor.name);

/** Tensors that a file computes: what is fed decides them, or they wait for something, which is not run beforehand. */
function liveTensors(graph: tf.Graph, feeds: Program['feeds']): Set<Tensor> {
  const live = new Set<Tensor>(feeds.map(([tensor]) => tensor));
  for (const op of graph.getOperations()) {
    const waits = op.controlInputs.length > 0 || getOp(op.type).stateful;
    if (op.inputs.some((input) => live.has(input) || waits)) for (const output of op.outputs) live.add(output);
  }
  return live;
}

async function alone(session: tf.Session, tensor: Tensor, live: ReadonlySet<Tensor>, all: readonly Tensor[]) {
  const inputs = [...new Set(tensor.op.inputs.filter((input) => live.has(input)))];
  if (inputs.some((input) => !all.includes(input) && input.op.type !== 'Placeholder')) return {};
  try {
    const model = await tf.train.encodeOnnx(session, { inputs, outputs: { y: tensor } });
    return { alone: { model: base64(model), inputs: inputs.map(outputName) } };
  } catch (error) {
    if (error instanceof GraphError) return {};
    throw error;
  }
}

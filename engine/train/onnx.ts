/** `tf.train.saveOnnx`: a trained graph for other run times, such as onnxruntime. */

import { type FileSystem, nodeFileSystem, writeFileAtomic } from '../formats/index.ts';
import { type Graph, type GraphElement, GraphError, type NdArray, Tensor } from '../graph/index.ts';
import { constantTensors, encodeOnnx as encode } from '../onnx/index.ts';
import type { Feeds, Session } from '../session/index.ts';
import { fileFault } from './checkpoint/file-error.ts';
import { makeFolderOf } from './checkpoint/folder.ts';
import { arrayOf } from './checkpoint/snapshot.ts';

/** Tensors by the names that they get in the file; those of a list keep the names of their operations. */
export type ExportedTensors =
  | Readonly<Record<string, Tensor | GraphElement>>
  | readonly (Tensor | GraphElement | string)[];

export interface OnnxOptions {
  /** What a run of the file is given: placeholders, or any tensors of the graph. */
  readonly inputs: ExportedTensors;
  /** What it gives. */
  readonly outputs: ExportedTensors;
  /** Values of placeholders that are no inputs: a keepProb of 1, an isTraining of false. */
  readonly feeds?: Feeds;
  /** The version of ONNX's operators: 18 (default) to 21. */
  readonly opset?: number;
  /** Of the graph in the file. Default `graph`. */
  readonly name?: string;
}

export interface SaveOnnxOptions extends OnnxOptions {
  readonly fileSystem?: FileSystem;
}

/**
 * Writes the part of the session's graph between `inputs` and `outputs` to an ONNX file, in one step: a reader meets the
 * old file or the new one. Variables become constants with their values of now.
 * @throws GraphError for an operation that ONNX has nothing for, naming it; FailedPreconditionError for an uninitialized
 *   variable.
 */
export async function saveOnnx(session: Session, path: string, options: SaveOnnxOptions): Promise<void> {
  const { fileSystem = nodeFileSystem } = options;
  const bytes = await encodeOnnx(session, options);
  makeFolderOf(path, fileSystem);
  await writeFileAtomic(path, bytes, fileSystem).catch((error: unknown) => {
    throw fileFault(`save ${path}`, error);
  });
}

/** As saveOnnx: what the file would hold. */
export async function encodeOnnx(session: Session, options: OnnxOptions): Promise<Uint8Array> {
  const { feeds, opset, name } = options;
  const [inputs, outputs] = [
    namedTensors(session.graph, options, 'inputs'),
    namedTensors(session.graph, options, 'outputs'),
  ];
  const given = new Map(feeds && [...keysOf(feeds)].map((key) => [tensorOf(session.graph, key, 'feeds'), key]));
  const isInput = new Set(inputs.values());
  const constants = constantTensors(
    [...outputs.values()],
    (tensor) => isInput.has(tensor),
    (tensor) => given.has(tensor),
  );
  const wanted = [...constants, ...given.keys()];
  const values: unknown[] = wanted.length > 0 ? await session.run(wanted, feeds) : [];
  const known = new Map<Tensor, NdArray>(wanted.map((tensor, i) => [tensor, arrayOf(tensor.dtype, values[i])]));
  return encode({ inputs, outputs, known, ...(opset !== undefined && { opset }), ...(name !== undefined && { name }) });
}

function keysOf(feeds: Feeds): Iterable<unknown> {
  if (feeds instanceof Map) return feeds.keys();
  return Array.isArray(feeds) ? feeds.map(([key]) => key) : Object.keys(feeds);
}

function namedTensors(
  graph: Graph,
  options: Pick<OnnxOptions, 'inputs' | 'outputs'>,
  what: 'inputs' | 'outputs',
): Map<string, Tensor> {
  const given = options[what];
  const entries = Array.isArray(given)
    ? given.map((value) => {
        const tensor = tensorOf(graph, value, what);
        return [tensor.valueIndex === 0 ? tensor.op.name : tensor.name, tensor] as const;
      })
    : Object.entries(given ?? {}).map(([key, value]) => [key, tensorOf(graph, value, `${what}['${key}']`)] as const);
  const named = new Map(entries);
  if (named.size < entries.length) throw new GraphError(`saveOnnx: two of ${what} have the same name.`);
  if (what === 'outputs' && named.size === 0) {
    throw new GraphError('saveOnnx needs outputs: the tensors that the file gives, as { outputs: { y } }.');
  }
  for (const [key, tensor] of named) {
    if (tensor.shape.rank !== null) continue;
    throw new GraphError(
      `saveOnnx: the rank of ${what}['${key}'] must be known: say it with setShape.`,
      tensor.op.describe(),
    );
  }
  if (what === 'inputs' && new Set(named.values()).size < named.size) {
    throw new GraphError('saveOnnx: one tensor stands under two names of inputs.');
  }
  return named;
}

function tensorOf(graph: Graph, value: unknown, what: string): Tensor {
  const element = graph.asGraphElement(value);
  if (element instanceof Tensor) return element;
  throw new GraphError(`saveOnnx: ${what} must be a tensor, but is the operation '${element.name}'.`);
}

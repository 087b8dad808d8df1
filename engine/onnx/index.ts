/**
 * Graphs to ONNX, the format of other run times. What is written is what a model needs to be used: variables are
 * constants, what does nothing outside of training is left out, what no input decides is computed beforehand.
 *
 * Pure: values of variables and constants are handed in. engine/train asks a session for them.
 */

import { GraphError, type NdArray, type Tensor } from '../graph/index.ts';
import { converters } from './convert/index.ts';
import { convertGraph, type NamedTensors } from './convert-graph.ts';
import { encodeModel, irVersions } from './encode.ts';

export type { NamedTensors } from './convert-graph.ts';
export { constantTensors } from './needed.ts';

/** The version of ONNX's operators that is written unless another is asked for. */
export const defaultOpset = 18;

/** The operation types that can be written. */
export const onnxOperationTypes: readonly string[] = Object.keys(converters).sort();

export interface OnnxModel {
  readonly inputs: NamedTensors;
  readonly outputs: NamedTensors;
  /** Values of the tensors that `constantTensors` gave, and of those that are fed beforehand. */
  readonly known: ReadonlyMap<Tensor, NdArray>;
  /** From 18 (default) to 21. */
  readonly opset?: number;
  /** Of the graph in the file. */
  readonly name?: string;
}

/**
 * The bytes of an ONNX file.
 * @throws GraphError for an operation without counterpart, naming it; for another opset; for more than 2 GB.
 */
export function encodeOnnx({ inputs, outputs, known, opset = defaultOpset, name = 'graph' }: OnnxModel): Uint8Array {
  if (!Object.hasOwn(irVersions, opset)) {
    throw new GraphError(`ONNX files are written for the opsets ${Object.keys(irVersions).join(', ')}, not ${opset}.`);
  }
  for (const key of inputs.keys()) {
    if (outputs.has(key)) throw new GraphError(`An input and an output of the ONNX file cannot both be '${key}'.`);
  }
  return encodeModel({ ...convertGraph(inputs, outputs, known, opset), name, inputs, outputs, opset });
}

/** An ONNX file read back, for what tests ask of it. */

import { decodeMessage, onnx } from '../../engine/formats/index.ts';
import * as tf from '../../engine/index.ts';

export interface ReadModel {
  /** Operator types in order. */
  readonly types: readonly string[];
  readonly message: onnx.ModelProto;
  /** Names with sizes: `x[batch,3]`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export function readModel(bytes: Uint8Array): ReadModel {
  const message = decodeMessage(onnx.ModelProtoSchema, bytes);
  const graph = message.graph!;
  return {
    message,
    types: graph.node.map(({ opType }) => opType),
    inputs: graph.input.map(described),
    outputs: graph.output.map(described),
  };
}

function described({ name, type }: onnx.ValueInfoProto): string {
  const tensor = type?.value.value;
  return `${name}[${tensor?.shape?.dim.map(({ value }) => value.value).join(',') ?? '?'}]`;
}

/** The part of the default graph between inputs and outputs, with its variables initialized. */
export async function exported(options: tf.train.OnnxOptions): Promise<ReadModel> {
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  return readModel(await tf.train.encodeOnnx(session, options));
}

/** A converted graph as the bytes of an ONNX file. */

import { create, encodeMessage, type MessageInitShape, onnx, utf8 } from '../formats/index.ts';
import { type DataOf, GraphError, type NdArray, type NumericDType, type Tensor } from '../graph/index.ts';
import { onnxTypes } from './builder.ts';
import type { ConvertedGraph, NamedTensors } from './convert-graph.ts';
import { DimensionNames } from './dimensions.ts';
import { type Attribute, Float, type Node } from './value.ts';

/** The versions of ONNX's operators that files can ask for, with the version of the format that each came with. */
export const irVersions: Readonly<Record<number, bigint>> = { 18: 8n, 19: 9n, 20: 9n, 21: 10n };

/** What a message of the format may have at most. */
const mostBytes = 2 ** 31 - 1;

export interface ModelParts extends ConvertedGraph {
  readonly name: string;
  readonly inputs: NamedTensors;
  readonly outputs: NamedTensors;
  readonly opset: number;
}

export function encodeModel({ name, nodes, constants, inputs, outputs, opset }: ModelParts): Uint8Array {
  const bytes = [...constants.values()].reduce((sum, { data }) => sum + ((data as Uint8Array).byteLength ?? 0), 0);
  if (bytes > mostBytes) {
    throw new GraphError(
      `The constants of the graph take ${bytes} bytes, and an ONNX file has 2 GB at most: export parts of it.`,
    );
  }
  const names = new DimensionNames();
  for (const [key, tensor] of inputs) names.addInput(key, tensor);
  const infos = (tensors: NamedTensors) => [...tensors].map(([key, tensor]) => valueInfo(key, tensor, names));
  const model = create(onnx.ModelProtoSchema, {
    irVersion: irVersions[opset],
    producerName: 'tensorloom',
    opsetImport: [{ domain: '', version: BigInt(opset) }],
    graph: {
      name,
      node: nodes.map(nodeProto),
      initializer: [...constants].map(([key, array]) => tensorProto(key, array)),
      input: infos(inputs),
      output: infos(outputs),
    },
  });
  return encodeMessage(onnx.ModelProtoSchema, model);
}

function nodeProto({ type, name, inputs, outputs, attributes }: Node): MessageInitShape<typeof onnx.NodeProtoSchema> {
  return {
    opType: type,
    name,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([key, value]) => ({ name: key, ...attributeValue(value) })),
  };
}

const { AttributeProto_AttributeType: kinds } = onnx;

function attributeValue(value: Attribute): MessageInitShape<typeof onnx.AttributeProtoSchema> {
  if (value instanceof Float) return { type: kinds.FLOAT, f: value.value };
  if (typeof value === 'number') return { type: kinds.INT, i: BigInt(value) };
  if (typeof value === 'string') return { type: kinds.STRING, s: utf8(value) };
  return { type: kinds.INTS, ints: value.map(BigInt) };
}

function tensorProto(name: string, { dtype, shape, data }: NdArray): MessageInitShape<typeof onnx.TensorProtoSchema> {
  const head = { name, dims: shape.map(BigInt), dataType: onnxTypes[dtype] };
  if (dtype === 'string') return { ...head, stringData: (data as DataOf['string']).map(utf8) };
  const { buffer, byteOffset, byteLength } = data as DataOf[NumericDType];
  return { ...head, rawData: new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength) };
}

function valueInfo(
  name: string,
  { dtype, shape }: Tensor,
  names: DimensionNames,
): MessageInitShape<typeof onnx.ValueInfoProtoSchema> {
  const dim = shape.dims?.map((size, axis) => {
    const said = names.nameOf(size, `${name}_dim${axis}`);
    return {
      value:
        typeof said === 'number'
          ? { case: 'dimValue' as const, value: BigInt(said) }
          : { case: 'dimParam' as const, value: said },
    };
  });
  const type = { elemType: onnxTypes[dtype], ...(dim && { shape: { dim } }) };
  return { name, type: { value: { case: 'tensorType', value: type } } };
}

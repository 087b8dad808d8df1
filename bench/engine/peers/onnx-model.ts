// ONNX models, written field by field: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (operator set 17).

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export type Attribute = { readonly int: number } | { readonly float: number } | { readonly ints: readonly number[] };

export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly elements: Float32Array;
}

export interface Value {
  readonly name: string;
  /** null where it is left open. */
  readonly shape: readonly number[] | null;
}

export interface Model {
  readonly inputs: readonly Value[];
  readonly constants?: readonly Constant[];
  /** In an order in which they can run. */
  readonly nodes: readonly Node[];
  readonly outputs: readonly Value[];
}

const float32 = 1;
const attributeTypes = { float: 1, int: 2, ints: 7 };

/** A ModelProto. All tensors are float32. */
export function encodeModel(model: Model): Uint8Array {
  return message((root) => {
    root.tag(1, WireType.Varint).int64(8);
    nested(root, 7, (graph) => {
      for (const node of model.nodes) nested(graph, 1, (writer) => writeNode(writer, node));
      graph.tag(2, WireType.LengthDelimited).string('bench');
      for (const constant of model.constants ?? []) nested(graph, 5, (writer) => writeConstant(writer, constant));
      for (const input of model.inputs) nested(graph, 11, (writer) => writeValue(writer, input));
      for (const output of model.outputs) nested(graph, 12, (writer) => writeValue(writer, output));
    });
    nested(root, 8, (operatorSet) => {
      operatorSet.tag(1, WireType.LengthDelimited).string('');
      operatorSet.tag(2, WireType.Varint).int64(17);
    });
  });
}

function writeNode(writer: BinaryWriter, { type, inputs, output, attributes = {} }: Node): void {
  for (const input of inputs) writer.tag(1, WireType.LengthDelimited).string(input);
  writer.tag(2, WireType.LengthDelimited).string(output);
  writer.tag(4, WireType.LengthDelimited).string(type);
  for (const [name, attribute] of Object.entries(attributes)) {
    nested(writer, 5, (inner) => writeAttribute(inner, name, attribute));
  }
}

function writeAttribute(writer: BinaryWriter, name: string, attribute: Attribute): void {
  writer.tag(1, WireType.LengthDelimited).string(name);
  if ('float' in attribute) {
    writer.tag(2, WireType.Bit32).float(attribute.float);
    writer.tag(20, WireType.Varint).int32(attributeTypes.float);
  } else if ('int' in attribute) {
    writer.tag(3, WireType.Varint).int64(attribute.int);
    writer.tag(20, WireType.Varint).int32(attributeTypes.int);
  } else {
    for (const value of attribute.ints) writer.tag(8, WireType.Varint).int64(value);
    writer.tag(20, WireType.Varint).int32(attributeTypes.ints);
  }
}

function writeConstant(writer: BinaryWriter, { name, shape, elements }: Constant): void {
  for (const size of shape) writer.tag(1, WireType.Varint).int64(size);
  writer.tag(2, WireType.Varint).int32(float32);
  writer.tag(8, WireType.LengthDelimited).string(name);
  const bytes = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
  writer.tag(9, WireType.LengthDelimited).bytes(bytes);
}

function writeValue(writer: BinaryWriter, { name, shape }: Value): void {
  writer.tag(1, WireType.LengthDelimited).string(name);
  nested(writer, 2, (type) =>
    nested(type, 1, (tensor) => {
      tensor.tag(1, WireType.Varint).int32(float32);
      if (shape === null) return;
      nested(tensor, 2, (dimensions) => {
        for (const size of shape) nested(dimensions, 1, (writer) => writer.tag(1, WireType.Varint).int64(size));
      });
    }),
  );
}

function nested(writer: BinaryWriter, field: number, write: (writer: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).bytes(message(write));
}

function message(write: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

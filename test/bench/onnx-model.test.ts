import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../bench/engine/peers/onnx-model.ts';

type Field = { readonly number: number; readonly value: unknown };

/** The fields of a message, in order; those with a length as bytes. */
function fields(bytes: Uint8Array): Field[] {
  const reader = new BinaryReader(bytes);
  const found: Field[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const value =
      type === WireType.Varint ? Number(reader.int64()) : type === WireType.Bit32 ? reader.float() : reader.bytes();
    found.push({ number, value });
  }
  return found;
}

function all(bytes: unknown, number: number): unknown[] {
  return fields(bytes as Uint8Array)
    .filter((field) => field.number === number)
    .map(({ value }) => value);
}

const text = (bytes: unknown) => new TextDecoder().decode(bytes as Uint8Array);

const model = encodeModel({
  inputs: [{ name: 'x', shape: [2, 3] }],
  constants: [{ name: 'half', shape: [], elements: Float32Array.of(0.5) }],
  nodes: [
    { type: 'Mul', inputs: ['x', 'half'], output: 'scaled' },
    { type: 'LayerNormalization', inputs: ['scaled'], output: 'y', attributes: { epsilon: { float: 0.25 } } },
    { type: 'ArgMax', inputs: ['y'], output: 'z', attributes: { axis: { int: 1 }, axes: { ints: [0, -1] } } },
  ],
  outputs: [{ name: 'z', shape: null }],
});
const [graph] = all(model, 7);

describe('an ONNX model', () => {
  it('says its version and that of its operators', () => {
    expect(all(model, 1)).toEqual([8]);
    expect(all(all(model, 8)[0], 2)).toEqual([17]);
  });
  it('has its nodes in order, with inputs and outputs', () => {
    const nodes = all(graph, 1);
    expect(nodes.map((node) => text(all(node, 4)[0]))).toEqual(['Mul', 'LayerNormalization', 'ArgMax']);
    expect(all(nodes[0], 1).map(text)).toEqual(['x', 'half']);
    expect(all(nodes[0], 2).map(text)).toEqual(['scaled']);
  });
  it('has attributes of each type', () => {
    const [, norm, argMax] = all(graph, 1);
    const [epsilon] = all(norm, 5);
    expect([text(all(epsilon, 1)[0]), all(epsilon, 2), all(epsilon, 20)]).toEqual(['epsilon', [0.25], [1]]);
    const [axis, axes] = all(argMax, 5);
    expect([all(axis, 3), all(axis, 20)]).toEqual([[1], [2]]);
    expect([all(axes, 8), all(axes, 20)]).toEqual([[0, -1], [7]]);
  });
  it('has shapes, where they are known', () => {
    const tensorType = (value: unknown) => all(all(value, 2)[0], 1)[0];
    const dimensions = all(all(tensorType(all(graph, 11)[0]), 2)[0], 1);
    expect(dimensions.map((dimension) => all(dimension, 1)[0])).toEqual([2, 3]);
    expect(all(tensorType(all(graph, 12)[0]), 2)).toEqual([]);
  });
  it('has constants, as bytes', () => {
    const [half] = all(graph, 5);
    expect([text(all(half, 8)[0]), all(half, 1), all(half, 2)]).toEqual(['half', [], [1]]);
    expect(all(half, 9)[0]).toEqual(new Uint8Array(Float32Array.of(0.5).buffer));
  });
});

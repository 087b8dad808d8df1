import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  create,
  DataType,
  decodeGraphDef,
  decodeMessage,
  decodeTensorProto,
  encodeMessage,
  encodeShape,
  encodeTensorProto,
  FormatError,
  TensorProtoSchema,
} from '../../engine/formats/index.ts';
import { NdArray } from '../../engine/graph/ndarray.ts';
import { arbitraryArray } from './arbitrary-array.ts';
import { fixtureBytes } from './fixture.ts';
import { plain } from './plain-array.ts';

const proto = (init: Parameters<typeof create<typeof TensorProtoSchema>>[1]) => create(TensorProtoSchema, init);

test('every type and shape survives a round trip over the wire', () => {
  fc.assert(
    fc.property(arbitraryArray(), (array) => {
      const bytes = encodeMessage(TensorProtoSchema, encodeTensorProto(array));
      // A Buffer at an odd offset: elements may not assume alignment.
      const shifted = Buffer.concat([Uint8Array.of(0), bytes]).subarray(1);
      expect(plain(decodeTensorProto(decodeMessage(TensorProtoSchema, shifted)))).toEqual(plain(array));
    }),
  );
});

test('constants of a TensorFlow graph have their values', () => {
  const graph = decodeGraphDef(fixtureBytes('graph.pb'));
  const value = (name: string) => {
    const attribute = graph.node.find((node) => node.name === name)?.attr.value.value;
    if (attribute?.case !== 'tensor') throw new Error(`${name} has no tensor`);
    return decodeTensorProto(attribute.value);
  };
  expect(value('numbers')).toEqual(new NdArray('float32', [3], Float32Array.of(1.5, -2.5, 1e-8)));
  expect(value('bytes')).toEqual(new NdArray('string', [2], ['a\n"b"', Uint8Array.of(0xff, 0xfe)]));
  expect(value('zeros')).toEqual(NdArray.zeros('float32', [3, 2]));
});

describe('the typed lists', () => {
  const tensorShape = encodeShape([2, 2]);

  test('the last element fills the rest', () => {
    const filled = decodeTensorProto(proto({ dtype: DataType.DT_INT32, tensorShape, intVal: [1, 7] }));
    expect(filled).toEqual(new NdArray('int32', [2, 2], Int32Array.of(1, 7, 7, 7)));
    const words = decodeTensorProto(
      proto({ dtype: DataType.DT_STRING, tensorShape, stringVal: [new TextEncoder().encode('x')] }),
    );
    expect(words.data).toEqual(['x', 'x', 'x', 'x']);
  });

  test('an empty list means zeros', () => {
    expect(decodeTensorProto(proto({ dtype: DataType.DT_INT64, tensorShape }))).toEqual(NdArray.zeros('int64', [2, 2]));
  });

  test('bool, half and bfloat16 are read from theirs', () => {
    const bools = proto({ dtype: DataType.DT_BOOL, tensorShape, boolVal: [true, false, true] });
    expect([...decodeTensorProto(bools).data]).toEqual([1, 0, 1, 1]);
    const halves = proto({ dtype: DataType.DT_HALF, tensorShape, halfVal: [0x3e00, 0xfbff, 0x0001, 0x7c00] });
    expect(decodeTensorProto(halves)).toEqual(
      new NdArray('float32', [2, 2], Float32Array.of(1.5, -65504, 2 ** -24, Number.POSITIVE_INFINITY)),
    );
    const brains = proto({ dtype: DataType.DT_BFLOAT16, tensorShape, halfVal: [0x3fc0] });
    expect(decodeTensorProto(brains).data[3]).toBe(1.5);
  });
});

test('strings packed into tensor_content are read', () => {
  const tensorContent = Uint8Array.of(2, 0, 1, 0x61, 0x62, 0xff);
  const packed = proto({ dtype: DataType.DT_STRING, tensorShape: encodeShape([3]), tensorContent });
  expect(decodeTensorProto(packed).data).toEqual(['ab', '', Uint8Array.of(0xff)]);
  packed.tensorContent = tensorContent.subarray(0, 5);
  expect(() => decodeTensorProto(packed)).toThrow(FormatError);
});

test('what contradicts itself is a FormatError', () => {
  const fails = (init: Parameters<typeof proto>[0], pattern: RegExp) => {
    const attempt = () => decodeTensorProto(proto(init), { what: 'node c' });
    expect(attempt).toThrow(FormatError);
    expect(attempt).toThrow(pattern);
  };
  const dtype = DataType.DT_FLOAT;
  fails({ dtype, tensorShape: encodeShape([3]), tensorContent: new Uint8Array(8) }, /12 bytes, but 8/);
  fails({ dtype, tensorShape: encodeShape([1]), floatVal: [1, 2] }, /2 elements are listed for a shape of 1/);
  fails({ dtype, tensorShape: encodeShape([null]) }, /unknown dimension/);
  fails({ dtype, tensorShape: encodeShape(null) }, /unknown dimension/);
  fails({ dtype, tensorShape: encodeShape([2 ** 40]) }, /limit/);
  fails({ dtype, tensorShape: encodeShape([2 ** 40, 2 ** 40]) }, /impossibly large/);
  fails({ dtype, tensorShape: encodeShape([...new Array(40).fill(2 ** 50), 0]) }, /impossibly large/);
  fails({ dtype: DataType.DT_RESOURCE, tensorShape: encodeShape([]) }, /^node c: .*DT_RESOURCE/);
});

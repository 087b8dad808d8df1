import { type DescMessage, equals, fromBinary, toBinary } from '@bufbuild/protobuf';
import { fromText, toText } from '@bufbuild/protobuf/txtpb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AttrValueSchema,
  CheckpointStateSchema,
  create,
  decodeGraphDef,
  decodeMetaGraphDef,
  FormatError,
  formatPbtxt,
  GraphDefSchema,
  HistogramProtoSchema,
  MetaGraphDefSchema,
  NodeDefSchema,
  parsePbtxt,
  TensorProtoSchema,
} from '../../../engine/formats/index.ts';
import { fixtureBytes, fixtureText } from '../fixture.ts';

describe('a graph of TensorFlow', () => {
  test('is written as TensorFlow writes it, to the byte', () => {
    expect(formatPbtxt(GraphDefSchema, decodeGraphDef(fixtureBytes('graph.pb')))).toBe(fixtureText('graph.pbtxt'));
  });

  test('is read as what the binary form says', () => {
    const parsed = parsePbtxt(GraphDefSchema, fixtureText('graph.pbtxt'));
    expect(equals(GraphDefSchema, parsed, decodeGraphDef(fixtureBytes('graph.pb')))).toBe(true);
  });

  test('with collections and a saver survives a round trip', () => {
    const meta = decodeMetaGraphDef(fixtureBytes('graph.meta'));
    const again = parsePbtxt(MetaGraphDefSchema, formatPbtxt(MetaGraphDefSchema, meta));
    expect(equals(MetaGraphDefSchema, again, meta)).toBe(true);
  });
});

test('accepts every spelling of the language', () => {
  const node = parsePbtxt(
    NodeDefSchema,
    `# a comment
     name: "a" 'b'  # neighbours are one string
     input: ["x", 'y'], input: "^z";
     op: "\\101\\x42\\u0043\\n\\'\\""
     attr <key: "n" value: <i: -0x1F>>
     attr: [{ key: "l" value { list { i: [1, 010, 0xff] f: [-inf, nan, 1e3f, .5, 2.] b: [true, f, 1] type: [DT_FLOAT, 3] } } }]
     attr { key: "no value" }`,
  );
  expect(node).toMatchObject({ name: 'ab', op: 'ABC\n\'"', input: ['x', 'y', '^z'] });
  expect(node.attr.n.value).toEqual({ case: 'i', value: -31n });
  expect(node.attr['no value'].value.case).toBeUndefined();
  expect(node.attr.l.value).toMatchObject({
    case: 'list',
    value: {
      i: [1n, 8n, 255n],
      f: [Number.NEGATIVE_INFINITY, Number.NaN, 1000, 0.5, 2],
      b: [true, false, true],
      type: [1, 3],
    },
  });
});

describe('an error says where and what', () => {
  const cases: [DescMessage, string, RegExp][] = [
    [GraphDefSchema, 'node {\n  nam: "a"\n}', /^g\.pbtxt:2:3: NodeDef has no field `nam`/],
    [GraphDefSchema, 'node {', /^g\.pbtxt:1:7: `}` is missing/],
    [GraphDefSchema, 'node { name "a" }', /:1:13: `:` is missing after name/],
    [GraphDefSchema, 'node { name: "a }', /:1:14: the string that starts here has no closing quote/],
    [GraphDefSchema, 'node { name: "a\\q" }', /:1:16: `\\q` is not an escape/],
    [GraphDefSchema, 'node { name: "\\400" }', /is not an escape/],
    [GraphDefSchema, 'node { name: 5 }', /a quoted string is expected, but `5` is found/],
    [GraphDefSchema, 'version: 1.5', /an integer is expected/],
    [GraphDefSchema, 'version: 3000000000', /outside the range of int32/],
    [GraphDefSchema, 'version: 1 version: 2', /:1:12: version cannot be set here: it is set already/],
    [GraphDefSchema, 'node { name: "a" name: "b" }', /it is set already/],
    [GraphDefSchema, 'node: [{}, ', /`{` is missing/],
    [GraphDefSchema, 'node { name: "\\377" }', /not valid UTF-8/],
    [GraphDefSchema, '@', /:1:1: `@` is neither/],
    [AttrValueSchema, 'i: 1 f: 2', /another field of value is set already/],
    [AttrValueSchema, 'type: DT_WRONG', /`DT_WRONG` is not a value of DataType/],
    [AttrValueSchema, 'func { attr { key: "a" value { '.repeat(200), /nested more than 100 deep/],
  ];
  test.each(cases)('%s %j', (schema, text, pattern) => {
    const attempt = () => parsePbtxt(schema, text, { what: 'g.pbtxt' });
    expect(attempt).toThrow(FormatError);
    expect(attempt).toThrow(pattern);
  });
});

test('fields of a later version are passed over when that is allowed', () => {
  const text = `name: "a" new_field: -3.5 new_list: [1, "x", { y: 1 }] new_message { z { w: "q" } } [ext.name/x] { v: 1 } op: "B"`;
  expect(parsePbtxt(NodeDefSchema, text, { allowUnknownFields: true })).toMatchObject({ name: 'a', op: 'B' });
});

test("numbers are written as Python's text_format writes them", () => {
  const floats = [0.1, 1, 1e-8, 16777216, 1e20, -0, Number.POSITIVE_INFINITY, Number.NaN, 3.4028234663852886e38];
  const text = formatPbtxt(TensorProtoSchema, create(TensorProtoSchema, { floatVal: floats.map(Math.fround) }));
  expect(text.match(/(?<=: ).*/g)).toEqual([
    '0.1',
    '1.0',
    '1e-08',
    '16777216.0',
    '1e+20',
    '-0.0',
    'inf',
    'nan',
    '3.4028235e+38',
  ]);
  const doubles = [0.1, 1e15, 1e16, 123456.789, 1e-4, 1e-5, -Number.MAX_VALUE];
  const longer = formatPbtxt(HistogramProtoSchema, create(HistogramProtoSchema, { bucketLimit: doubles }));
  expect(longer.match(/(?<=: ).*/g)).toEqual([
    '0.1',
    '1000000000000000.0',
    '1e+16',
    '123456.789',
    '0.0001',
    '1e-05',
    '-1.7976931348623157e+308',
  ]);
});

test('floats of any bits survive a round trip', () => {
  fc.assert(
    fc.property(fc.array(fc.float()), fc.array(fc.double()), (floatVal, doubleVal) => {
      const message = create(TensorProtoSchema, { floatVal, doubleVal });
      const again = parsePbtxt(TensorProtoSchema, formatPbtxt(TensorProtoSchema, message));
      expect(toBinary(TensorProtoSchema, again)).toEqual(toBinary(TensorProtoSchema, message));
    }),
  );
});

test('agrees with the text format of protobuf-es, both ways', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.array(fc.double({ noNaN: true })),
      (name, bytes, i, times) => {
        const node = create(NodeDefSchema, {
          name,
          input: [name],
          attr: {
            [`k${name}`]: { value: { case: 's', value: bytes } },
            n: { value: { case: 'list', value: { i: [i], s: [bytes] } } },
          },
        });
        expect(equals(NodeDefSchema, fromText(NodeDefSchema, formatPbtxt(NodeDefSchema, node)), node)).toBe(true);
        expect(equals(NodeDefSchema, parsePbtxt(NodeDefSchema, toText(NodeDefSchema, node)), node)).toBe(true);
        const state = create(CheckpointStateSchema, { allModelCheckpointTimestamps: times });
        const theirs = fromText(CheckpointStateSchema, formatPbtxt(CheckpointStateSchema, state));
        expect(toBinary(CheckpointStateSchema, theirs)).toEqual(toBinary(CheckpointStateSchema, state));
        expect(fromBinary(NodeDefSchema, toBinary(NodeDefSchema, node))).toEqual(node);
      },
    ),
  );
});

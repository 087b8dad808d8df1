import { describe, expect, test } from 'vitest';
import {
  DataType,
  decodeGraphDef,
  decodeMessage,
  decodeMetaGraphDef,
  encodeGraphDef,
  encodeMetaGraphDef,
  equals,
  FormatError,
  GraphDefSchema,
  MetaGraphDefSchema,
  SaverDef_CheckpointFormatVersion,
  VariableDefSchema,
} from '../../engine/formats/index.ts';
import { fixtureBytes } from './fixture.ts';

describe('a GraphDef of TensorFlow', () => {
  const graph = decodeGraphDef(fixtureBytes('graph.pb'));

  test('has its nodes, inputs and attributes', () => {
    const node = (name: string) => graph.node.find((candidate) => candidate.name === name);
    expect(node('product')).toMatchObject({ op: 'MatMul', input: ['x', 'w/read'] });
    expect(node('product')?.attr.T.value).toEqual({ case: 'type', value: DataType.DT_FLOAT });
    expect(node('done')?.input).toEqual(['^product']);
    expect(node('unknown_rank')?.attr.shape.value).toMatchObject({ case: 'shape', value: { unknownRank: true } });
    expect(graph.versions?.producer).toBeGreaterThan(20);
  });

  test('survives a round trip', () => {
    expect(equals(GraphDefSchema, decodeGraphDef(encodeGraphDef(graph)), graph)).toBe(true);
  });
});

test('a MetaGraphDef of TensorFlow survives a round trip, collections and saver included', () => {
  for (const name of ['graph.meta', 'checkpoint/model.ckpt.meta']) {
    const meta = decodeMetaGraphDef(fixtureBytes(name));
    const again = decodeMetaGraphDef(encodeMetaGraphDef(meta));
    expect(equals(MetaGraphDefSchema, again, meta)).toBe(true);
  }
  const meta = decodeMetaGraphDef(fixtureBytes('checkpoint/model.ckpt.meta'));
  expect(meta.saverDef).toMatchObject({ maxToKeep: 5, version: SaverDef_CheckpointFormatVersion.V2 });
  const variables = meta.collectionDef.variables.kind;
  if (variables.case !== 'bytesList') throw new Error('variables are kept as bytes');
  const names = variables.value.value.map((bytes) => decodeMessage(VariableDefSchema, bytes).variableName);
  expect(names).toContain('layer/weights:0');
});

test('fields of a later version survive a round trip', () => {
  // Field 77 of GraphDef, a string; no version has it.
  const later = Uint8Array.of(0xea, 0x04, 0x02, 0x68, 0x69);
  const bytes = Buffer.concat([encodeGraphDef({ node: [{ name: 'a' }] }), later]);
  expect(Buffer.from(encodeGraphDef(decodeGraphDef(bytes))).equals(bytes)).toBe(true);
});

test('what is no GraphDef is a FormatError that names the file', () => {
  expect(() => decodeGraphDef(Uint8Array.of(0x0a, 0xff), 'model.pb')).toThrow(FormatError);
  expect(() => decodeGraphDef(Uint8Array.of(0x0a, 0xff), 'model.pb')).toThrow(/^model\.pb: .*GraphDef/);
});

test('nesting without end is refused, not followed', () => {
  // Each NameAttrList holds an attribute whose value is a NameAttrList.
  const wrap = (tag: number, bytes: number[]) => [tag, ...varint(bytes.length), ...bytes];
  let func: number[] = [];
  for (let depth = 0; depth < 60; depth++) func = wrap(0x12, wrap(0x12, wrap(0x52, func)));
  const node = wrap(0x2a, wrap(0x12, wrap(0x52, func)));
  expect(() => decodeGraphDef(Uint8Array.from(wrap(0x0a, node)))).toThrow(FormatError);
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}

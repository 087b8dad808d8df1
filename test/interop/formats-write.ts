/**
 * Writes one file of each format into a folder, for formats.py to read with TensorFlow, NumPy and TensorBoard:
 *   node test/interop/formats-write.ts FOLDER && python test/interop/formats.py FOLDER
 * The values follow from formulas that formats.py repeats.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { DescMessage } from '@bufbuild/protobuf';
import * as formats from '../../engine/formats/index.ts';
import { NdArray } from '../../engine/graph/ndarray.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
await mkdir(join(folder, 'events'), { recursive: true });

const arrays: [string, NdArray][] = [
  ['scalar', new NdArray('float32', [], Float32Array.of(1.5))],
  ['layer/weights', new NdArray('float32', [2, 3], Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25))],
  ['layer/bias64', new NdArray('float64', [3], Float64Array.of(0.1, -0.2, Number.POSITIVE_INFINITY))],
  ['counts', new NdArray('int32', [2, 2], Int32Array.of(1, -2, 2 ** 31 - 1, -(2 ** 31)))],
  ['global_step', new NdArray('int64', [], BigInt64Array.of(2n ** 40n + 1n))],
  ['pixels', new NdArray('uint8', [6], Uint8Array.of(250, 251, 252, 253, 254, 255))],
  ['mask', new NdArray('bool', [3], Uint8Array.of(1, 0, 1))],
  ['empty', NdArray.zeros('float32', [0, 4])],
];
const words: [string, NdArray] = [
  'words',
  new NdArray('string', [2, 2], ['', 'café', Uint8Array.of(0xff, 0), 'x'.repeat(200)]),
];
// Enough tensors for several blocks of the index.
const many = Array.from({ length: 6000 }, (_, i): [string, NdArray] => {
  return [`many/a_variable_with_a_long_name_${i}/Adam_1`, new NdArray('int32', [], Int32Array.of(i))];
});

// Twice, so that the second is in two shards.
const prefix = join(folder, 'model.ckpt');
await formats.writeBundle(prefix, arrays.slice(0, 1));
await formats.writeBundle(prefix, [...arrays, words, ...many]);
await formats.writeBundle(join(folder, 'one.ckpt'), [...arrays, words]);
await formats.writeCheckpointState(join(folder, 'checkpoint'), {
  modelCheckpointPath: 'model.ckpt',
  allModelCheckpointPaths: ['one.ckpt', 'model.ckpt'],
});

const graph = formats.create(formats.GraphDefSchema, {
  versions: { producer: 24 },
  node: [
    ...[...arrays, words].map(([name, array]) => ({
      name,
      op: 'Const',
      attr: {
        dtype: { value: { case: 'type' as const, value: formats.encodeTensorProto(array).dtype } },
        value: { value: { case: 'tensor' as const, value: formats.encodeTensorProto(array) } },
      },
    })),
    {
      name: 'layer/double',
      op: 'Add',
      input: ['layer/weights', 'layer/weights:0', '^scalar'],
      attr: { T: { value: { case: 'type', value: 1 } } },
    },
  ],
});
await writeFile(join(folder, 'graph.pb'), formats.encodeGraphDef(graph));
await writeFile(join(folder, 'graph.pbtxt'), formats.formatPbtxt(formats.GraphDefSchema, graph));
const metaGraph = formats.create(formats.MetaGraphDefSchema, {
  graphDef: graph,
  metaInfoDef: { tags: ['train'], tensorflowVersion: '1.15.0' },
  collectionDef: {
    trainable_variables: {
      kind: {
        case: 'bytesList',
        value: {
          value: [
            formats.encodeMessage(
              formats.VariableDefSchema,
              formats.create(formats.VariableDefSchema, { variableName: 'v:0', trainable: true }),
            ),
          ],
        },
      },
    },
    losses: { kind: { case: 'nodeList', value: { value: ['layer/double:0'] } } },
  },
  saverDef: { maxToKeep: 5, version: formats.SaverDef_CheckpointFormatVersion.V2, keepCheckpointEveryNHours: 10000 },
});
await writeFile(join(folder, 'graph.meta'), formats.encodeMetaGraphDef(metaGraph));
// TensorFlow's own text, read and written here, must still say the same to it.
const theirs = await readFile(new URL('../fixtures/formats/graph.pbtxt', import.meta.url), 'utf8');
await writeFile(
  join(folder, 'theirs.pbtxt'),
  formats.formatPbtxt(formats.GraphDefSchema, formats.parsePbtxt(formats.GraphDefSchema, theirs)),
);

const png = onePixelPng();
const runMetadata = formats.encodeMessage(
  formats.RunMetadataSchema,
  formats.create(formats.RunMetadataSchema, {
    stepStats: {
      devStats: [
        { device: '/device:CPU:0', nodeStats: [{ nodeName: 'layer/double', allStartMicros: 10n, opEndRelMicros: 3n }] },
      ],
    },
  }),
);
const events = [
  formats.versionEvent(1000),
  formats.create(formats.EventSchema, {
    wallTime: 1000.5,
    what: { case: 'graphDef', value: formats.encodeGraphDef(graph) },
  }),
  formats.create(formats.EventSchema, {
    wallTime: 1001,
    step: 7n,
    what: {
      case: 'summary',
      value: formats.create(formats.SummarySchema, {
        value: [
          { tag: 'loss', value: { case: 'simpleValue', value: 0.25 } },
          {
            tag: 'weights',
            value: {
              case: 'histo',
              value: formats.create(formats.HistogramProtoSchema, {
                min: -1,
                max: 2,
                num: 3,
                sum: 1,
                sumSquares: 5,
                bucketLimit: [-1, 0, 2, Number.MAX_VALUE],
                bucket: [1, 1, 1, 0],
              }),
            },
          },
          {
            tag: 'digit/image',
            value: {
              case: 'image',
              value: formats.create(formats.Summary_ImageSchema, {
                height: 1,
                width: 1,
                colorspace: 1,
                encodedImageString: png,
              }),
            },
          },
        ],
      }),
    },
  }),
  formats.create(formats.EventSchema, {
    wallTime: 1002,
    step: 8n,
    what: {
      case: 'taggedRunMetadata',
      value: formats.create(formats.TaggedRunMetadataSchema, { tag: 'step8', runMetadata }),
    },
  }),
];
await writeFile(
  join(folder, 'events', formats.eventFileName(1000, 'host')),
  Buffer.concat(events.map(formats.encodeEvent)),
);

await writeFile(
  join(folder, 'arrays.npz'),
  formats.encodeNpz([...arrays, ['text', new NdArray('string', [2], ['café', 'a'])]]),
);
await writeFile(join(folder, 'compressed.npz'), formats.encodeNpz(arrays, { compress: true }));
await writeFile(join(folder, 'arrays.safetensors'), formats.encodeSafetensors(arrays, { format: 'pt' }));
await writeFile(join(folder, 'schemas.json'), JSON.stringify(schemas()));

/** Every message of the room, for a comparison with TensorFlow's own descriptors. */
function schemas() {
  const messages = Object.values(formats).filter((value) => (value as { kind?: string }).kind === 'message');
  return (messages as DescMessage[]).map((message) => ({
    name: message.typeName,
    fields: message.fields.map((field) => ({
      name: field.name,
      number: field.number,
      repeated: field.fieldKind === 'list' || field.fieldKind === 'map',
      type: field.proto.type,
      reference: (field.message ?? field.enum)?.typeName ?? null,
      values: field.enum?.values.map(({ name, number }) => [name, number]) ?? null,
    })),
  }));
}

function onePixelPng(): Uint8Array {
  const chunk = (kind: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 200]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

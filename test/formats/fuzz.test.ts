/**
 * Damages sound files at random, ten thousand times in all: every reader must answer with values or a FormatError,
 * soon, and without taking memory that the file does not justify.
 */

import { expect, test } from 'vitest';
import { decodeZip } from '../../engine/formats/arrays/zip.ts';
import { decodeStrings, encodeStrings } from '../../engine/formats/bundle/string-tensor.ts';
import { maskedCrc32c } from '../../engine/formats/crc32c.ts';
import {
  BundleReader,
  decodeBundleIndex,
  decodeEvent,
  decodeEventFile,
  decodeGraphDef,
  decodeIdx,
  decodeMessage,
  decodeNpz,
  decodeSafetensors,
  decodeTensorProto,
  EventSchema,
  encodeIdx,
  encodeMessage,
  encodeSafetensors,
  encodeTensorProto,
  FormatError,
  GraphDefSchema,
  parsePbtxt,
  TensorProtoSchema,
} from '../../engine/formats/index.ts';
import { NdArray } from '../../engine/graph/ndarray.ts';
import { UnreliableDisk } from './bundle/unreliable-disk.ts';
import { fixtureBytes } from './fixture.ts';

/** xorshift32: the same damage in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const telling = [0, 1, 0x7f, 0x80, 0xff, 0x22, 0x5b, 0x7b, 0x39];

/** Flips, overwrites, cuts, doubles or removes, one to four times. */
function damage(source: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = source.slice();
  for (let turn = random(4); turn >= 0 && bytes.length > 0; turn--) {
    const at = random(bytes.length);
    const length = 1 + random(Math.min(16, bytes.length - at));
    switch (random(6)) {
      case 0:
        bytes[at] ^= 1 << random(8);
        break;
      case 1:
        bytes[at] = telling[random(telling.length)];
        break;
      case 2:
        bytes.fill(telling[random(telling.length)], at, at + length);
        break;
      case 3:
        bytes = bytes.slice(0, at);
        break;
      case 4:
        bytes = Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
        break;
      case 5:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
    }
  }
  return bytes;
}

const index = fixtureBytes('checkpoint/model.ckpt.index');
const shard = fixtureBytes('checkpoint/model.ckpt.data-00000-of-00001');
const weights = new NdArray('float32', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6));
const scalars: [string, NdArray][] = [
  ['weights', weights],
  ['step', new NdArray('int64', [], BigInt64Array.of(5n))],
];
const event = [...decodeEventFile(fixtureBytes('events/events.out.tfevents.0000000000.fixture'))][3];

/** Repairs the checksums of the index's blocks, so that damage reaches the entries behind them. */
function withChecksums(bytes: Uint8Array): Uint8Array {
  const block = dataBlockLength;
  if (bytes.length < block + 5) return bytes;
  new DataView(bytes.buffer).setUint32(block + 1, maskedCrc32c(bytes.subarray(0, block + 1)), true);
  return bytes;
}
// TensorFlow writes the one data block first; an empty metaindex block of 8 bytes follows its trailer.
const dataBlockLength =
  Buffer.from(index).indexOf(Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 0xc0, 0xf2, 0xa1, 0xb0])) - 5;

async function readBundle(indexBytes: Uint8Array, shardBytes: Uint8Array): Promise<void> {
  const disk = new UnreliableDisk();
  for (const [path, bytes] of [
    ['m.index', indexBytes],
    ['m.data-00000-of-00001', shardBytes],
  ] as const) {
    await (await disk.open(path, 'write')).write(bytes);
  }
  await using reader = await BundleReader.open('m', disk);
  reader.entries();
  // All tensors are tried, and the first fault is reported.
  const outcomes = await Promise.allSettled(reader.keys().map((key) => reader.read(key)));
  for (const { reason } of outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]) {
    if (!(reason instanceof FormatError)) throw reason;
  }
  await Promise.all(
    outcomes.map((outcome) => (outcome.status === 'rejected' ? Promise.reject(outcome.reason) : undefined)),
  );
}

interface Subject {
  readonly source: Uint8Array;
  readonly read: (bytes: Uint8Array) => unknown;
  readonly rounds: number;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const subjects: Record<string, Subject> = {
  'event file': {
    source: fixtureBytes('events/events.out.tfevents.0000000000.fixture').subarray(0, 400),
    read: (bytes) => [...decodeEventFile(bytes)],
    rounds: 1000,
  },
  'event behind its checksum': {
    source: encodeMessage(EventSchema, event),
    read: (bytes) => decodeEvent(bytes),
    rounds: 1000,
  },
  'checkpoint index': { source: index, read: (bytes) => decodeBundleIndex(bytes), rounds: 1000 },
  'checkpoint index behind its checksums': {
    source: index,
    read: (bytes) => readBundle(withChecksums(bytes), shard),
    rounds: 1000,
  },
  'checkpoint data': { source: shard, read: (bytes) => readBundle(index, bytes), rounds: 500 },
  strings: {
    source: encodeStrings(['', 'abc', 'x'.repeat(300)]).bytes,
    read: (bytes) => decodeStrings(bytes, 3, 'strings'),
    rounds: 500,
  },
  GraphDef: { source: fixtureBytes('graph.pb'), read: (bytes) => decodeGraphDef(bytes), rounds: 1000 },
  TensorProto: {
    source: encodeMessage(TensorProtoSchema, encodeTensorProto(weights)),
    read: (bytes) => decodeTensorProto(decodeMessage(TensorProtoSchema, bytes), { maxBytes: 1 << 20 }),
    rounds: 1000,
  },
  pbtxt: {
    source: fixtureBytes('graph.pbtxt'),
    read: (bytes) => parsePbtxt(GraphDefSchema, text(bytes), { allowUnknownFields: bytes.length % 2 === 0 }),
    rounds: 1000,
  },
  safetensors: { source: encodeSafetensors(scalars), read: (bytes) => decodeSafetensors(bytes), rounds: 1000 },
  npz: { source: fixtureBytes('arrays.npz'), read: (bytes) => decodeNpz(bytes), rounds: 500 },
  'compressed npz': { source: fixtureBytes('compressed.npz'), read: (bytes) => decodeZip(bytes), rounds: 500 },
  idx: { source: encodeIdx(weights), read: (bytes) => decodeIdx(bytes), rounds: 1000 },
};

test('ten thousand damaged files are spread over all formats', () => {
  expect(Object.values(subjects).reduce((sum, { rounds }) => sum + rounds, 0)).toBeGreaterThanOrEqual(10_000);
  expect(dataBlockLength).toBeGreaterThan(100);
});

test.each(Object.entries(subjects))('%s', async (name, { source, read, rounds }) => {
  await read(source);
  const random = generator(source.length);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const bytes = damage(source, random);
    const started = performance.now();
    try {
      await read(bytes);
    } catch (error) {
      if (!(error instanceof FormatError))
        throw new Error(`damaged file: ${Buffer.from(bytes).toString('base64')}`, { cause: error });
      refused++;
    }
    expect(performance.now() - started).toBeLessThan(2000);
  }
  expect(process.memoryUsage().rss).toBeLessThan(1 << 30);
  // Readers of event files stop at damage rather than refuse.
  if (name !== 'event file') expect(refused).toBeGreaterThan(rounds / 20);
});

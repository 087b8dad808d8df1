import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  create,
  decodeMetaGraphDef,
  type Event,
  EventSchema,
  encodeGraphDef,
  encodeMessage,
  encodeSavedModel,
  type GraphDef,
  GraphDefSchema,
  RunMetadataSchema,
  TaggedRunMetadataSchema,
} from '../../../engine/formats/index.ts';
import { encodeGraph, exportMetaGraph, formatGraph } from '../../../engine/graphdef/index.ts';
import * as tf from '../../../engine/index.ts';
import type { GraphFile } from '../../../extension/reader/protocol.ts';
import { type GraphData, limits } from '../../../webview/protocol.ts';
import { buildModel, inGraph } from '../../graphdef/model.ts';
import { fileOf, recordsOf, scalarEvent, temporaryFolder } from '../../summary/event-log.ts';
import { RecordedView } from './recorded-view.ts';

let requests = 0;

async function ask(from: GraphFile): Promise<GraphData> {
  const answer = await new RecordedView().answer({ type: 'graph', id: ++requests, from });
  if (answer?.type === 'graph') return answer.graph;
  throw new Error(answer?.type === 'failed' ? answer.message : `answered by ${answer?.type}`);
}

function written(name: string, bytes: Uint8Array | string): GraphFile {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return { kind: 'file', path };
}

const small = (...names: string[]): GraphDef =>
  create(GraphDefSchema, { node: names.map((name) => ({ name, op: 'NoOp' })) });

function eventOf(what: Event['what'], step = 0): Event {
  return create(EventSchema, { wallTime: 1, step: BigInt(step), what });
}
const graphEvent = (...names: string[]) => eventOf({ case: 'graphDef', value: encodeGraphDef(small(...names)) });

describe('a graph request', () => {
  it.each<[name: string, bytes: () => Uint8Array | string]>([
    ['frozen.pb', () => inModel(encodeGraph)],
    ['graph.pbtxt', () => inModel(formatGraph)],
    ['model.meta', () => inModel(exportMetaGraph)],
    ['model.ckpt.meta', () => inModel((graph) => exportMetaGraph(graph, { asText: true }))],
    ['saved_model.pb', () => savedModel()],
    ['saved_model.pbtxt', () => inModel((graph) => new TextDecoder().decode(exportMetaGraph(graph, { asText: true })))],
    // By the content, where the name says nothing or another thing.
    ['meta.pb', () => inModel(exportMetaGraph)],
    ['graph', () => inModel(encodeGraph)],
    ['renamed.pb', () => fileOf(eventOf({ case: 'graphDef', value: inModel(encodeGraph) }))],
    ['events.out.tfevents.1', () => fileOf(eventOf({ case: 'graphDef', value: inModel(encodeGraph) }))],
    ['b.tfevents.1', () => fileOf(eventOf({ case: 'metaGraphDef', value: inModel(exportMetaGraph) }))],
  ])('is answered for %s', async (name, bytes) => {
    const graph = await ask(written(name, bytes()));
    const softmax = graph.nodes.find(({ name }) => name === 'y');
    expect(softmax).toMatchObject({ op: 'Softmax', outputs: [{ dtype: 'float32', shape: [null, 2] }] });
    expect(graph.nodes.find(({ name }) => name === 'done')?.controlInputs).toEqual(['halves', 'text']);
    expect(graph.traces).toEqual([]);
  });

  it('gives the newest graph of a folder, the tags of its traces, and lines of files that are found above it', async () => {
    const root = temporaryFolder();
    const folder = join(root, 'logs', 'run');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(root, 'model.ts'), '');
    const newest = create(GraphDefSchema, {
      node: [
        { name: 'new', op: 'NoOp' },
        { name: 'far', op: 'NoOp' },
      ],
      debugInfo: {
        files: ['model.ts', 'elsewhere.ts'],
        framesById: { 1: { fileIndex: 0, line: 3, col: 4 }, 2: { fileIndex: 1, line: 9 } },
        tracesById: { 1: { frameId: [1n] }, 2: { frameId: [2n] } },
        nameToTraceId: { new: 1n, far: 2n },
      },
    });
    const trace = (tag: string) =>
      eventOf({ case: 'taggedRunMetadata', value: create(TaggedRunMetadataSchema, { tag }) });
    writeFileSync(join(folder, 'a.tfevents.1'), fileOf(graphEvent('old'), scalarEvent('loss', 1, 1), trace('step 10')));
    writeFileSync(
      join(folder, 'a.tfevents.2'),
      fileOf(eventOf({ case: 'graphDef', value: encodeGraphDef(newest) }), trace('step 20')),
    );
    const graph = await ask({ kind: 'events', folder });
    expect(graph.nodes.map(({ name, source }) => [name, source])).toEqual([
      ['new', { file: join(root, 'model.ts'), line: 3, column: 4 }],
      ['far', { file: 'elsewhere.ts', line: 9, column: 1 }],
    ]);
    expect(graph.traces).toEqual(['step 10', 'step 20']);
  });

  it('reads the sources that a FileWriter writes', async () => {
    const folder = temporaryFolder();
    await inModel((graph) => ({ writer: new tf.summary.FileWriter(folder, graph) })).writer.close();
    const graph = await ask({ kind: 'events', folder });
    expect(graph.nodes.find(({ name }) => name === 'y')?.source).toMatchObject({
      file: expect.stringMatching(/test\/graphdef\/model\.ts$/),
      line: 10,
    });
  });

  it('is not answered once it is cancelled', async () => {
    const view = new RecordedView();
    const answered = view.send({ type: 'graph', id: 1, from: written('graph.pb', inModel(encodeGraph)) });
    await view.send({ type: 'cancel', id: 1 });
    await answered;
    expect(view.messages).toEqual([]);
  });

  it.each<[what: string, name: string, bytes: () => Uint8Array | string, message: RegExp]>([
    ['no file', 'gone/graph.pb', () => '', /ENOENT|no such file/],
    ['an empty file', 'graph.pb', () => '', /holds no graph\. Open a GraphDef/],
    ['text of another kind', 'graph.pbtxt', () => '{ "not": "a graph" }', /graph\.pbtxt/],
    ['bytes of another kind', 'graph.pb', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2), /graph\.pb/],
    ['no graph event', 'a.tfevents.1', () => fileOf(scalarEvent('loss', 1, 1)), /There is no graph in .*FileWriter/],
    ['too many nodes', 'graph.pb', () => tooMany(), /has 200001 nodes, more than the 200000 that can be shown/],
    ['too many edges', 'graph.pb', () => tooManyEdges(), /has 2000001 edges, more than the 2000000/],
    ['endless depth', 'graph.pb', () => nested(3000), /graph\.pb/],
    [
      'endless depth as text',
      'graph.pbtxt',
      () => `node { ${'attr { value { func { attr { value {'.repeat(20_000)}`,
      /graph\.pbtxt/,
    ],
  ])('is answered with one sentence for %s', async (_, name, bytes, message) => {
    const from = name.includes('/')
      ? ({ kind: 'file', path: join(temporaryFolder(), name) } as const)
      : written(name, bytes());
    const answer = await new RecordedView().answer({ type: 'graph', id: ++requests, from });
    expect(answer).toMatchObject({ type: 'failed', id: requests, message: expect.stringMatching(message) });
    expect((answer as { message: string }).message).not.toContain('\n    at ');
  });

  it('cuts names of any length so that they still name each other', async () => {
    const [a, b] = ['x', 'y'].map((last) => 'n'.repeat(100_000) + last);
    const graph = await ask(
      written(
        'graph.pb',
        encodeGraphDef({
          node: [
            { name: a, op: 'NoOp' },
            { name: b, op: a, input: [a, `${a}:3`, `^${a}`], device: a },
          ],
        }),
      ),
    );
    const [first, second] = graph.nodes;
    expect(first.name.length).toBeLessThanOrEqual(limits.name);
    expect(second.name).not.toBe(first.name);
    expect(second.inputs).toEqual([first.name, `${first.name}:3`]);
    expect(second.controlInputs).toEqual([first.name]);
  });

  it('is answered in one way or the other for any bytes', async () => {
    const base = inModel(encodeGraph);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.nat(base.length),
        fc.constantFrom('a.pb', 'a.meta', 'a.pbtxt', 'saved_model.pb'),
        async (changes, length, name) => {
          const bytes = base.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
          const answer = await new RecordedView().answer({ type: 'graph', id: ++requests, from: written(name, bytes) });
          expect(['graph', 'failed']).toContain(answer?.type);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a trace request', () => {
  it('gives what each node took, once a node and device', async () => {
    const folder = temporaryFolder();
    const node = (nodeName: string, start: number, end: number, bytes = 0) => ({
      nodeName,
      allStartMicros: BigInt(start),
      allEndRelMicros: BigInt(end),
      memory: [{ totalBytes: BigInt(bytes) }],
    });
    const runMetadata = encodeMessage(
      RunMetadataSchema,
      create(RunMetadataSchema, {
        stepStats: {
          devStats: [
            { device: '/cpu:0', nodeStats: [node('b', 20, 7, 8), node('a', 10, 5, 4), node('b', 40, 3, 16)] },
            { device: '/gpu:0/stream:all', nodeStats: [node('a:MatMul', 12, 2)] },
          ],
        },
      }),
    );
    const tagged = (tag: string) =>
      eventOf({ case: 'taggedRunMetadata', value: create(TaggedRunMetadataSchema, { tag, runMetadata }) });
    writeFileSync(join(folder, 'a.tfevents'), recordsOf(tagged('step 10'), graphEvent('a')));
    const view = new RecordedView();
    expect(await view.answer({ type: 'trace', id: 1, folder, tag: 'step 10' })).toEqual({
      type: 'trace',
      id: 1,
      stats: [
        { name: 'a', device: '/cpu:0', startMicros: 10, micros: 5, bytes: 4 },
        { name: 'a', device: '/gpu:0/stream:all', startMicros: 12, micros: 2, bytes: 0 },
        { name: 'b', device: '/cpu:0', startMicros: 20, micros: 10, bytes: 16 },
      ],
    });
    expect(await view.answer({ type: 'trace', id: 2, folder, tag: 'gone' })).toMatchObject({
      type: 'failed',
      message: expect.stringContaining("There is no trace 'gone'"),
    });
  });
});

function inModel<T>(write: (graph: tf.Graph) => T): T {
  return inGraph((graph) => {
    buildModel();
    return write(graph);
  });
}

function savedModel(): Uint8Array {
  const metaGraph = decodeMetaGraphDef(inModel((graph) => exportMetaGraph(graph)));
  return encodeSavedModel({ savedModelSchemaVersion: 1n, metaGraphs: [metaGraph] });
}

/** Nodes that are not even whole: they are counted before they are decoded. */
const tooMany = (): Uint8Array => new Uint8Array(2 * (limits.nodes + 1)).map((_, i) => (i % 2 === 0 ? 0x0a : 0));

function tooManyEdges(): Uint8Array {
  const input = new Array<string>(2_000_001).fill('a');
  return encodeGraphDef({ node: [{ name: 'a', op: 'AddN', input }] });
}

/** A node with a function attribute in a function attribute in … */
function nested(depth: number): Uint8Array {
  const field = (number: number, content: Uint8Array): Buffer => {
    const head = [8 * number + 2];
    for (let left = content.length; ; left >>>= 7) {
      head.push(left > 127 ? (left & 127) | 128 : left);
      if (left <= 127) return Buffer.concat([Uint8Array.from(head), content]);
    }
  };
  // From the inside out: each level is `func { attr { value { … } } }`.
  let content: Buffer = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) content = field(10, field(2, field(2, content)));
  return field(1, Buffer.concat([field(2, Uint8Array.of(0x41)), field(5, field(2, content))]));
}

import { describe, expect, test } from 'vitest';
import {
  create,
  decodeEventFile,
  decodeGraphDef,
  type Event,
  EventSchema,
  encodeGraphDef,
  encodeMetaGraphDef,
  encodeTensorProto,
  type MessageInitShape,
  type Summary_ValueSchema,
  SummarySchema,
  versionEvent,
} from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/index.ts';
import { RunData, type RunDataOptions, type SummaryKind } from '../../../engine/summary/reader/index.ts';
import { fixtureBytes } from '../../formats/fixture.ts';
import { scalarEvent, startEvent } from '../event-log.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

function dataOf(events: Iterable<Event>, options?: RunDataOptions): RunData {
  const data = new RunData(options);
  for (const event of events) data.add(event);
  return data;
}
function valueEvent(step: number, value: MessageInitShape<typeof Summary_ValueSchema>): Event {
  return create(EventSchema, {
    wallTime: step,
    step: BigInt(step),
    what: { case: 'summary', value: create(SummarySchema, { value: [value] }) },
  });
}
const tensorEvent = (step: number, tag: string, tensor: NdArray, plugin?: string) =>
  valueEvent(step, {
    tag,
    value: { case: 'tensor', value: encodeTensorProto(tensor) },
    ...(plugin && { metadata: { pluginData: { pluginName: plugin } } }),
  });
const stepsOf = (data: RunData, kind: SummaryKind, tag: string) => data.points(kind, tag).map(({ step }) => step);
const strings = (shape: number[], ...data: (string | Uint8Array)[]) => new NdArray('string', shape, data);

describe('kinds of summaries', () => {
  test("TensorFlow's file: scalars, histograms, images, the graph, the session log", () => {
    const data = dataOf(decodeEventFile(fixtureBytes('events/events.out.tfevents.0000000000.fixture')));
    expect(data.points('scalars', 'loss').map(({ step, value }) => [step, value])).toEqual([
      [0, 0.25],
      [1, 0.25],
      [2, 0.25],
    ]);
    const [{ value: histogram }] = data.points('histograms', 'weights');
    expect(histogram).toMatchObject({ min: -1, max: 2, num: 4, sum: 1.5, sumSquares: 5.25 });
    expect(histogram.buckets[0].left).toBe(-1);
    expect(histogram.buckets.at(-1)?.right).toBe(2);
    expect(histogram.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    const [tag] = data.tags('images');
    expect(tag).toBe('digit/image/0');
    const [{ value: image }] = data.points('images', tag);
    expect([image.width, image.height, [...image.images[0].subarray(1, 4)]]).toEqual([3, 2, [0x50, 0x4e, 0x47]]);
    expect(decodeGraphDef(data.graph!).node.length).toBeGreaterThan(3);
    expect(data.metaGraph).not.toBeNull();
    expect(data.sessionLogs.map(({ step, log }) => [step, log.checkpointPath])).toEqual([[3, 'a/b']]);
  });

  test("TensorFlow 2's tensors are read by the plugin that a tag's first value names", () => {
    const data = dataOf([
      tensorEvent(1, 's', new NdArray('float32', [], Float32Array.of(1.5)), 'scalars'),
      tensorEvent(2, 's', new NdArray('float64', [], Float64Array.of(2.5))),
      tensorEvent(1, 'h', new NdArray('float64', [3, 3], Float64Array.of(-1, 0, 0, 0, 1, 4, 1, 2, 6)), 'histograms'),
      tensorEvent(1, 'i', strings([4], '8', '9', png, png), 'images'),
      tensorEvent(1, 'a', strings([1, 2], png, 'label'), 'audio'),
      tensorEvent(1, 't', strings([2], '# one', 'two'), 'text'),
      tensorEvent(1, 'x', new NdArray('int32', [2], Int32Array.of(1, 2)), 'pr_curves'),
      tensorEvent(1, 'bad', new NdArray('float32', [2], Float32Array.of(1, 2)), 'scalars'),
    ]);
    expect(data.points('scalars', 's').map(({ value }) => value)).toEqual([1.5, 2.5]);
    expect(data.points('histograms', 'h')[0].value).toEqual({
      buckets: [
        { left: 0, right: 1, count: 4 },
        { left: 1, right: 2, count: 6 },
      ],
      min: 0,
      max: 2,
      num: 10,
      sum: null,
      sumSquares: null,
    });
    expect(data.points('images', 'i')[0].value).toEqual({ width: 8, height: 9, images: [png, png] });
    expect(data.points('audio', 'a')[0].value).toEqual({
      contentType: 'audio/wav',
      sampleRate: null,
      clips: [{ data: png, label: 'label' }],
    });
    expect(data.points('texts', 't')[0].value).toEqual({ shape: [2], texts: ['# one', 'two'] });
    expect(data.tags('tensors')).toEqual(['x', 'bad']);
    expect(data.metadata('x')?.pluginData?.pluginName).toBe('pr_curves');
  });

  test("TensorFlow 1's sounds", () => {
    const data = dataOf([
      valueEvent(1, {
        tag: 'a',
        value: {
          case: 'audio',
          value: { sampleRate: 8000, encodedAudioString: png, contentType: 'audio/wav' } as never,
        },
      }),
    ]);
    expect(data.points('audio', 'a')[0].value).toEqual({
      contentType: 'audio/wav',
      sampleRate: 8000,
      clips: [{ data: png, label: '' }],
    });
  });

  test('a histogram without values has no buckets', () => {
    const histo = { min: 0, max: 0, num: 0, bucketLimit: [0, 1], bucket: [0, 0] };
    const data = dataOf([valueEvent(1, { tag: 'h', value: { case: 'histo', value: histo as never } })]);
    expect(data.points('histograms', 'h')[0].value).toMatchObject({ buckets: [], num: 0 });
  });

  test('a tensor that cannot be decoded is told, and the values beside it are kept', () => {
    const data = new RunData();
    const event = create(EventSchema, {
      what: {
        case: 'summary',
        value: create(SummarySchema, {
          value: [
            { tag: 'odd', value: { case: 'tensor', value: { dtype: 9999 } as never } },
            { tag: 'a', value: { case: 'simpleValue', value: 1 } },
          ],
        }),
      },
    });
    expect(() => data.add(event)).toThrow("the summary 'odd'");
    expect(data.tags('scalars')).toEqual(['a']);
  });
});

describe('graphs and traces', () => {
  const graphOf = (name: string) => ({ node: [{ name, op: 'NoOp' }] });
  const graphEvent = (name: string) =>
    create(EventSchema, { what: { case: 'graphDef', value: encodeGraphDef(graphOf(name)) } });
  const metaEvent = (name: string) =>
    create(EventSchema, { what: { case: 'metaGraphDef', value: encodeMetaGraphDef({ graphDef: graphOf(name) }) } });
  const nameIn = (data: RunData) => decodeGraphDef(data.graph!).node[0].name;

  test('the newest graph counts, and a meta graph only where there is no other', () => {
    expect(nameIn(dataOf([graphEvent('a'), graphEvent('b'), metaEvent('c')]))).toBe('b');
    expect(nameIn(dataOf([metaEvent('a'), metaEvent('b')]))).toBe('b');
    expect(nameIn(dataOf([metaEvent('a'), graphEvent('b'), metaEvent('c')]))).toBe('b');
    expect(dataOf([]).graph).toBeNull();
  });

  test('the newest trace of a tag counts', () => {
    const trace = (step: number, byte: number) =>
      create(EventSchema, {
        step: BigInt(step),
        what: { case: 'taggedRunMetadata', value: { tag: 't', runMetadata: Uint8Array.of(byte) } as never },
      });
    expect([...dataOf([trace(1, 1), trace(2, 2)]).traces]).toEqual([
      ['t', { step: 2, wallTime: 0, runMetadata: Uint8Array.of(2) }],
    ]);
  });
});

describe('steps that repeat or run backwards', () => {
  const two = versionEvent(0);

  test('stay as they were written where no restart is known', () => {
    const events = [two, ...[1, 2, 3, 2, 2, 1].map((step) => scalarEvent('a', step, step))];
    expect(stepsOf(dataOf(events), 'scalars', 'a')).toEqual([1, 2, 3, 2, 2, 1]);
  });

  test('a session that starts at a step drops what came at that step or later, of every tag', () => {
    const events = [
      two,
      ...[1, 2, 3].flatMap((step) => [scalarEvent('a', step, step), scalarEvent('b', step, step)]),
      startEvent(2),
      scalarEvent('a', 2, 20),
    ];
    const data = dataOf(events);
    expect([stepsOf(data, 'scalars', 'a'), stepsOf(data, 'scalars', 'b')]).toEqual([[1, 2], [1]]);
    expect(stepsOf(dataOf(events, { purgeOrphans: false }), 'scalars', 'a')).toEqual([1, 2, 3, 2]);
  });

  test('in a file without a version, a step back drops the later points of its own tag', () => {
    const events = [1, 2, 3].flatMap((step) => [scalarEvent('a', step, step), scalarEvent('b', step, step)]);
    const data = dataOf([...events, scalarEvent('a', 2, 20)]);
    expect([stepsOf(data, 'scalars', 'a'), stepsOf(data, 'scalars', 'b')]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
  });
});

test('memory is bounded by capacities, of which each kind has its own', () => {
  const events = Array.from({ length: 3000 }, (_, step) => scalarEvent('a', step, step));
  expect(stepsOf(dataOf(events), 'scalars', 'a')).toHaveLength(1000);
  const few = dataOf(events, { capacities: { scalars: 5 } });
  expect(stepsOf(few, 'scalars', 'a')).toHaveLength(5);
  expect(stepsOf(few, 'scalars', 'a').at(-1)).toBe(2999);
  expect(stepsOf(dataOf(events, { capacities: { scalars: 0 } }), 'scalars', 'a')).toHaveLength(3000);
});

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  create,
  decodeGraphDef,
  decodeMessage,
  decodeMetaGraphDef,
  type Event,
  encodeMessage,
  RunMetadataSchema,
  type Summary,
  SummarySchema,
} from '../../engine/formats/index.ts';
import {
  Graph,
  GraphError,
  InvalidArgumentError,
  NdArray,
  NotFoundError,
  ResourceExhaustedError,
  setRunDefaults,
  setRunReporter,
  TensorShape,
} from '../../engine/graph/index.ts';
import { type EventDisk, FileWriter, FileWriterCache, type SummaryLike } from '../../engine/summary/index.ts';
import { eventsOf, temporaryFolder } from './event-log.ts';

const summaryOf = (tag: string, value: number): Summary =>
  create(SummarySchema, { value: [{ tag, value: { case: 'simpleValue', value } }] });
const bytesOf = (tag: string, value: number) => encodeMessage(SummarySchema, summaryOf(tag, value));

function graphWithOne(): Graph {
  const graph = new Graph();
  graph.addOperation({
    type: 'Placeholder',
    name: 'x',
    inputs: [],
    attributes: {
      dtype: { kind: 'type', value: 'float32' },
      shape: { kind: 'shape', value: TensorShape.unknown },
    },
    outputs: [{ dtype: 'float32', shape: new TensorShape([2, 3]) }],
  });
  return graph;
}

function scalarsIn(path: string): [tag: string, step: number, value: number][] {
  return eventsOf(path).flatMap((event): [string, number, number][] =>
    event.what.case === 'summary'
      ? event.what.value.value.map(({ tag, value }) => [tag, Number(event.step), Number(value.value)])
      : [],
  );
}

/** The disk, until `failWith` is set: then writes fail with that code after `room` more bytes. */
function brokenDisk() {
  const control = { failWith: undefined as string | undefined, room: 0, asyncWrites: 0, syncWrites: 0 };
  const fault = () => Object.assign(new Error(`${control.failWith}: no`), { code: control.failWith });
  const fit = (length: number) => {
    const fits = Math.min(length, control.room);
    control.room -= fits;
    return fits;
  };
  const disk: EventDisk = {
    ...fs,
    writeSync(file, bytes, offset, length, position) {
      control.syncWrites++;
      if (control.failWith === undefined) return fs.writeSync(file, bytes, offset, length, position);
      const fits = fit(length);
      if (fits === 0) throw fault();
      return fs.writeSync(file, bytes, offset, fits, position);
    },
    write(file, bytes, offset, length, position, done) {
      control.asyncWrites++;
      if (control.failWith === undefined) fs.write(file, bytes, offset, length, position, done);
      else setImmediate(() => done(fault(), 0));
    },
  };
  return { control, disk };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

afterEach(() => {
  setRunReporter(null);
  setRunDefaults({});
});

describe('a file', () => {
  test('has its version record at once, in folders made for it, under the name that readers look for', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    const writer = new FileWriter(folder, null, { filenameSuffix: '.train' });
    expect(writer.getLogdir()).toBe(folder);
    expect(basename(writer.path)).toMatch(/^events\.out\.tfevents\.\d{10}\..+\.train$/);
    const [version, ...rest] = eventsOf(writer.path);
    expect(version.what).toEqual({ case: 'fileVersion', value: 'brain.Event:2' });
    expect(Math.abs(version.wallTime - Date.now() / 1000)).toBeLessThan(5);
    expect(rest).toEqual([]);
  });

  test('of a second writer in the same second is another one', async () => {
    const folder = temporaryFolder();
    const writers = Array.from({ length: 3 }, () => new FileWriter(folder));
    for (const [i, writer] of writers.entries()) writer.addSummary(bytesOf('loss', i), i);
    await Promise.all(writers.map((writer) => writer.close()));
    expect(fs.readdirSync(folder)).toHaveLength(3);
    expect(writers.map(({ path }) => scalarsIn(path))).toEqual([0, 1, 2].map((i) => [['loss', i, i]]));
  });

  test('goes where the starter of the run wants it', () => {
    const folder = temporaryFolder();
    setRunDefaults({ logdir: join(folder, 'wanted') });
    expect(new FileWriter(join(folder, 'named')).path).toContain(join(folder, 'wanted', 'events.out'));
    expect(fs.readdirSync(folder)).toEqual(['wanted']);
  });

  test('holds graph and meta graph when it is made with a graph', async () => {
    const writer = new FileWriter(temporaryFolder(), graphWithOne());
    await writer.close();
    const [, graph, metaGraph] = eventsOf(writer.path).map((event) => event.what);
    if (graph.case !== 'graphDef' || metaGraph.case !== 'metaGraphDef') throw new Error('other events');
    const { node } = decodeGraphDef(graph.value);
    expect(node.map(({ name, op }) => [name, op])).toEqual([['x', 'Placeholder']]);
    const shapes = node[0].attr._output_shapes.value;
    expect(shapes.case === 'list' && shapes.value.shape[0].dim.map(({ size }) => size)).toEqual([2n, 3n]);
    expect(decodeMetaGraphDef(metaGraph.value)).toMatchObject({
      metaInfoDef: { tensorflowVersion: '1.15.0' },
      graphDef: { node: [{ name: 'x' }] },
    });
  });

  test('keeps the order of what was added, however it got there', async () => {
    const writer = new FileWriter(temporaryFolder(), null, { maxQueue: 7 });
    const expected: [string, number, number][] = [];
    for (let step = 0; step < 500; step++) {
      writer.addSummary(bytesOf('loss', step), step);
      expected.push(['loss', step, step]);
      // Turns at odd moments: asynchronous writes and full queues meet.
      if (step % 13 === 0) await turn();
      if (step % 101 === 0) await writer.flush();
    }
    await writer.close();
    expect(scalarsIn(writer.path)).toEqual(expected);
  });
});

describe('what can be added', () => {
  test('summaries as bytes, text, arrays and messages, with steps of every integer kind', async () => {
    const writer = new FileWriter(temporaryFolder());
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytesOf('a', 0));
    const forms: SummaryLike[] = [
      summaryOf('a', 0),
      bytesOf('a', 0),
      text,
      new NdArray('string', [], [bytesOf('a', 0)]),
    ];
    const steps = [3, 3n, new NdArray('int64', [], BigInt64Array.of(3n)), undefined];
    for (const [i, form] of forms.entries()) writer.addSummary(form, steps[i]);
    await writer.close();
    expect(scalarsIn(writer.path)).toEqual([
      ['a', 3, 0],
      ['a', 3, 0],
      ['a', 3, 0],
      ['a', 0, 0],
    ]);
  });

  test.each([
    [0.5, 'addSummary takes a serialized Summary, not a number'],
    [null, 'not null. tf.summary.mergeAll() gives null'],
    [undefined, 'not undefined'],
    [Promise.resolve(new Uint8Array()), 'Await it'],
    [[bytesOf('a', 1)], 'not a list'],
    ['hello', 'the string is not a serialized Summary'],
    [Uint8Array.of(255, 255), 'the bytes are not a serialized Summary'],
    [new NdArray('float32', [2], Float32Array.of(1, 2)), 'not NdArray(shape=[2], dtype=float32)'],
    [graphWithOne().getTensorByName('x:0'), 'Nothing has computed it yet'],
  ])('not %s', (value, message) => {
    const writer = new FileWriter(temporaryFolder());
    expect(() => writer.addSummary(value as never)).toThrow(InvalidArgumentError);
    expect(() => writer.addSummary(value as never)).toThrow(message);
    expect(eventsOf(writer.path)).toHaveLength(1);
  });

  test.each([Number.NaN, 'three', new NdArray('int32', [2], Int32Array.of(1, 2)), 2n ** 63n])(
    'not at step %s',
    (step) => {
      const writer = new FileWriter(temporaryFolder());
      expect(() => writer.addSummary(bytesOf('a', 1), step as never)).toThrow('The global step must be a number');
    },
  );

  test('the metadata of a tag is written once a file', async () => {
    const writer = new FileWriter(temporaryFolder());
    const described = create(SummarySchema, {
      value: [
        {
          tag: 'a',
          value: { case: 'simpleValue', value: 1 },
          metadata: { displayName: 'A', pluginData: { pluginName: 'scalars' } },
        },
      ],
    });
    const add = () => {
      writer.addSummary(described, 1);
      writer.addSummary(described, 2);
    };
    add();
    const first = writer.path;
    await writer.close();
    writer.reopen();
    add();
    await writer.close();
    const names = (path: string) =>
      eventsOf(path).flatMap(({ what }) =>
        what.case === 'summary' ? [what.value.value[0].metadata?.displayName] : [],
      );
    expect([names(first), names(writer.path)]).toEqual([
      ['A', undefined],
      ['A', undefined],
    ]);
    expect(described.value[0].metadata?.displayName).toBe('A');
  });

  test('traces of runs, each under a tag of its own', async () => {
    const writer = new FileWriter(temporaryFolder());
    const trace = {
      totalMicros: 7,
      devices: [
        {
          device: '/device:CPU:0',
          nodes: [
            {
              nodeName: 'MatMul',
              timelineLabel: 'matmul (MatMul, Add)',
              covers: ['MatMul', 'Add'],
              startMicros: 1_700_000_000_000_000,
              durationMicros: 7.4,
              bytesRead: 10,
              bytesWritten: 20,
            },
          ],
        },
      ],
    };
    writer.addRunMetadata(trace, 'step1', 1);
    expect(() => writer.addRunMetadata(trace, 'step1')).toThrow(GraphError);
    expect(() => writer.addRunMetadata(trace, 'step1')).toThrow(
      'The provided tag was already used for this event type',
    );
    expect(() => writer.addRunMetadata(3 as never, 'step2')).toThrow('addRunMetadata takes the tf.RunMetadata');
    await writer.close();
    const [, { what, step }, ...rest] = eventsOf(writer.path);
    expect(rest).toEqual([]);
    if (what.case !== 'taggedRunMetadata') throw new Error(String(what.case));
    expect([what.value.tag, step]).toEqual(['step1', 1n]);
    const { stepStats } = decodeMessage(RunMetadataSchema, what.value.runMetadata);
    expect(stepStats?.devStats[0]).toMatchObject({
      device: '/device:CPU:0',
      nodeStats: [
        {
          nodeName: 'MatMul',
          timelineLabel: 'matmul (MatMul, Add)',
          allStartMicros: 1_700_000_000_000_000n,
          allEndRelMicros: 7n,
        },
      ],
    });
  });

  test('not what is no graph, and not two of them', () => {
    const writer = new FileWriter(temporaryFolder());
    const graph = graphWithOne();
    const message = decodeGraphDef(new Uint8Array());
    expect(() => writer.addGraph(null)).toThrow('must be an instance of `Graph`');
    expect(() => writer.addGraph('x' as never)).toThrow(GraphError);
    expect(() => writer.addGraph(graph, 0, message)).toThrow('Please pass only graph, or graphDef');
    expect(() => writer.addMetaGraph(graph as never)).toThrow('metaGraph must be a MetaGraphDef');
    writer.addGraph(message);
  });

  test('whoever runs the file hears of files, graphs and scalars', () => {
    const heard: unknown[][] = [];
    const note =
      (name: string) =>
      (...values: unknown[]) =>
        void heard.push([name, ...values]);
    const before = setRunReporter(null);
    setRunReporter({ ...before, eventFile: note('file'), scalar: note('scalar'), graph: note('graph') });
    const graph = graphWithOne();
    const writer = new FileWriter(temporaryFolder(), graph);
    writer.addSummary(summaryOf('loss', 0.5), 8);
    expect(heard).toEqual([
      ['file', writer.path],
      ['graph', graph],
      ['scalar', 'loss', 8, 0.5],
    ]);
  });
});

describe('closing', () => {
  test('adding afterwards warns and does nothing, until it is reopened in a new file', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const writer = new FileWriter(temporaryFolder());
    writer.addSummary(bytesOf('a', 1), 1);
    const first = writer.path;
    await writer.close();
    await writer.close();
    writer.addSummary(bytesOf('a', 2), 2);
    await writer.flush();
    expect(warn.mock.calls[0][0]).toContain('Attempting to use a closed FileWriter');
    expect(warn).toHaveBeenCalledTimes(2);
    writer.reopen();
    writer.reopen();
    writer.addSummary(bytesOf('a', 3), 3);
    await writer.close();
    expect(writer.path).not.toBe(first);
    expect([scalarsIn(first), scalarsIn(writer.path)]).toEqual([[['a', 1, 1]], [['a', 3, 3]]]);
    expect(eventsOf(writer.path)[0].what.case).toBe('fileVersion');
  });

  test('a using declaration closes', async () => {
    const folder = temporaryFolder();
    {
      using writer = new FileWriter(folder);
      writer.addSummary(bytesOf('a', 1), 1);
    }
    {
      await using writer = new FileWriter(folder);
      writer.addSummary(bytesOf('a', 2), 2);
    }
    expect(fs.readdirSync(folder).map((name) => scalarsIn(join(folder, name)).length)).toEqual([1, 1]);
  });

  test('the cache gives one writer a folder', async () => {
    const folder = temporaryFolder();
    const writer = FileWriterCache.get(folder);
    expect(FileWriterCache.get(join(folder, 'x', '..'))).toBe(writer);
    writer.addSummary(bytesOf('a', 1), 1);
    await FileWriterCache.clear();
    expect(scalarsIn(writer.path)).toEqual([['a', 1, 1]]);
    expect(FileWriterCache.get(folder)).not.toBe(writer);
    await FileWriterCache.clear();
  });
});

describe('when the disk refuses', () => {
  test('a folder that cannot be made is named with cause and cure', () => {
    const folder = temporaryFolder();
    fs.writeFileSync(join(folder, 'file'), '');
    expect(() => new FileWriter(join(folder, 'file', 'logs'))).toThrow(NotFoundError);
    expect(() => new FileWriter(join(folder, 'file', 'logs'))).toThrow(
      /file.logs.*is a file, not a folder \(ENOTDIR\)/,
    );
  });

  test('a full disk is told by the next add, and nothing is lost when there is room again', async () => {
    const { control, disk } = brokenDisk();
    const writer = new FileWriter(temporaryFolder(), null, { disk });
    writer.addSummary(bytesOf('a', 0), 0);
    await writer.flush();
    control.failWith = 'ENOSPC';
    control.room = 10;
    writer.addSummary(bytesOf('a', 1), 1);
    await turn();
    await turn();
    expect(() => writer.addSummary(bytesOf('a', 2), 2)).toThrow(ResourceExhaustedError);
    expect(() => writer.addSummary(bytesOf('a', 2), 2)).toThrow(
      `Cannot write the event file ${writer.path}: the disk is full`,
    );
    await expect(writer.flush()).rejects.toThrow('ENOSPC');
    await expect(writer.close()).rejects.toThrow('Free some space');
    // What a part of a record left behind does no harm.
    expect(scalarsIn(writer.path)).toEqual([['a', 0, 0]]);
    control.failWith = undefined;
    writer.addSummary(bytesOf('a', 3), 3);
    await writer.close();
    expect(scalarsIn(writer.path)).toEqual([
      ['a', 0, 0],
      ['a', 1, 1],
      ['a', 3, 3],
    ]);
  });

  test('the version record that cannot be written is an error of the constructor', () => {
    const { control, disk } = brokenDisk();
    control.failWith = 'EDQUOT';
    expect(() => new FileWriter(temporaryFolder(), null, { disk })).toThrow('the disk quota is used up (EDQUOT)');
  });
});

describe('memory and time', () => {
  test('a full queue is written before add returns', () => {
    const { control, disk } = brokenDisk();
    const writer = new FileWriter(temporaryFolder(), null, { maxQueue: 3, disk });
    control.syncWrites = 0;
    for (let step = 0; step < 3; step++) writer.addSummary(bytesOf('a', step), step);
    expect(control.syncWrites).toBe(0);
    writer.addSummary(bytesOf('a', 3), 3);
    expect(control.syncWrites).toBe(1);
    expect(scalarsIn(writer.path)).toHaveLength(4);
  });

  test('events do not wait for a flush: a turn of the event loop writes them', async () => {
    const writer = new FileWriter(temporaryFolder());
    writer.addSummary(bytesOf('a', 1), 1);
    expect(scalarsIn(writer.path)).toEqual([]);
    await vi.waitFor(() => expect(scalarsIn(writer.path)).toEqual([['a', 1, 1]]));
  });

  test('events older than flushSecs are written by the next add where the loop gets no turn', () => {
    const writer = new FileWriter(temporaryFolder(), null, { flushSecs: 0.02, maxQueue: 1000 });
    writer.addSummary(bytesOf('a', 1), 1);
    const until = performance.now() + 30;
    while (performance.now() < until);
    writer.addSummary(bytesOf('a', 2), 2);
    expect(scalarsIn(writer.path)).toHaveLength(2);
  });
});

describe('the end of the process', () => {
  const program = (end: string) => `
    import { FileWriter } from ${JSON.stringify(new URL('../../engine/summary/index.ts', import.meta.url).href)};
    import { NdArray } from ${JSON.stringify(new URL('../../engine/graph/index.ts', import.meta.url).href)};
    const writer = new FileWriter(process.argv[1]);
    const summary = Uint8Array.from(${JSON.stringify([...bytesOf('a', 1)])});
    for (let step = 0; step < 5; step++) writer.addSummary(summary, step);
    await writer.flush();
    for (let step = 5; step < 8; step++) writer.addSummary(summary, step);
    ${end}
  `;
  const stepsAfter = (end: string) => {
    const folder = temporaryFolder();
    spawnSync(process.execPath, ['--input-type=module', '-e', program(end), folder]);
    const [name] = fs.readdirSync(folder);
    return eventsOf(join(folder, name))
      .slice(1)
      .map((event: Event) => Number(event.step));
  };

  test.each([
    ['its own', ''],
    ['process.exit()', 'process.exit(0);'],
    ['an uncaught error', "throw new Error('no');"],
  ])('by %s writes the rest', (_, end) => {
    expect(stepsAfter(end)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('by kill -9 keeps what was flushed', () => {
    expect(stepsAfter("process.kill(process.pid, 'SIGKILL');").slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
  });
});

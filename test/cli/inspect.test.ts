import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../engine/cli/inspect/inspect-file.ts';
import { encodeSafetensors } from '../../engine/formats/index.ts';
import { NdArray } from '../../engine/graph/index.ts';
import { modelFolder } from '../runner/model-folder.ts';
import { captured } from './captured.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/formats/${name}`, import.meta.url));
const eventFile = 'events/events.out.tfevents.0000000000.fixture';

const inspected = (path: string, json = false) => captured(() => inspectFile(path, json));
const inspectedJson = async (path: string) => JSON.parse((await inspected(path, true)).stdout);

describe('tensorloom inspect', () => {
  it('shows the tags of an event file that TensorFlow wrote', async () => {
    const { exitCode, stdout } = await inspected(fixture(eventFile));
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').slice(6)).toEqual([
      '',
      'tags',
      'tag            kind       count  first step  last step  last value',
      'loss           scalar         3           0          2        0.25',
      'weights        histogram      3           0          2',
      'digit/image/0  image          3           0          2',
      '',
      'other events',
      'kind          count',
      'fileVersion       1',
      'graphDef          1',
      'metaGraphDef      1',
      'sessionLog        1',
      '',
    ]);
  });

  it('says the same in JSON', async () => {
    const report = await inspectedJson(fixture(eventFile));
    expect(report).toMatchObject({ kind: 'event file', events: 7, 'unfinished record at the end': 'no' });
    expect(report.tags[0]).toEqual({
      tag: 'loss',
      kind: 'scalar',
      count: 3,
      'first step': 0,
      'last step': 2,
      'last value': '0.25',
    });
  });

  it('reads an event file that is still being written', async () => {
    const path = join(modelFolder({}), 'events.out.tfevents.1.host');
    copyFileSync(fixture(eventFile), path);
    truncateSync(path, readFileSync(path).length - 5);
    const report = await inspectedJson(path);
    expect(report).toMatchObject({ events: 6, 'unfinished record at the end': expect.stringMatching(/^yes/) });
    expect(report.damage).toBeUndefined();
  });

  it('says up to where a damaged event file could be read, and ends with 1', async () => {
    const path = join(modelFolder({}), 'events.out.tfevents.1.host');
    const bytes = readFileSync(fixture(eventFile));
    bytes[bytes.length - 20] ^= 1;
    writeFileSync(path, bytes);
    const { exitCode, stdout } = await inspected(path);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('events: 6\n');
    expect(stdout).toMatch(
      /the checksum of the record's data does not match at byte \d+\. What follows was not read\.\n$/,
    );
  });

  it('refuses what only is called an event file', async () => {
    const folder = modelFolder({ 'x.tfevents': 'this is a text that is long enough to be read as a header' });
    const { exitCode, stdout, stderr } = await inspected(join(folder, 'x.tfevents'));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/this is no event file\.\n$/);
  });

  it.each(['model.ckpt', 'model.ckpt.index', 'model.ckpt.data-00000-of-00001'])(
    'lists the tensors of a checkpoint called %s',
    async (name) => {
      const report = await inspectedJson(fixture(`checkpoint/${name}`));
      expect(report).toMatchObject({ kind: 'checkpoint', tensors: expect.any(Array), 'data files': 1 });
      expect(report.tensors).toHaveLength(10);
      expect(report.tensors[5]).toEqual({ name: 'layer/weights', dtype: 'float32', shape: '[2, 3]', bytes: 24 });
    },
  );

  it('reads the list of checkpoints', async () => {
    expect(await inspectedJson(fixture('checkpoint/checkpoint'))).toMatchObject({ latest: 'model.ckpt' });
  });

  it.each(['graph.pb', 'graph.pbtxt', 'graph.meta'])('counts the operations of %s', async (name) => {
    const report = await inspectedJson(fixture(name));
    expect(report).toMatchObject({ operations: 14, producer: 2474 });
    expect(report['operation types'][0]).toEqual({ op: 'Const', count: 5 });
    expect(report['inputs (placeholders)'].map((each: { name: string }) => each.name)).toEqual(['x', 'unknown_rank']);
    expect(report['outputs (nothing reads them)'].map((each: { name: string }) => each.name)).toContain('loss');
  });

  it('lists the arrays of an npz file', async () => {
    const { arrays } = await inspectedJson(fixture('arrays.npz'));
    expect(arrays[1]).toEqual({ name: 'fortran', dtype: 'int64', shape: '[2, 3]', bytes: 48 });
  });

  it('lists the tensors and metadata of a safetensors file', async () => {
    const path = join(modelFolder({}), 'w.safetensors');
    writeFileSync(path, encodeSafetensors([['w', new NdArray('float32', [2, 3], new Float32Array(6))]], { by: 'us' }));
    expect((await inspected(path)).stdout).toBe(
      `${path}: safetensors\ntensors: 1\nsize: 24 B\nmetadata by: us\n\ntensors\nname  dtype  shape   bytes\nw     F32    [2, 3]     24\n`,
    );
  });

  it.each([
    ['broken.pb', 'not a graph'],
    ['broken.pbtxt', 'node { name: }'],
    ['broken.meta', '\x0a\xff'],
    ['broken.npz', 'PK'],
    ['broken.safetensors', '12345678'],
    ['broken.index', 'short'],
  ])('ends with 1 and one sentence for %s', async (name, text) => {
    const path = join(modelFolder({ [name]: text }), name);
    const { exitCode, stdout, stderr } = await inspected(path);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^.*\n$/);
    expect(stderr).toContain(path);
  });
});

import { readdir, readFile, rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DataLossError,
  DTypeError,
  FailedPreconditionError,
  GraphError,
  InvalidArgumentError,
  NotFoundError,
  ResourceExhaustedError,
  setRunReporter,
  UnimplementedError,
} from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { UnreliableDisk } from '../formats/bundle/unreliable-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

const lines: string[] = [];

beforeEach(() => {
  tf.resetDefaultGraph();
  lines.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  setRunReporter(null);
});

async function initialized() {
  const session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  return session;
}

async function plain(session: tf.Session, variable: tf.Variable): Promise<unknown> {
  const value = await session.run(variable);
  return value instanceof tf.NdArray ? value.toArray() : value;
}

/** One variable of every type, with values that tell types and orders apart. */
function everyType(): tf.Variable[] {
  const of = (name: string, value: Parameters<typeof tf.constant>[0], dtype: tf.NdArray['dtype']) =>
    new tf.Variable(tf.constant(value, { dtype }), { name });
  return [
    of(
      'f32',
      [
        [1.5, -2],
        [Number.POSITIVE_INFINITY, 1e-45],
      ],
      'float32',
    ),
    of('f64', Math.PI, 'float64'),
    of('i32', [-7, 2 ** 31 - 1], 'int32'),
    of('i64', [2n ** 60n + 1n], 'int64'),
    of('i64_scalar', 2n ** 60n + 1n, 'int64'),
    of('u8', [0, 255], 'uint8'),
    of('flag', true, 'bool'),
    of('text', ['naïve', ''], 'string'),
    of('word', 'tensor', 'string'),
    of('empty', [], 'float32'),
  ];
}

describe('save and restore', () => {
  it('give back every value of every type, into a session that was never initialized', async () => {
    await using folder = await temporaryFolder();
    const variables = everyType();
    const saver = new tf.train.Saver();
    using first = await initialized();
    const before = await Promise.all(variables.map((v) => plain(first, v)));
    expect(await saver.save(first, folder.of('model'))).toBe(folder.of('model'));

    using second = new tf.Session();
    await saver.restore(second, folder.of('model'));
    expect(await Promise.all(variables.map((v) => plain(second, v)))).toEqual(before);
    expect(lines).toContain(`Restoring parameters from ${folder.of('model')}\n`);
    expect((await readdir(folder.path)).sort()).toEqual([
      'checkpoint',
      'model.data-00000-of-00001',
      'model.index',
      'model.meta',
    ]);
  });

  it('make missing folders, and put the step into the name', async () => {
    await using folder = await temporaryFolder();
    const step = tf.train.getOrCreateGlobalStep();
    using session = await initialized();
    await session.run(step.assignAdd(7));
    const saver = new tf.train.Saver({ padStepNumber: true });
    expect(await saver.save(session, folder.of('a', 'b', 'm'), { globalStep: 12 })).toBe(
      folder.of('a', 'b', 'm-00000012'),
    );
    expect(await saver.save(session, folder.of('a', 'b', 'm'), step)).toBe(folder.of('a', 'b', 'm-00000007'));
    expect(await new tf.train.Saver().save(session, folder.of('m'), { globalStep: step })).toBe(folder.of('m-7'));
    await expect(saver.save(session, folder.of('m'), { globalStep: 1.5 })).rejects.toThrow('whole number');
  });

  it('save what held when the call was made in line, one save after the other', async () => {
    await using folder = await temporaryFolder();
    const v = new tf.Variable(0, { name: 'v' });
    const next = v.assignAdd(1);
    const saver = new tf.train.Saver({ maxToKeep: 0 });
    using session = await initialized();
    const saves: Promise<unknown>[] = [];
    for (let i = 0; i < 3; i++) {
      await session.run(next);
      saves.push(saver.save(session, folder.of('same')));
    }
    await Promise.all(saves);
    expect((await tf.train.loadVariable(folder.path, 'v')).at(0)).toBe(3);
  });

  it('restore some variables, under other names, into other variables', async () => {
    await using folder = await temporaryFolder();
    const a = new tf.Variable([1, 2], { name: 'a' });
    const b = new tf.Variable(3, { name: 'b' });
    using session = await initialized();
    await new tf.train.Saver({ weights: a, bias: b }).save(session, folder.of('m'));
    expect(await tf.train.listVariables(folder.of('m'))).toEqual([
      ['bias', []],
      ['weights', [2]],
    ]);
    const c = new tf.Variable([0, 0], { name: 'c' });
    await session.run(tf.globalVariablesInitializer());
    await session.run(b.assign(9));
    await new tf.train.Saver(new Map([['weights', c]])).restore(session, folder.of('m'));
    expect([await plain(session, b), await plain(session, c)]).toEqual([9, [1, 2]]);
    await new tf.train.Saver([b], { name: 'only_b' }).save(session, folder.of('n'));
    expect(await tf.train.listVariables(folder.of('n'))).toEqual([['b', []]]);
  });

  it('reshape on request', async () => {
    await using folder = await temporaryFolder();
    const a = new tf.Variable([1, 2, 3, 4], { name: 'a' });
    const b = new tf.Variable(
      [
        [0, 0],
        [0, 0],
      ],
      { name: 'b' },
    );
    using session = await initialized();
    await new tf.train.Saver({ x: a }).save(session, folder.of('m'));
    const saver = new tf.train.Saver({ x: b }, { reshape: true });
    expect(tf.getDefaultGraph().getOperationByName('save_1/Reshape').type).toBe('Reshape');
    await saver.restore(session, folder.of('m'));
    expect(await plain(session, b)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('tell whoever runs the file', async () => {
    await using folder = await temporaryFolder();
    const told: string[] = [];
    const before = setRunReporter(null);
    setRunReporter({ ...before, checkpoint: (prefix) => told.push(prefix) });
    new tf.Variable(1);
    const saver = new tf.train.Saver();
    using session = await initialized();
    await saver.save(session, folder.of('m'), 3);
    expect(told).toEqual([folder.of('m-3')]);
  });
});

describe('the folder', () => {
  it('keeps the newest, names them in its state file, and can be moved', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable(1, { name: 'v' });
    const saver = new tf.train.Saver({ maxToKeep: 2, saveRelativePaths: true });
    using session = await initialized();
    for (const step of [1, 2, 3]) await saver.save(session, folder.of('run', 'm'), step);
    expect(saver.lastCheckpoints).toEqual([folder.of('run', 'm-2'), folder.of('run', 'm-3')]);
    expect((await readdir(folder.of('run'))).filter((name) => name.startsWith('m-1'))).toEqual([]);
    expect(await readFile(folder.of('run', 'checkpoint'), 'utf8')).toBe(
      'model_checkpoint_path: "m-3"\nall_model_checkpoint_paths: "m-2"\nall_model_checkpoint_paths: "m-3"\n',
    );
    await rename(folder.of('run'), folder.of('moved'));
    expect(await tf.train.latestCheckpoint(folder.of('moved'))).toBe(folder.of('moved', 'm-3'));
    expect(await tf.train.getCheckpointState(folder.of('moved'))).toEqual({
      modelCheckpointPath: folder.of('moved', 'm-3'),
      allModelCheckpointPaths: [folder.of('moved', 'm-2'), folder.of('moved', 'm-3')],
    });
  });

  it('stores paths relative to a relative folder, as TensorFlow does', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable(1);
    using session = await initialized();
    const prefix = relative('.', folder.of('m'));
    await new tf.train.Saver().save(session, prefix);
    expect(await readFile(folder.of('checkpoint'), 'utf8')).toContain('model_checkpoint_path: "m"\n');
    expect(await tf.train.latestCheckpoint(relative('.', folder.path))).toBe(prefix);
  });

  it('has no latest checkpoint where there is no state file, a damaged one, or files are gone', async () => {
    await using folder = await temporaryFolder();
    expect(await tf.train.latestCheckpoint(folder.path)).toBeNull();
    await tf.train.updateCheckpointState(folder.path, folder.of('gone'));
    expect(await tf.train.latestCheckpoint(folder.path)).toBeNull();
    expect(lines.join('')).toContain(`Couldn't match files for checkpoint ${folder.of('gone')}`);
    new tf.Variable(1);
    using session = await initialized();
    const prefix = await new tf.train.Saver().save(session, folder.of('m'));
    expect(await tf.train.checkpointExists(prefix)).toBe(true);
    await tf.train.removeCheckpoint(prefix);
    expect(await tf.train.checkpointExists(prefix)).toBe(false);
    expect(await readdir(folder.path)).toEqual(['checkpoint']);
  });

  it('keeps all with maxToKeep 0, and takes over what an earlier run left', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable(1);
    using session = await initialized();
    const all = new tf.train.Saver({ maxToKeep: 0 });
    for (const step of [1, 2, 3]) await all.save(session, folder.of('m'), step);
    expect(all.lastCheckpoints).toEqual([]);
    const next = new tf.train.Saver({ maxToKeep: 2 });
    await next.recoverLastCheckpoints([1, 2, 3, 99].map((step) => folder.of(`m-${step}`)));
    expect(next.lastCheckpoints).toHaveLength(3);
    await next.save(session, folder.of('m'), 4);
    expect(await tf.train.checkpointExists(folder.of('m-1'))).toBe(false);
    next.setLastCheckpoints([folder.of('m-2'), folder.of('m-3')]);
    await next.save(session, folder.of('m'), 5);
    // Without its time it is not known to be young enough to go.
    expect(await tf.train.checkpointExists(folder.of('m-2'))).toBe(true);
  });

  it('writes no state and no MetaGraph if told not to', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable(1);
    using session = await initialized();
    await new tf.train.Saver().save(session, folder.of('m'), { writeState: false, writeMetaGraph: false });
    expect((await readdir(folder.path)).sort()).toEqual(['m.data-00000-of-00001', 'm.index']);
  });
});

describe('MetaGraphs', () => {
  it('bring a graph back with its variables and its saver', async () => {
    await using folder = await temporaryFolder();
    const v = new tf.Variable([1, 2], { name: 'v' });
    tf.identity(v, { name: 'out' });
    using session = await initialized();
    await session.run(v.assign([5, 6]));
    await new tf.train.Saver().save(session, folder.of('m'));

    tf.resetDefaultGraph();
    const saver = await tf.train.importMetaGraph(folder.of('m.meta'));
    expect(tf.globalVariables().map((variable) => variable.name)).toEqual(['v:0']);
    using restored = new tf.Session();
    await saver!.restore(restored, folder.of('m'));
    expect(((await restored.run('out:0')) as tf.NdArray).toArray()).toEqual([5, 6]);
    expect(await saver!.save(restored, folder.of('again'))).toBe(folder.of('again'));
  });

  it('bring along the savers of the collection, as those of the new graph', async () => {
    await using folder = await temporaryFolder();
    const v = new tf.Variable([5, 6], { name: 'v' });
    tf.addToCollection(tf.GraphKeys.SAVERS, new tf.train.Saver({ maxToKeep: 7 }));
    using session = new tf.Session();
    await session.run(v.initializer);
    await new tf.train.Saver().save(session, folder.of('m'));
    const graph = new tf.Graph();
    await tf.train.importMetaGraph(folder.of('m.meta'), { graph, importScope: 'in' });
    const [saver, ...others] = graph.getCollection<tf.train.Saver>(tf.GraphKeys.SAVERS);
    expect(others).toEqual([]);
    expect(saver.asSaverDef()).toMatchObject({ maxToKeep: 7, restoreOpName: 'in/save/restore_all' });
  });

  it('are exported alone too', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable(1, { name: 'v' });
    const bytes = await tf.train.exportMetaGraph(folder.of('graph.meta'));
    expect(new Uint8Array(await readFile(folder.of('graph.meta')))).toEqual(bytes);
    tf.resetDefaultGraph();
    const saver = await tf.train.importMetaGraph(bytes);
    expect(saver).toBeInstanceOf(tf.train.Saver);
    expect(tf.getDefaultGraph().getOperationByName('v').type).toBe('VariableV2');
  });

  it('say when there is no such file', async () => {
    await expect(tf.train.importMetaGraph('nowhere/m.meta')).rejects.toThrow(NotFoundError);
  });
});

describe('mistakes', () => {
  it('a saver without variables, or with two of one name', () => {
    expect(() => new tf.train.Saver()).toThrow('No variables to save');
    expect(new tf.train.Saver({ allowEmpty: true }).asSaverDef()).toBeNull();
    const v = new tf.Variable(1, { name: 'v' });
    expect(() => new tf.train.Saver([v, v])).toThrow('At least two variables have the same name: v');
    expect(() => new tf.train.Saver({ a: v, b: v })).toThrow('restored with two names: a and b');
    expect(() => new tf.train.Saver([tf.constant(1) as never])).toThrow(DTypeError);
    expect(() => new tf.train.Saver({ maxToKeep: -1 })).toThrow(RangeError);
    expect(() => new tf.train.Saver({ deferBuild: true }).asSaverDef()).toThrow(GraphError);
  });

  it('an uninitialized variable', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable(1, { name: 'v' });
    const saver = new tf.train.Saver();
    using session = new tf.Session();
    const saving = saver.save(session, folder.of('m'));
    await expect(saving).rejects.toThrow(FailedPreconditionError);
    await expect(saving).rejects.toThrow('Attempting to use uninitialized value v');
  });

  it('paths that cannot be', async () => {
    new tf.Variable(1);
    const saver = new tf.train.Saver();
    using session = await initialized();
    await expect(saver.save(session, 'a/checkpoint')).rejects.toThrow("'latestFilename' collides with 'savePath'");
    await expect(saver.save(session, 'a/m', { latestFilename: 'b/c' })).rejects.toThrow('path components');
    await expect(saver.save(session, 'a/')).rejects.toThrow('must end in a name');
    await expect(saver.restore(session, 'a/none')).rejects.toThrow(
      'The passed save_path is not a valid checkpoint: a/none',
    );
    await expect(saver.restore(session, null as never)).rejects.toThrow("Can't load save_path when it is null");
  });

  it('checkpoints of another model: nothing is restored', async () => {
    await using folder = await temporaryFolder();
    const a = new tf.Variable([1, 2, 3], { name: 'a' });
    const wide = new tf.Variable(tf.constant(1, { dtype: 'float64' }), { name: 'wide' });
    using session = await initialized();
    await new tf.train.Saver({ a, b: wide }).save(session, folder.of('m'));
    const c = new tf.Variable([0, 0], { name: 'c' });
    await session.run(c.initializer);
    await session.run(a.assign([7, 7, 7]));
    const restore = (list: Record<string, tf.Variable>) => new tf.train.Saver(list).restore(session, folder.of('m'));
    await expect(restore({ a, zz: c })).rejects.toThrow(NotFoundError);
    await expect(restore({ a, zz: c })).rejects.toThrow('Key zz not found in checkpoint');
    await expect(restore({ a: c })).rejects.toThrow(InvalidArgumentError);
    await expect(restore({ a: c })).rejects.toThrow(
      'Assign requires shapes of both tensors to match. lhs shape= [2] rhs shape= [3]',
    );
    await expect(restore({ b: c })).rejects.toThrow(
      'tensor_name = b; expected dtype float does not equal original dtype double',
    );
    expect(await plain(session, a)).toEqual([7, 7, 7]);
  });

  it('damaged data', async () => {
    await using folder = await temporaryFolder();
    new tf.Variable([1, 2, 3], { name: 'a' });
    using session = await initialized();
    const saver = new tf.train.Saver();
    const prefix = await saver.save(session, folder.of('m'));
    const data = `${prefix}.data-00000-of-00001`;
    const { writeFile } = await import('node:fs/promises');
    const bytes = await readFile(data);
    bytes[5] ^= 1;
    await writeFile(data, bytes);
    await expect(saver.restore(session, prefix)).rejects.toThrow(DataLossError);
  });

  it('running the saver’s nodes', async () => {
    new tf.Variable(1);
    new tf.train.Saver();
    using session = await initialized();
    await expect(session.run('save/restore_all')).rejects.toThrow(UnimplementedError);
    await expect(session.run('save/control_dependency:0')).rejects.toThrow('call saver.save(sess, path)');
  });
});

describe('a full disk', () => {
  it('leaves the checkpoint before, and the state that names it', async () => {
    const disk = new UnreliableDisk();
    const v = new tf.Variable(tf.zeros([100]), { name: 'v' });
    const next = v.assignAdd(tf.ones([100]));
    const saver = new tf.train.Saver({ fileSystem: disk });
    using session = await initialized();
    const options = { writeMetaGraph: false };
    await saver.save(session, 'run/m', options);
    await session.run(next);
    let failures = 0;
    for (let space = 0; ; space += 25) {
      disk.space = space;
      const fault = await saver.save(session, 'run/m', options).then(
        () => null,
        (error: unknown) => error,
      );
      disk.space = Number.POSITIVE_INFINITY;
      if (fault === null) break;
      failures++;
      expect(fault).toBeInstanceOf(ResourceExhaustedError);
      expect(await tf.train.latestCheckpoint('run', undefined, disk)).toBe('run/m');
      using other = new tf.Session();
      await saver.restore(other, 'run/m');
      // Where only the state file did not fit, the new checkpoint stands.
      const [first, ...rest] = (await plain(other, v)) as number[];
      expect(rest.every((x) => x === first)).toBe(true);
      if (space < 400) expect(first).toBe(0);
    }
    // 400 bytes of data, the index, the state.
    expect(failures).toBeGreaterThan(18);
    using other = new tf.Session();
    await saver.restore(other, 'run/m');
    expect(((await plain(other, v)) as number[])[0]).toBe(1);
    expect(disk.names().filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});

it('takes the folder’s name for its newest checkpoint when reading', async () => {
  await using folder = await temporaryFolder();
  new tf.Variable([1, 2], { name: 'v' });
  using session = await initialized();
  await new tf.train.Saver().save(session, join(folder.path, 'm'));
  await using reader = await tf.train.loadCheckpoint(folder.path);
  expect(reader.getVariableToDtypeMap()).toEqual({ v: 'float32' });
  expect(reader.hasTensor('w')).toBe(false);
  await expect(reader.getTensor('w')).rejects.toThrow('Key w not found in checkpoint');
  await expect(tf.train.loadCheckpoint(folder.of('none'))).rejects.toThrow("Couldn't find 'checkpoint' file");
  await expect(tf.train.newCheckpointReader(folder.of('none'))).rejects.toThrow('Failed to find any matching files');
});

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Host, RunStore, Training } from '../../../extension/host.ts';
import { liveStates, type RunChange, type RunRecord } from '../../../extension/runs/run-record.ts';
import { createTraining } from '../../../extension/training/index.ts';
import { modelFolder, stepsModule } from '../../runner/model-folder.ts';
import { edit, resetWindow, Uri, window_ } from './fake-vscode.ts';
import { newRecord } from './record.ts';

vi.mock('vscode', () => import('./fake-vscode.ts'));

const importSteps = `import { steps } from ${JSON.stringify(stepsModule)};\n// from 'tensorloom'\n`;
const endless = `${importSteps}for (const step of steps(1e9)) await new Promise((done) => setTimeout(done, 2));`;

interface Desk {
  readonly training: Training;
  readonly records: Map<string, RunRecord>;
  /** The states that were written down when the store was closed last. */
  readonly written: string[];
  readonly log: string[];
  readonly opened: { id: string; folder: string }[];
  readonly path: (name: string) => string;
  /** Runs of another window. */
  readonly elsewhere: Set<string>;
  train(name: string, options?: Parameters<Training['train']>[1]): Promise<RunRecord>;
  /** Waits until a run's record fits. */
  until(id: string, fits: (record: RunRecord) => boolean): Promise<RunRecord>;
  ended(id: string): Promise<RunRecord>;
}

function desk(files: Readonly<Record<string, string>>): Desk {
  const folder = modelFolder(files);
  resetWindow(folder);
  const records = new Map<string, RunRecord>();
  const log: string[] = [];
  const written: string[] = [];
  const opened: Desk['opened'] = [];
  const elsewhere = new Set<string>();
  const store = {
    get all() {
      return [...records.values()];
    },
    get: (id: string) => records.get(id),
    elsewhere: (id: string) => elsewhere.has(id),
    add: (record: RunRecord) => void records.set(record.id, record),
    update: (id: string, change: RunChange) => void records.set(id, { ...records.get(id)!, ...change }),
    dispose: () => void written.splice(0, written.length, ...Array.from(records.values(), ({ state }) => state)),
  };
  const write = (level: string) => (text: string | Error) => void log.push(`${level}: ${text}`);
  const host = {
    context: { extensionPath: '/extension' },
    log: { info: write('info'), warn: write('warn'), error: write('error'), show: () => log.push('shown') },
    runs: async () => store as unknown as RunStore,
    summaries: async () => ({ open: ([source]: { id: string; folder: string }[]) => void opened.push(source!) }),
  } as unknown as Host;
  const training = createTraining(host);
  onTestFinished(async () => {
    await training.end(0);
    training.dispose();
  });
  const until: Desk['until'] = async (id, fits) => {
    for (let waited = 0; waited < 15_000; waited += 20) {
      const record = records.get(id);
      if (record !== undefined && fits(record)) return record;
      await sleep(20);
    }
    throw new Error(`${JSON.stringify(records.get(id))}\n${log.join('\n')}`);
  };
  const path = (name: string) => join(folder, name);
  return {
    training,
    records,
    written,
    log,
    opened,
    elsewhere,
    path,
    until,
    ended: (id) => until(id, ({ state }) => !liveStates.has(state)),
    train: async (name, options) => {
      const run = await training.train(Uri.file(path(name)) as never, options);
      if (run === undefined) throw new Error(`refused: ${window_.messages.at(-1)?.text}`);
      return run;
    },
  };
}

const asModel = (text: string) => `import 'tensorloom';\n${text}`;

it('a model trains in its workspace folder to its end, and its record says how', async () => {
  const { train, ended, log, path, opened } = desk({
    'models/mnist.ts': `import * as tf from 'tensorloom';
      console.log('in', process.cwd());
      console.error('careful');
      const loss = tf.summary.scalar('Loss', tf.constant(0.5));
      using sess = new tf.Session();
      const writer = new tf.summary.FileWriter('logs');
      for (const step of tf.train.steps(3)) writer.addSummary(await sess.run(loss), step);
      await writer.close();`,
  });
  window_.settings.set('runFolder', 'runs/$' + '{model}');
  window_.settings.set('notifyWhenDone', true);
  const started = await train('models/mnist.ts');
  expect(started.pid).toBeGreaterThan(0);
  expect(window_.contexts.get('tensorloom.isTraining')).toBe(true);
  const record = await ended(started.id);
  expect(record).toMatchObject({
    state: 'completed',
    step: 3,
    total: 3,
    exitCode: 0,
    logFolder: path('runs/mnist'),
    scalars: { Loss: { step: 2, value: 0.5 } },
    device: 'CPU',
  });
  expect(existsSync(record.eventFiles[0]!)).toBe(true);
  expect(opened).toMatchObject([{ id: started.id, folder: path('runs/mnist') }]);
  expect(log).toContain(`info: in ${path('')}`.replace(/\/$/, ''));
  expect(log).toContain('warn: careful');
  expect(window_.contexts.get('tensorloom.isTraining')).toBe(false);
  expect(window_.messages).toMatchObject([
    { kind: 'information', text: expect.stringContaining('mnist has completed: 3 steps') },
  ]);
});

it('a fault is one notification and one problem, which goes with the next run', async () => {
  const { train, ended, path } = desk({
    'bad.ts': "import * as tf from 'tensorloom';\n\ntf.matmul(tf.zeros([2, 3]), tf.zeros([4, 5]));\n",
  });
  const record = await ended((await train('bad.ts')).id);
  expect(record).toMatchObject({ state: 'failed', fault: expect.stringMatching(/^ShapeError: Dimensions/) });
  await vi.waitFor(() => expect(window_.problems.size).toBe(1));
  const [problem] = window_.problems.get(path('bad.ts'))!;
  expect(problem).toMatchObject({
    source: 'Tensorloom',
    code: 'ShapeError',
    range: { start: { line: 2, character: 3 }, end: { line: 2, character: 9 } },
  });
  expect(window_.messages).toHaveLength(1);
  expect(window_.messages[0]).toMatchObject({ kind: 'error', buttons: ['Go to Line', 'Show Log'] });
  window_.messages[0]!.press('Go to Line');
  await vi.waitFor(() => expect(window_.opened).toEqual([{ path: path('bad.ts'), line: 2 }]));

  writeFileSync(path('bad.ts'), asModel(''));
  const next = await train('bad.ts');
  expect(window_.problems.size).toBe(0);
  expect(await ended(next.id)).toMatchObject({ state: 'completed' });
});

it('a problem is not told where the language server tells one of the line', async () => {
  const { train, ended, path } = desk({ 'bad.ts': asModel("\nthrow new RangeError('here');\n") });
  const file = path('bad.ts');
  await ended((await train('bad.ts')).id);
  await vi.waitFor(() => expect(window_.problems.size).toBe(1));
  const line = window_.problems.get(file)![0]!.range.start.line;
  const found = (source: string, severity: number, at: number) => {
    window_.analysed.set(file, [{ source, severity, range: { start: { line: at } } }]);
    window_.onAnalysed(file);
    return window_.problems.has(file);
  };
  expect(found('ts', 0, line)).toBe(true);
  expect(found('tensorloom', 1, line)).toBe(true);
  expect(found('tensorloom', 0, line + 1)).toBe(true);
  expect(found('tensorloom', 0, line)).toBe(false);
  expect(found('ts', 0, line)).toBe(true);
});

it('a problem moves with its line and goes when the line is edited', async () => {
  const { train, ended, path } = desk({ 'bad.ts': asModel("\nthrow new RangeError('here');\n") });
  await ended((await train('bad.ts')).id);
  await vi.waitFor(() => expect(window_.problems.size).toBe(1));
  edit(path('bad.ts'), 0, 0, 'one\ntwo\n');
  expect(window_.problems.get(path('bad.ts'))![0]!.range.start.line).toBe(4);
  edit(path('bad.ts'), 9, 9, 'below');
  expect(window_.problems.size).toBe(1);
  edit(path('bad.ts'), 4, 4, 'x');
  expect(window_.problems.size).toBe(0);
});

it('an exit code is a failure that names its line', async () => {
  const { train, ended } = desk({ 'exit.ts': asModel('process.exit(3);') });
  expect(await ended((await train('exit.ts')).id)).toMatchObject({ state: 'failed', exitCode: 3 });
  expect(window_.messages).toMatchObject([
    { kind: 'error', text: expect.stringContaining('process.exit(3)'), buttons: ['Go to Line', 'Show Log'] },
  ]);
});

it('a stop ends a run after its step, and says nothing', async () => {
  const { train, training, until, ended } = desk({ 'endless.ts': asModel(endless) });
  const { id } = await train('endless.ts');
  await until(id, ({ step }) => step !== null);
  training.stop(id);
  expect((await until(id, ({ state }) => state === 'stopping')).state).toBe('stopping');
  expect(await ended(id)).toMatchObject({ state: 'stopped', exitCode: 0 });
  expect(window_.messages).toEqual([]);
});

it('a second stop kills what does not heed the first', async () => {
  const { train, training, until, ended, log } = desk({ 'stuck.ts': asModel("console.log('up');\nfor (;;);") });
  const { id } = await train('stuck.ts');
  await vi.waitFor(() => expect(log).toContain('info: up'), 10_000);
  training.stop(id);
  await until(id, ({ state }) => state === 'stopping');
  training.stop(id);
  expect(await ended(id)).toMatchObject({ state: 'killed', exitCode: 130, fault: null });
  expect(window_.messages).toEqual([]);
});

it('a run that others killed is shown as that', async () => {
  const { train, until, ended } = desk({ 'endless.ts': asModel(endless) });
  const { id, pid } = await train('endless.ts');
  await until(id, ({ step }) => step !== null);
  process.kill(pid!, 'SIGKILL');
  expect(await ended(id)).toMatchObject({ state: 'killed', exitCode: 137 });
  expect(window_.messages).toMatchObject([{ kind: 'warning', text: expect.stringContaining('killed from outside') }]);
});

it('a restart stops the run, waits for it, and starts the file again as it was started', async () => {
  const { train, training, records, until, ended, log } = desk({
    'endless.ts': asModel(`console.log(process.argv[2]);\n${endless}`),
  });
  const first = await train('endless.ts', { args: ['--fast'] });
  await until(first.id, ({ step }) => step !== null);
  const second = await training.restart(first.id);
  expect(records.get(first.id)!.state).toBe('stopped');
  await until(second!.id, ({ step }) => step !== null);
  expect(second!.id).not.toBe(first.id);
  expect(second!.name).not.toBe(first.name);
  expect(log.filter((line) => line === 'info: --fast')).toHaveLength(2);
  training.stop(second!.id);
  await ended(second!.id);
});

it('a restart that is asked for twice is one', async () => {
  const { train, training, records, until, ended } = desk({ 'endless.ts': asModel(endless) });
  const first = await train('endless.ts');
  await until(first.id, ({ step }) => step !== null);
  const [one, two] = await Promise.all([training.restart(first.id), training.restart(first.id)]);
  expect(one!.id).toBe(two!.id);
  expect(records.size).toBe(2);
  training.kill(one!.id);
  await ended(one!.id);
});

it('a run is not stopped for a restart that cannot begin', async () => {
  const { train, training, until, path, records } = desk({ 'endless.ts': asModel(endless) });
  const { id } = await train('endless.ts');
  await until(id, ({ step }) => step !== null);
  rmSync(path('endless.ts'));
  expect(await training.restart(id)).toBeUndefined();
  expect(window_.messages).toMatchObject([{ kind: 'warning', text: expect.stringContaining('no such file') }]);
  expect(records.get(id)!.state).toBe('running');
});

it('nothing begins in a window that is being closed', async () => {
  const { train, training, records, until } = desk({ 'endless.ts': asModel(endless) });
  const { id } = await train('endless.ts');
  await until(id, ({ step }) => step !== null);
  const restarted = training.restart(id);
  const ended = training.end(3000);
  training.dispose();
  await ended;
  expect(await restarted).toBeUndefined();
  expect(records.size).toBe(1);
});

it('a run of another window is neither stopped nor started a second time from here', async () => {
  const { training, records, elsewhere } = desk({ 'endless.ts': asModel(endless) });
  records.set('theirs', newRecord({ id: 'theirs', state: 'running' }));
  elsewhere.add('theirs');
  training.stop('theirs');
  await vi.waitFor(() => expect(window_.messages).toHaveLength(1));
  expect(await training.restart('theirs')).toBeUndefined();
  expect(window_.messages[1]!.text).toContain('another window');
  expect(records.size).toBe(1);
});

it('several runs train at once, each in a folder of its own, named in the log', async () => {
  const { train, records, until, log } = desk({ 'endless.ts': asModel(`console.log('hello');\n${endless}`) });
  window_.settings.set('runFolder', 'runs');
  const [one, two] = [await train('endless.ts'), await train('endless.ts')];
  await until(one.id, ({ step }) => step !== null);
  await until(two.id, ({ step }) => step !== null);
  expect(new Set(Array.from(records.values(), ({ logFolder }) => logFolder)).size).toBe(2);
  expect(log).toContain(`info: [${one.name}] hello`);
  await vi.waitFor(() => expect(window_.statusBar?.text).toMatch(/^\$\(sync~spin\) 2 runs · endless/));
});

it('the end of the window ends all runs in the time there is, also those that never yield, on both sides', async () => {
  const { train, training, until, written, log, path } = desk({
    'saves.ts': asModel(`import { writeFileSync } from 'node:fs';\n${endless}\nwriteFileSync('saved.txt', 'saved');`),
    'stuck.ts': asModel("console.log('up');\nfor (;;);"),
  });
  const saves = await train('saves.ts');
  const stuck = await train('stuck.ts');
  await until(saves.id, ({ step }) => step !== null);
  await vi.waitFor(() => expect(log.some((line) => line.endsWith('up'))).toBe(true), 10_000);
  // As VS Code does it: what is on the screen goes first.
  training.dispose();
  const begun = performance.now();
  await training.end(1500);
  expect(performance.now() - begun).toBeLessThan(2500);
  expect(written).toEqual(['stopped', 'killed']);
  expect(readFileSync(path('saved.txt'), 'utf8')).toBe('saved');
  expect(() => process.kill(stuck.pid!, 0)).toThrow('ESRCH');
});

it.each([
  [
    'an untrusted workspace',
    () => Object.assign(window_, { trusted: false }),
    'model.ts',
    /trusted/,
    'Manage Workspace Trust',
  ],
  [
    'a script that is no model',
    () => {},
    'notes.ts',
    /notes\.ts is no model file: it does not import tensorloom/,
    'Run Anyway',
  ],
  ['a file that is gone', () => {}, 'gone.ts', /no such file/, undefined],
  ['a text', () => {}, 'notes.txt', /no model file/, undefined],
  [
    'a Node that is not there',
    () => window_.settings.set('nodePath', '/nowhere/node'),
    'model.ts',
    /There is no Node at \/nowhere\/node/,
    'Open Settings',
  ],
])('%s is refused in one message', async (_, prepare, name, text, button) => {
  const { training, path, records } = desk({ 'model.ts': asModel(''), 'notes.ts': 'export {};', 'notes.txt': '' });
  prepare();
  expect(await training.train(Uri.file(path(name)) as never)).toBeUndefined();
  expect(window_.messages).toHaveLength(1);
  expect(window_.messages[0]!.text).toMatch(text);
  if (button !== undefined) expect(window_.messages[0]!.buttons).toContain(button);
  expect(records.size).toBe(0);
});

it.each([
  ['untitled', /save this one first/],
  ['vscode-vfs', /needs a file on disk/],
])('a document of the scheme %s is refused', async (scheme, text) => {
  const { training } = desk({});
  expect(await training.train(new Uri(scheme, '/model.ts') as never)).toBeUndefined();
  expect(window_.messages[0]!.text).toMatch(text);
});

it('what looks like no model runs where its author says so', async () => {
  const { training, path, records, ended } = desk({ 'notes.ts': 'export {};' });
  await training.train(Uri.file(path('notes.ts')) as never);
  window_.messages[0]!.press('Run Anyway');
  await vi.waitFor(() => expect(records.size).toBe(1));
  expect(await ended([...records.keys()][0]!)).toMatchObject({ state: 'completed' });
});

it('unsaved editors of the folder are saved before a run, others are left', async () => {
  const { train, path, ended } = desk({
    'model.ts': asModel("import './layers.ts';"),
    'layers.ts': "throw new Error('old');",
  });
  const saved: string[] = [];
  const document = (uri: Uri, text: string) => ({
    uri,
    isDirty: true,
    save: async () => {
      saved.push(uri.path);
      writeFileSync(uri.path, text);
      return true;
    },
  });
  window_.documents.push(
    document(Uri.file(path('layers.ts')), 'export {};'),
    document(Uri.file('/elsewhere/x.ts'), ''),
    document(new Uri('untitled', '/y.ts'), ''),
  );
  expect(await ended((await train('model.ts')).id)).toMatchObject({ state: 'completed' });
  expect(saved).toEqual([path('layers.ts')]);
});

it('a debugger that does not start ends the run, which waited for it', async () => {
  const { train, ended, path } = desk({ 'model.ts': asModel("console.log('ran');") });
  const { id } = await train('model.ts', { debug: true });
  expect(await ended(id)).toMatchObject({ state: 'killed', exitCode: 130 });
  expect(window_.debugSessions).toMatchObject([
    { type: 'node', request: 'attach', address: '127.0.0.1', cwd: path('').replace(/\/$/, ''), continueOnAttach: true },
  ]);
  expect(window_.debugSessions[0]!.port).toBeGreaterThan(0);
  expect(window_.messages).toMatchObject([{ kind: 'error', text: expect.stringContaining('cannot be debugged') }]);
});

const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

it('the graph of a file is found without training it and without leaving a file', async () => {
  const { training, path } = desk({
    'model.ts': `import * as tf from 'tensorloom';
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
tf.matmul(x, tf.zeros([3, 2]), { name: 'y' });
new tf.summary.FileWriter('logs', tf.getDefaultGraph());
for (const _ of tf.train.steps(10)) throw new Error('trained');`,
  });
  const { nodes } = await training.graphOf(Uri.file(path('model.ts')) as never, token as never);
  expect(nodes.find(({ name }) => name === 'y')).toMatchObject({
    op: 'MatMul',
    inputs: ['x', 'zeros'],
    source: { file: path('model.ts'), line: 3 },
  });
  expect(nodes.find(({ name }) => name === 'x')!.outputs[0]!.shape![1]).toBe(3);
  expect(existsSync(path('logs'))).toBe(false);
});

it('the graph of a script that is no model is not looked for: that would run it', async () => {
  const { training, path, ended, records } = desk({
    'deploy.ts': "import { writeFileSync } from 'node:fs';\nwriteFileSync('deployed', '');",
  });
  const file = Uri.file(path('deploy.ts')) as never;
  await expect(training.graphOf(file, token as never)).rejects.toThrow('deploy.ts is no model file');
  expect(existsSync(path('deployed'))).toBe(false);
  // Its author says that it is one: that is not asked again.
  await training.train(file);
  window_.messages[0]!.press('Run Anyway');
  await vi.waitFor(() => expect(records.size).toBe(1));
  await ended([...records.keys()][0]!);
  expect(await training.graphOf(file, token as never)).toMatchObject({ nodes: [] });
});

it('a file whose graph cannot be built says why, and marks the line', async () => {
  const { training, path } = desk({ 'model.ts': asModel("\nthrow new Error('no graph');") });
  await expect(training.graphOf(Uri.file(path('model.ts')) as never, token as never)).rejects.toThrow(
    'model.ts:3: Error: no graph',
  );
  await vi.waitFor(() => expect(window_.problems.has(path('model.ts'))).toBe(true));
  expect(window_.messages).toEqual([]);
});

it('a graph that takes for ever can be cancelled', async () => {
  const { training, path } = desk({ 'model.ts': asModel('for (;;);') });
  let cancel = () => {};
  const cancellable = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      cancel = () => {
        cancellable.isCancellationRequested = true;
        listener();
      };
      return { dispose() {} };
    },
  };
  const graph = training.graphOf(Uri.file(path('model.ts')) as never, cancellable as never);
  setTimeout(() => cancel(), 800);
  await expect(graph).rejects.toThrow();
  expect(cancellable.isCancellationRequested).toBe(true);
});

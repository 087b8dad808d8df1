// The package as a stranger gets it: built, packed, unpacked into a project of its own.

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { threadedModel, threadedOutput } from './threaded-model.ts';

const root = resolve(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

let project: string;
let installed: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'tensorloom-package-'));
  installed = join(project, 'node_modules', 'tensorloom');
  expect(run(process.execPath, [join(root, 'scripts', 'build.ts')], root)).toMatchObject({ status: 0 });
  expect(run(npm, ['pack', join(root, 'engine', 'dist'), '--pack-destination', project], root)).toMatchObject({
    status: 0,
  });
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? 'no tarball';
  mkdirSync(installed, { recursive: true });
  expect(run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], project)).toMatchObject({ status: 0 });

  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node', 'undici-types']) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(modules, name), link, 'junction');
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd = project) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr: stderr + (error?.message ?? '') };
}

function readFilesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Node as it would be if it were version 20. */
const olderNode = [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})`,
];

describe('the packed package', () => {
  it('holds built modules and types, and no sources', () => {
    const files = readdirSync(installed, { recursive: true }).map(String);
    expect(files).toEqual(
      expect.arrayContaining(['index.js', 'tensorloom.js', 'LICENSE', join('types', 'index.d.ts')]),
    );
    expect(files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
  });

  it('runs a model', () => {
    const model = join(project, 'model.mjs');
    writeFileSync(
      model,
      `import * as tf from 'tensorloom';
       const sess = new tf.Session();
       console.log(await sess.run(tf.constant(2).mul(tf.constant(3))));
       sess.close();`,
    );
    expect(run(process.execPath, [model])).toEqual({ status: 0, stdout: '6\n', stderr: '' });
  });

  it('runs a model on several threads, from the command too', () => {
    const model = join(project, 'threaded.mjs');
    writeFileSync(model, threadedModel('tensorloom'));
    expect(run(process.execPath, [model])).toEqual({ status: 0, stdout: threadedOutput, stderr: '' });
    const command = run(process.execPath, [join(installed, 'tensorloom.js'), 'train', model]);
    expect([command.status, command.stdout]).toEqual([0, expect.stringContaining(threadedOutput)]);
  });

  it('finds out about vectors of 256 bits as the sources do', () => {
    const answers = [join(root, 'engine', 'index.ts'), join(installed, 'index.js')].map((library, i) => {
      const cache = join(project, `cache-${i}`);
      const script = `const tf = await import(${JSON.stringify(pathToFileURL(library).href)});
        await new tf.Session().run(tf.tanh(tf.ones([100000])).op);`;
      const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
      const args = ['--input-type=module', '-e', script];
      expect(spawnSync(process.execPath, args, { env, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
      return existsSync(cache) ? readFilesOf(join(cache, 'tensorloom')) : {};
    });
    expect(answers[1]).toEqual(answers[0]);
  });

  it.each(['nodenext', 'bundler'])('brings types that TypeScript resolves with moduleResolution %s', (resolution) => {
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    writeFileSync(
      join(project, 'typed.ts'),
      `import * as tf from 'tensorloom';
       export const t: tf.Tensor = tf.constant(2);
       // @ts-expect-error a session has no such method: the types are there and are not any
       new tf.Session().noSuchMethod();
       // @ts-expect-error nor are the types of messages, whose declarations are generated apart
       new tf.summary.FileWriter('logs').addSummary(t);`,
    );
    const strict = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      'false',
      '--target',
      'es2025',
      '--lib',
      'es2025,esnext.disposable',
    ];
    const args = [...strict, '--types', 'node', '--module', module, '--moduleResolution', resolution, 'typed.ts'];
    expect(run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), ...args])).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  it('starts as a command', () => {
    const { status, stdout } = run(process.execPath, [join(installed, 'tensorloom.js'), '--help']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('train')]);
  });

  it('says which Node it needs, as a command and as a library', () => {
    const wanted = /tensorloom needs Node 24 or newer, and this is Node 20\.1\.0/;
    const command = run(process.execPath, [...olderNode, join(installed, 'tensorloom.js'), '--help']);
    expect([command.status, command.stdout]).toEqual([2, '']);
    expect(command.stderr).toMatch(wanted);
    const library = run(process.execPath, [...olderNode, '--input-type=module', '-e', `import 'tensorloom'`]);
    expect(library.stderr).toMatch(wanted);
  });
});

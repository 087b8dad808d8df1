// Models of several files on a disk: which of them are read, and what happens when one changes.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { InlayHint } from 'vscode-languageserver/node';
import { Editor, type OpenText } from './editor.ts';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ isShared: true });
});
afterAll(() => void editor.process.kill('SIGKILL'));

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tensorloom-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function hintsOf(document: OpenText): Promise<string[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  return (await document.ask<InlayHint[]>('inlayHint', { range })).map(({ label }) => String(label));
}

const model = (...lines: string[]) => ["import * as tf from 'tensorloom';", ...lines, ''].join('\n');
const using = (specifier: string) =>
  model(`import { size } from '${specifier}';`, 'const y = tf.zeros([size]).add(1);');

it('An import means the file in the editor, then the one on the disk, then that as it changes', async () => {
  const folder = folderOf({ 'size.ts': 'export const size = 1;' });
  const document = editor.open(join(folder, 'model.ts'), using('./size.ts'));
  expect(await hintsOf(document)).toEqual([': float32[1]']);

  const buffer = editor.open(join(folder, 'size.ts'), 'export const size = 2;');
  expect(await hintsOf(document)).toEqual([': float32[2]']);
  buffer.replace('2', '3');
  expect(await hintsOf(document)).toEqual([': float32[3]']);
  // What is on the disk does not matter meanwhile.
  writeFileSync(join(folder, 'size.ts'), 'export const size = 44;');
  editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: buffer.uri, type: 2 }] });
  expect(await hintsOf(document)).toEqual([': float32[3]']);
  buffer.close();
  expect(await hintsOf(document)).toEqual([': float32[44]']);

  writeFileSync(join(folder, 'size.ts'), 'export const size = 555;');
  const refreshes = () => editor.asked.filter(({ method }) => method === 'workspace/inlayHint/refresh').length;
  const before = refreshes();
  editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: buffer.uri, type: 2 }] });
  // Nobody edited this file, so the editor is told to ask again.
  await editor.until(() => refreshes() > before);
  expect(await hintsOf(document)).toEqual([': float32[555]']);
});

it('The editor is asked to watch sources and what says where imports lead', async () => {
  const registered = await editor.until(() =>
    editor.asked.find(({ method }) => method === 'client/registerCapability'),
  );
  const watched = JSON.stringify(registered.params);
  expect(watched).toContain('"**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}"');
  expect(watched).toContain('"**/tsconfig*.json"');
});

it.for([
  ['./part', 'part.ts'],
  ['./part', 'part/index.ts'],
  ['./part.js', 'part.ts'],
  ['./part.mjs', 'part.mts'],
  ['./part.mts', 'part.mts'],
  ['./part', 'part.mjs'],
  ['../part.js', '../part.js'],
  ['@/part', 'source/part.ts'],
])('%s may mean %s', async ([specifier, file]) => {
  const folder = folderOf({
    'inner/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./source/*"] } } }',
    [join('inner', file)]: 'export const size = 7;',
  });
  expect(await hintsOf(editor.open(join(folder, 'inner/model.ts'), using(specifier)))).toEqual([': float32[7]']);
});

it.each(['tsconfig.json', 'tsconfig.base.json'])('An alias means what %s says when that changes', async (name) => {
  const aliases = (to: string) => `{ "compilerOptions": { "paths": { "@/*": ["./${to}/*"] } } }`;
  const folder = folderOf({
    'tsconfig.json': '{ "extends": "./tsconfig.base.json" }',
    [name]: aliases('a'),
    'a/part.ts': 'export const size = 1;',
    'b/part.ts': 'export const size = 2;',
  });
  const document = editor.open(join(folder, 'model.ts'), using('@/part'));
  expect(await hintsOf(document)).toEqual([': float32[1]']);
  writeFileSync(join(folder, name), aliases('b'));
  editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${folder}/${name}`, type: 2 }] });
  expect(await hintsOf(document)).toEqual([': float32[2]']);
});

it('What was not there is found when it is made', async () => {
  const folder = folderOf({});
  const document = editor.open(join(folder, 'model.ts'), model("import { y } from './part.ts';", 'tf.matmul(y, y);'));
  expect((await document.settled()).messages).toEqual([]);
  writeFileSync(join(folder, 'part.ts'), model('export const y = tf.zeros([2, 3]);'));
  editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${folder}/part.ts`, type: 1 }] });
  await editor.until(() => document.diagnostics.length === 1);
});

it('A mistake in an imported file is shown there, for as long as a model finds it', async () => {
  const folder = folderOf({ 'part.ts': model('export const x = tf.zeros([2, 3]);', 'tf.matmul(x, x);') });
  const part = `file://${folder}/part.ts`;
  const [one, two] = ['one.ts', 'two.ts'].map((name) =>
    editor.open(join(folder, name), model("import { x } from './part.ts';", 'x.add(1);')),
  );
  await one.settled();
  await two.settled();
  expect(editor.diagnosticsOf(part)).toHaveLength(1);
  one.replace("import { x } from './part.ts';", 'const x = tf.zeros([2]);');
  await one.settled();
  expect(editor.diagnosticsOf(part)).toHaveLength(1);
  two.close();
  await editor.until(() => editor.diagnosticsOf(part).length === 0);
});

it('Of 200 models only those that are open are read, and what they import', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `model${i}.ts`);
  const folder = folderOf({
    ...Object.fromEntries(names.map((name) => [name, using('./parts/size.ts')])),
    'parts/size.ts': "import { one } from './one.ts';\nexport const size = one;",
    'parts/one.ts': 'export const one = 1;',
    'parts/unused.ts': 'export const one = 2;',
  });
  const log = join(folderOf({ log: '' }), 'log');
  const watched = await Editor.start({
    preload: new URL('./note-reads.ts', import.meta.url),
    env: { NOTED_READS: log, NOTED_FOLDER: folder },
  });
  const changes = names.map((name) => ({ uri: `file://${folder}/${name}`, type: 2 }));
  watched.tell('workspace/didChangeWatchedFiles', { changes });
  const document = watched.open(join(folder, 'model7.ts'), readFileSync(join(folder, 'model7.ts'), 'utf8'));
  expect(await hintsOf(document)).toEqual([': float32[1]']);
  watched.tell('workspace/didChangeWatchedFiles', { changes });
  document.replace('y =', 'z =');
  expect(await hintsOf(document)).toEqual([': float32[1]']);
  const notes = readFileSync(log, 'utf8').trim().split('\n');
  const opened = notes.filter((note) => note.startsWith('openSync')).map((note) => note.split(' ')[1]);
  expect(opened.sort()).toEqual(['parts/one.ts', 'parts/size.ts']);
  // Nor is anything listed, or looked at that no import could mean: what aliases mean stands in tsconfig.json.
  expect(notes.filter((note) => !/parts\/(one|size)\.ts$|tsconfig\.json$/.test(note))).toEqual([]);
});

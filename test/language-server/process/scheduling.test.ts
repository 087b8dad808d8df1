// When texts are analysed, and which are not. The thread is one that does as it is told.

import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { Editor, fullCapabilities } from '../editor.ts';

const server = new URL('./fake-server.ts', import.meta.url);
const model = (...comments: string[]) =>
  ["import * as tf from 'tensorloom';", ...comments.map((comment) => `// ${comment}`)].join('\n');

/** How many analyses there have been. */
async function analyses(document: ReturnType<Editor['open']>): Promise<number> {
  const { contents } = await document.askAt<{ contents: string }>('hover', '|import *');
  return Number(contents);
}

describe('diagnostics', () => {
  it('come, change and go while a file is typed, without being asked for', async () => {
    const editor = await Editor.start({ server });
    const document = editor.open('/w/model.ts', model('one'));
    await editor.until(() => document.messages[0] === 'one');
    document.replace('one', 'two');
    await editor.until(() => document.messages[0] === 'two');
    expect(editor.published.at(-1)).toMatchObject({ uri: document.uri, version: 2 });
    document.replace('\n// two', '');
    await editor.until(() => document.diagnostics.length === 0);
  });

  it('go with their file, and when it is no model any more', async () => {
    const editor = await Editor.start({ server });
    const document = await editor.open('/w/model.ts', model('one')).settled();
    document.replace('tensorloom', 'tensorlo');
    await editor.until(() => document.diagnostics.length === 0);
    document.replace('tensorlo', 'tensorloom');
    await editor.until(() => document.messages[0] === 'one');
    document.close();
    await editor.until(() => document.diagnostics.length === 0);
  });

  it('are those of the last text after a burst of edits, of which few were analysed', async () => {
    const editor = await Editor.start({ server });
    const document = await editor.open('/w/model.ts', model('0')).settled();
    for (let i = 1; i <= 50; i++) document.replace(`// ${i - 1}`, `// ${i}`);
    await editor.until(() => document.messages[0] === '50');
    expect(await analyses(document)).toBeLessThan(10);
  });

  it('of a file come again when what it imports is edited, closed, or changes on the disk', async () => {
    const editor = await Editor.start({ server });
    const part = editor.open('/w/part.ts', '// part');
    const document = editor.open('/w/model.ts', `${model('model')}\nimport { x } from './part.ts';`);
    await editor.until(() => document.messages.join() === 'model,part');
    part.replace('part', 'changed');
    await editor.until(() => document.messages.join() === 'model,changed');
    const before = await analyses(document);
    part.close();
    await editor.until(() => document.messages.join() === 'model');
    editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///w/other.ts', type: 2 }] });
    editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: part.uri, type: 2 }] });
    await document.settled();
    expect(await analyses(document)).toBe(before + 1);
  });
});

describe('a newer text', () => {
  it('ends the analysis of the older in the middle', async () => {
    const editor = await Editor.start({ server });
    const document = editor.open('/w/model.ts', model('wait until cancelled'));
    const overtaken = expect(document.ask('documentSymbol')).rejects.toMatchObject({ code: -32801 });
    // The analysis has begun, and waits.
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.replace('wait until cancelled', 'newer');
    await overtaken;
    expect((await document.settled()).messages).toEqual(['newer']);
    expect(editor.logged).toEqual([]);
  });

  it('of an import ends it too', async () => {
    const editor = await Editor.start({ server });
    const part = editor.open('/w/part.ts', '// wait until cancelled');
    const document = editor.open('/w/model.ts', `${model()}\nimport { x } from './part.ts';`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    part.replace('wait until cancelled', 'newer');
    await editor.until(() => document.messages[0] === 'newer');
  });
});

describe('questions', () => {
  it('of files that are no models are answered at once, and start no thread', async () => {
    const editor = await Editor.start({ server });
    const document = editor.open('/w/hang.ts', "// hang\nconst name = 'tensorloom';");
    expect(await document.askAt('hover', '|const')).toBeNull();
    expect(await document.ask('documentSymbol')).toBeNull();
    expect(editor.published).toEqual([]);
  });

  it('that are cancelled are not answered', async () => {
    const editor = await Editor.start({ server });
    const slow = editor.open('/w/slow.ts', model('wait until cancelled'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest(
      'textDocument/hover',
      { textDocument: { uri: slow.uri }, position: { line: 0, character: 0 } },
      source.token,
    );
    const refused = expect(asked).rejects.toMatchObject({ code: -32800 });
    // An editor thinks better of it after a while.
    await new Promise((resolve) => setTimeout(resolve, 200));
    source.cancel();
    await refused;
  });

  it('by the thousand, and garbage among them, leave the server as it was', async () => {
    const editor = await Editor.start({ server });
    const document = editor.open('/w/model.ts', model('fine'));
    const textDocument = { uri: document.uri };
    const garbage: [string, unknown][] = [
      ['textDocument/hover', { textDocument, position: { line: -5, character: 1e12 } }],
      ['textDocument/hover', { textDocument, position: 'here' }],
      ['textDocument/hover', { textDocument: { uri: 17 }, position: null }],
      ['textDocument/hover', null],
      ['textDocument/codeAction', { textDocument, range: { start: 3 } }],
      ['textDocument/inlayHint', { textDocument }],
      ['textDocument/rename', { textDocument, position: { line: 0, character: 0 }, newName: {} }],
      ['textDocument/completion', { textDocument: { uri: 'file:///nowhere.ts' }, position: { line: 0, character: 0 } }],
      ['tensorloom/graph', undefined],
      ['no/such/thing', { a: [1, 2, 3] }],
    ];
    editor.tell('textDocument/didChange', {
      textDocument: { uri: 'file:///unknown.ts', version: 1 },
      contentChanges: [],
    });
    editor.tell('textDocument/didChange', null);
    editor.tell('textDocument/didOpen', {});
    editor.tell('tensorloom/watchGraph', { uri: 5 });
    editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: 'bad:%%%', type: 1 }] });
    const answers = await Promise.allSettled(
      Array.from({ length: 2000 }, (_, i) => editor.ask(...garbage[i % garbage.length]!)),
    );
    expect(answers).toHaveLength(2000);
    expect((await document.settled()).messages).toEqual(['fine']);
  });
});

describe('settings', () => {
  it('are asked for when needed, kept, and asked for again when they change', async () => {
    const editor = await Editor.start({ server, settings: { 'tensorloom.inlayHints': false } });
    const document = editor.open('/w/model.ts', model('fine'));
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    await document.ask('inlayHint', { range });
    await document.ask('inlayHint', { range });
    const questions = () => editor.asked.filter(({ method }) => method === 'workspace/configuration').length;
    expect(questions()).toBe(1);
    editor.tell('workspace/didChangeConfiguration', { settings: null });
    await document.ask('inlayHint', { range });
    expect(questions()).toBe(2);
    await editor.until(() => editor.asked.some(({ method }) => method === 'workspace/inlayHint/refresh'));
  });

  it('are their defaults in an editor that cannot be asked', async () => {
    const editor = await Editor.start({ server, capabilities: { ...fullCapabilities, workspace: {} } });
    const document = editor.open('/w/model.ts', model('fine'));
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await document.ask('inlayHint', { range })).toBeNull();
    expect(editor.asked).toEqual([]);
  });
});

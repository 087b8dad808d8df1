// Documents of every kind that an editor may open.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hover, InlayHint } from 'vscode-languageserver/node';
import { Editor } from './editor.ts';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ isShared: true });
});
afterAll(() => void editor.process.kill('SIGKILL'));

const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
const text = ["import * as tf from 'tensorloom';", 'const y = tf.zeros([2, 3]).add(1);', 'tf.matmul(y, y);', ''].join(
  '\n',
);

describe('a model file', () => {
  it.for(['ts', 'mts', 'cts', 'tsx', 'js', 'mjs', 'cjs', 'jsx'])('may end in .%s', async (ending) => {
    const document = editor.open(`/w/endings/model.${ending}`, text);
    const hints = await document.ask<InlayHint[]>('inlayHint', { range: everything });
    expect(hints.map(({ label }) => label)).toEqual([': float32[2, 3]']);
    expect(document.diagnostics.map(({ code, source }) => [code, source])).toEqual([['shape-mismatch', 'tensorloom']]);
    expect(document.diagnostics[0].codeDescription?.href).toMatch(/\/docs\/diagnostics\/shape-mismatch\.md$/);
    document.close();
  });

  it.for([
    ['untitled:Untitled-1', 'typescript'],
    ['vscode-vfs://github/owner/repository/model.js', 'javascript'],
    ['file:///c%3A/models/with%20blank%20%C3%BC.ts', 'typescript'],
    ['file://server/share/model.ts', 'typescript'],
  ] as const)('may be at %s', async ([uri, languageId]) => {
    const document = await editor.open(uri, text, languageId).settled();
    expect(document.diagnostics.map(({ code }) => code)).toEqual(['shape-mismatch']);
    document.close();
    await editor.until(() => document.diagnostics.length === 0);
  });

  it('may import others that are open where no disk is', async () => {
    const part = editor.open('vscode-vfs://github/o/r/parts/size.ts', 'export const size = 4;', 'typescript');
    const model =
      "import * as tf from 'tensorloom';\nimport { size } from './parts/size.js';\nconst y = tf.zeros([size]).add(1);";
    const document = editor.open('vscode-vfs://github/o/r/model.ts', model, 'typescript');
    const label = async () => (await document.ask<InlayHint[]>('inlayHint', { range: everything }))[0]?.label;
    expect(await label()).toBe(': float32[4]');
    part.replace('4', '5');
    expect(await label()).toBe(': float32[5]');
  });

  it('may have any ends of lines, and characters of any width', async () => {
    const lines = text.replace('\ntf.matmul', "\n/* 😀 */ const smile = '👍🏽', z = y.add(2), é = 3;\ntf.matmul");
    for (const end of ['\n', '\r\n', '\r']) {
      const document = editor.open('/w/ends.ts', lines.replaceAll('\n', end));
      const hints = await document.ask<InlayHint[]>('inlayHint', { range: everything });
      expect(hints.map(({ position }) => position)).toEqual([document.position('y| ='), document.position('z| =')]);
      expect(document.diagnostics[0].range.start).toEqual(document.position(`3;${end}|tf.matmul`));
      const hover = await document.askAt<Hover>('hover', ', |z = y');
      expect(hover.range).toEqual({ start: document.position(', |z = y'), end: document.position(', z| = y') });
      document.close();
    }
  });

  it('is no file of another language', async () => {
    const document = editor.open('/w/model.md', text, 'markdown');
    expect(await document.ask('documentSymbol')).toBeNull();
  });
});

describe('a large file', () => {
  const line = 'const data = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];\n';

  it('of almost 5 MB is looked at, and the server lives and answers others', { timeout: 90_000 }, async () => {
    const document = editor.open('/w/large.ts', `${text}{\n${line.repeat(4_900_000 / line.length)}`);
    const other = editor.open('/w/other.ts', text);
    document.replace('tf.zeros([2, 3])', 'tf.zeros([2, 4])');
    await document.settled();
    expect((await other.settled()).diagnostics).toHaveLength(1);
    document.close();
    other.close();
  });

  it('of more than 5 MB is left alone', async () => {
    const document = editor.open('/w/larger.ts', text + line.repeat(5_100_000 / line.length));
    expect(await document.ask('documentSymbol')).toBeNull();
    expect(document.diagnostics).toEqual([]);
    document.close();
  });
});

describe('hostile text', () => {
  it.for([
    ['nesting', `const x = ${'['.repeat(20_000)}`],
    ['calls in calls', `tf.add(${'tf.add('.repeat(5_000)}`],
    ['dots', `tf${'.a'.repeat(50_000)}`],
    [
      'names',
      "tf.zeros([1], { name: '**bold** [link](command:quit) ``` <img src=x>' }); const __proto__ = tf.zeros([2]).add(1);",
    ],
    ['nothing but a byte', '\u0000\uFFFF\uD800'],
    ['endless recursion', 'const f = (n) => f(n + 1); f(0); const g = () => [...g()]; g();'],
    ['endless loops', 'for (;;) tf.zeros([1]); while (true) {}'],
  ])('of %s harms nothing', async ([, hostile]) => {
    const document = editor.open('/w/hostile.ts', `${text}${hostile}`);
    await document.ask('inlayHint', { range: everything });
    await document.askAt('hover', 'const |y = ');
    await document.ask('completion', { position: document.at(document.text.length) });
    await document.ask('signatureHelp', { position: document.at(document.text.length) });
    await document.ask('codeLens');
    await editor.ask('tensorloom/graph', { uri: document.uri });
    expect(editor.logged).toEqual([]);
    document.close();
  });
});
